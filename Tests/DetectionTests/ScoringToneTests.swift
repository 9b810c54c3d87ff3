import Detection
import FoundationEssentials
import Model
import Testing

/// Thirty complaints and thirty lines of news and small talk in each language, which were made up
/// before anybody looked at what the lexicon makes of them: `Tone/de-complaints.txt`.
@Suite struct `Tone` {
  private static let languages = ["de", "es", "fr", "it", "nl", "pt"]

  private func scores(_ name: String) throws -> [Double] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let bytes = try Data(contentsOf: folder.appending(path: "Tone/\(name).txt"))
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .map { builtIn.score(String($0)).score }
  }

  @Test(arguments: languages)
  func `a complaint stands above news and small talk`(language: String) throws {
    let complaints = try scores("\(language)-complaints")
    let neutral = try scores("\(language)-neutral")
    let pairs = complaints.flatMap { complaint in neutral.map { complaint > $0 } }
    #expect(pairs.count { $0 } >= pairs.count * 95 / 100)
  }

  @Test(arguments: languages)
  func `news and small talk seldom are complaints`(language: String) throws {
    let scores = try scores("\(language)-neutral")
    #expect(scores.count == 30)
    #expect(scores.count { $0 >= ComplaintScorer.threshold } <= 2)
  }

  @Test(arguments: languages)
  func `most complaints are heard`(language: String) throws {
    let scores = try scores("\(language)-complaints")
    #expect(scores.count == 30)
    #expect(scores.count { $0 >= ComplaintScorer.threshold } >= 25)
  }
}

/// Built once: reading the lexicon takes longer than most of the tests.
private let builtIn = ComplaintScorer()
