import JSON
import Testing

@Suite struct `Scoring many lines` {
  /// What `score` says of a file.
  private func score(_ text: String) async throws -> (status: Int32?, lines: [Substring]) {
    let folder = try Folder()
    let end = try await Program(["score", folder.write(text, to: "posts.jsonl")], in: folder).end()
    return (end.status, end.text.split(separator: "\n"))
  }

  @Test func `answers come in the order of the lines, however many`() async throws {
    let count = 8000  // Several batches.
    let text = (0..<count).map {
      #"{"id": \#($0), "text": "\#(String(repeating: "My bag is lost. ", count: 1 + $0 % 17))"}"#
    }.joined(separator: "\n")
    let (status, lines) = try await score(text)
    #expect(status == 0)
    let ids = try lines.map { try JSONDocument(Array($0.utf8)).root["id"]?.int }
    #expect(ids == Array(0..<count))
  }

  @Test func `lines that cannot be read are told by their numbers, and the others scored`()
    async throws
  {
    let good = #"{"id": 1, "text": "late"}"# + "\n"
    let many = String(repeating: good, count: 12_000)
    let (status, lines) = try await score(many + "{\n" + good)
    #expect(status == 65)
    #expect(lines.count { $0.hasPrefix("{") } == 12_001)
    #expect(lines.contains { $0.hasPrefix("mentiond score: line 12001: ") })
  }
}
