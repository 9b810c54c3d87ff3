import FoundationEssentials
import Model
import Testing

@testable import Daemon

@Suite struct `Replay of recorded items` {
  private let noon = Date(utc: "2026-11-22T12:00:00Z")!

  private struct Line {
    var name: String
    var text: String
    var at: Date

    var json: String {
      #"{"id": "\#(name)", "source": "forum", "outlet": "forum.example", "author": "\#(name)", "#
        + #""title": "", "text": "\#(text)", "published": "\#(at.utc)"}"#
    }
  }

  /// A complaint that is nobody's copy: it goes on in words that no other has.
  private func complaint(_ number: Int) -> String {
    let (consonants, vowels) = (Array("bdfgklmnprstvz"), Array("aeiou"))
    let words = (number * 16..<number * 16 + 16).map { word -> String in
      var (left, rest) = (word, word)
      var letters = ""
      for _ in 0..<4 {
        letters += "\(consonants[left % 14])\(vowels[rest % 5])"
        (left, rest) = (left / 14, rest / 5)
      }
      return letters
    }
    return "Acme air lost my bag, horrible service. \(words.joined(separator: " "))"
  }

  /// Ten days, a complaint in six hours.
  private var past: [Line] {
    (0..<40).map {
      Line(name: "reader\($0)", text: complaint($0), at: noon - Double(40 - $0) * 6 * 3600)
    }
  }

  /// Complaints of as many people, the first at noon.
  private func storm(_ count: Int, every gap: Double) -> [Line] {
    (0..<count).map {
      Line(name: "angry\($0)", text: complaint($0 + 40), at: noon + Double($0) * gap)
    }
  }

  private func replay(_ lines: [Line]) async throws -> (alerts: [Alert], score: ForecastScore) {
    let path = FileManager.default.temporaryDirectory.appending(
      path: "mentiond-replay-\(UInt64.random(in: .min ... .max)).jsonl"
    ).path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(lines.map(\.json).joined(separator: "\n").utf8).write(to: URL(filePath: path))
    let configuration = try ConfigurationReader.read(
      Array(#"{"brands": [{"name": "acme", "query": "\"acme air\""}], "sources": []}"#.utf8),
      files: SecretFiles(values: [:]))
    var recording = try Recording(path: path)
    var alerts: [Alert] = []
    let score = try await Replay(configuration).run(&recording) { alerts += $0 }.score
    return (alerts, score)
  }

  @Test func `judges together what came at one moment`() async throws {
    let alerts = try await replay(past + storm(24, every: 0)).alerts
    #expect(alerts.filter { $0.at == noon }.map(\.reason) == [.opened])
  }

  @Test func `gives the same again, whatever the order in which threads run`() async throws {
    let lines = past + storm(300, every: 20)
    let (first, second) = (try await replay(lines).alerts, try await replay(lines).alerts)
    #expect(!first.isEmpty)
    #expect(first == second)
  }

  @Test(arguments: [(0.5, false, false), (1.5, true, false), (6.5, true, true)])
  func `judges no forecast before its time has passed`(
    hours: Double, isWithinOne: Bool, isWithinSix: Bool
  ) async throws {
    let later = Line(name: "late", text: "Acme air is fine.", at: noon + hours * 3600)
    let score = try await replay(past + storm(12, every: 0) + [later]).score
    #expect((score.hour.told > 0) == isWithinOne)
    #expect((score.sixHours.told > 0) == isWithinSix)
  }
}
