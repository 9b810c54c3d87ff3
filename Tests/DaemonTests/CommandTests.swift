import Testing

@testable import Daemon

@Suite struct `Commands` {
  private static let run = Command.all.first { $0.name == "run" }!

  /// What a verb says of words that it does not take.
  private func complaint(_ words: String..., by command: Command = run) -> String? {
    do throws(CommandError) {
      _ = try Arguments(of: command, words)
      return nil
    } catch {
      return error.message
    }
  }

  @Test func `take options in both forms, and flags`() throws {
    let arguments = try Arguments(of: Self.run, ["--config=a=b", "--state", "--x", "--once"])
    #expect(arguments.option("config") == "a=b")
    #expect(arguments.option("state") == "--x")
    #expect(arguments.has("once"))
  }

  @Test func `say which option may be meant`() {
    #expect(complaint("--onec") == "unknown option --onec; did you mean --once?")
    #expect(complaint("--frobnicate") == "unknown option --frobnicate; see mentiond run --help")
  }

  @Test func `say how a word is told from an option`() {
    #expect(
      complaint("-delta", by: .match)
        == "unknown option -delta; what is no option stands behind --")
  }

  @Test func `say which option lacks its value`() {
    #expect(complaint("--config") == "--config needs a value; see mentiond run --help")
  }

  @Test func `do not pass over words that mean nothing to them`() {
    #expect(complaint("c.json")?.hasPrefix("what is c.json for? usage: mentiond run ") == true)
  }

  /// The words up to what is the shell's.
  private static func words(of example: String) -> [String] {
    example.split(separator: " ").prefix { !["#", "|", ">", "<", "&&"].contains($0) }
      .map { String($0).replacing("\"", with: "").replacing("'", with: "") }
  }

  @Test(arguments: Command.all.map(\.name))
  func `have examples that they understand`(name: String) throws {
    let command = try #require(Command.all.first { $0.name == name })
    #expect(!command.examples.isEmpty)
    for example in command.examples {
      let words = Self.words(of: example)
      #expect(words.first == name)
      _ = try Arguments(of: command, Array(words.dropFirst()))
    }
  }
}
