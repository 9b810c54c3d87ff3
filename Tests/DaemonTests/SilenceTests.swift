import FoundationEssentials
import Model
import Polling
import Storage
import Testing

@testable import Daemon

@Suite struct `A silence` {
  private let begin = Date(utc: "2026-11-02T00:00:00Z")!
  private let source = Source(id: "forum", url: "https://forum.example/feed")
  private let state = try! StateLocation.onDisk()

  private func openDesk() throws -> Desk {
    let text = """
      {"brands": [{"name": "acme", "query": "acme"}],
       "sources": [{"name": "forum", "url": "https://forum.example/feed"}]}
      """
    let configuration = try ConfigurationReader.read(
      Array(text.utf8), files: SecretFiles(values: [:]))
    return try Desk(configuration, database: Database(state), at: begin)
  }

  private func item(_ number: Int, at moment: Date) -> Item {
    Item(
      guid: "\(number)", text: "Seen by chance: acme number \(number * 37 % 1009) passed by.",
      author: "author\(number)", published: moment)
  }

  private func poll(_ desk: Desk, giving items: [Item], at moment: Date) async throws -> [Alert] {
    _ = try await desk.pollsDue(at: moment)
    let examined = await desk.listening.examine(items, from: source)
    let reply = PollReply(status: 200, url: source.url)
    let report = try await desk.receive(examined, of: source, at: moment) {
      .feed(reply, FeedHabits(items: items.count, newItems: $0))
    }
    return try await report.alerts + desk.tick(at: moment + 60).alerts
  }

  /// Sixteen days with a mention each hour, and then so many hours without one.
  private func alerts(of desk: Desk, afterSilentHours silent: Int) async throws -> [Alert] {
    var alerts: [Alert] = []
    let heard = 16 * 24
    for hour in 0..<heard + silent {
      let now = begin + Double(hour) * 3600
      // A feed shows its last items for as long as nobody writes a new one.
      let last = min(hour, heard - 1)
      let items = (max(0, last - 4)...last).map {
        item($0, at: begin + Double($0) * 3600 - 600)
      }
      alerts += try await poll(desk, giving: items, at: now)
    }
    return alerts
  }

  @Test func `is told once, and proved to the last digit`() async throws {
    let desk = try openDesk()
    let alerts = try await alerts(of: desk, afterSilentHours: 36)
    #expect(alerts.map(\.cause) == ["silent, and no source is blind"])
    let stored = try Database(state).alerts(of: #require(alerts.first).incident)
    let proof = IncidentProof.text(try #require(stored.first), deliveries: [], heard: [])
    #expect(proof.contains("0 voices, "))
    #expect(proof.contains(": the same to the last digit"))
  }

  /// All that a source shows when it is first asked is the past, the last hours of it too.
  @Test func `is not what history tells of`() async throws {
    let desk = try openDesk()
    let now = begin + 16 * 86400
    let items = (0..<16 * 24).map { item($0, at: now - Double($0) * 3600 - 600) }
    #expect(try await poll(desk, giving: items, at: now).isEmpty)
    #expect(try await poll(desk, giving: items, at: now + 3600).isEmpty)
  }
}
