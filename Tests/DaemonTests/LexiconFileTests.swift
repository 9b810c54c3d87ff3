import Detection
import FoundationEssentials
import Model
import Testing

@testable import Daemon

@Suite struct `Lexicon of an operator` {
  private let folder = FileManager.default.temporaryDirectory.appending(
    path: "mentiond-lexicon-\(UInt64.random(in: .min ... .max))"
  ).path()

  private func configuration(
    _ lexicon: String, files: [String: String]
  ) throws -> (configuration: Configuration?, problems: [String]) {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, text) in files {
      try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
    }
    let text = #"{"brands": [], "sources": [], "lexicon": \#(lexicon)}"#
    do throws(ConfigurationReader.Problems) {
      let configuration = try ConfigurationReader.read(
        Array(text.utf8), files: SecretFiles(values: [:]), lexica: LexiconFiles(folder: folder))
      return (configuration, [])
    } catch {
      return (nil, error.list.map(\.description))
    }
  }

  @Test(arguments: [#""a.txt""#, #"["a.txt"]"#, #"["b.txt", "a.txt"]"#])
  func `is read beside the configuration, a later file over an earlier`(lexicon: String) throws {
    let read = try configuration(
      lexicon,
      files: ["a.txt": "[en weight 3]\nflumph", "b.txt": "[en weight -3]\nflumph"])
    let scorer = ComplaintScorer(try #require(read.configuration?.lexicon))
    #expect(scorer.score("flumph").isComplaint)
  }

  @Test func `changes the hash that alerts name`() throws {
    let before = try configuration(#""a.txt""#, files: ["a.txt": "[en weight 3]\nflumph"])
    let after = try configuration(#""a.txt""#, files: ["a.txt": "[en weight 4]\nflumph"])
    #expect(try #require(before.configuration).hash != #require(after.configuration).hash)
  }

  @Test func `is told of with file and line, each that is wrong`() throws {
    let problems = try configuration(
      #"["a.txt", "none.txt", "b.txt"]"#,
      files: ["a.txt": "[en weight 1]\nfine\n[en wight 1]", "b.txt": "[de weight 1]\nab*"]
    ).problems
    #expect(
      problems == [
        "lexicon[0] (line 1): \(folder)/a.txt: line 3: unknown wight; there are weight, topic, "
          + "strength, role, factor and severe",
        "lexicon[1] (line 1): cannot read \(folder)/none.txt: No such file or directory",
        "lexicon[2] (line 1): \(folder)/b.txt: line 2: ab*: expected 3 letters or more before *",
      ])
  }

  @Test(arguments: ["7", "[7]", "{}"])
  func `is a path or a list of paths`(lexicon: String) throws {
    #expect(try configuration(lexicon, files: [:]).problems.count == 1)
  }
}
