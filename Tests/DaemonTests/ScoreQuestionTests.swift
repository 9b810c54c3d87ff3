import Testing

@testable import Daemon

@Suite struct `Questions to score` {
  private func read(_ line: String) throws -> ScoreQuestion? {
    try ScoreQuestion.read(Array(line.utf8)[...], number: 7)
  }

  @Test(arguments: [
    (#"{"id": "a", "text": "late"}"#, ScoreQuestion(id: .text("a"), text: "late")),
    (#"{"id": 12, "text": "late"}"#, ScoreQuestion(id: .literal("12"), text: "late")),
    (
      #"{"text": "tarde", "language": "es"}"#,
      ScoreQuestion(id: .literal("null"), text: "tarde", language: "es")
    ),
    ("My bag, again", ScoreQuestion(id: .text("7"), text: "My bag, again")),
    ("[1] of 3: late", ScoreQuestion(id: .text("7"), text: "[1] of 3: late")),
  ])
  func `a line is JSON or the text itself`(line: String, question: ScoreQuestion) throws {
    #expect(try read(line) == question)
  }

  @Test func `a byte order mark before the first line is passed over`() throws {
    let line = Array("\u{FEFF}{\"id\": \"a\", \"text\": \"late\"}".utf8)
    #expect(
      try ScoreQuestion.read(line[...], number: 1) == ScoreQuestion(id: .text("a"), text: "late"))
  }

  @Test(arguments: ["", "   ", "\t"])
  func `an empty line asks nothing`(line: String) throws {
    #expect(try read(line) == nil)
  }

  @Test(arguments: [
    (#"{"id": "a"}"#, #"expected "text", a string"#),
    (#"{"id": "a", "text": 3}"#, #"expected "text", a string"#),
  ])
  func `JSON without a text is a fault`(line: String, reason: String) {
    #expect(throws: ScoreQuestion.Fault(reason: reason)) { try read(line) }
  }

  @Test func `broken JSON is told with its column`() {
    #expect {
      try read(#"{"text": "late""#)
    } throws: { error in
      (error as? ScoreQuestion.Fault)?.reason.hasPrefix("column ") == true
    }
  }
}
