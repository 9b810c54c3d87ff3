import FoundationEssentials
import Testing

@testable import Daemon

@Suite struct `Reading lines` {
  /// All lines of a file with their numbers, read in batches.
  private func batches(of bytes: [UInt8], lineLimit: Int = LineReader.lineLimit) throws -> [String]
  {
    let path = FileManager.default.temporaryDirectory.appending(
      path: "mentiond-lines-\(UInt64.random(in: .min ... .max))"
    ).path()
    try Data(bytes).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    var reader = try LineReader(path: path, lineLimit: lineLimit)
    var lines: [String] = []
    while let batch = try reader.nextBatch() {
      if batch.isTooLong { lines.append("\(batch.first): too long") }
      batch.forEachLine { lines.append("\($1): \(String(decoding: $0, as: UTF8.self))") }
    }
    return lines
  }

  @Test(arguments: [
    ("", []), ("\n", ["1: "]), ("a", ["1: a"]), ("a\n", ["1: a"]), ("a\nb", ["1: a", "2: b"]),
    ("a\r\n\r\nb\r\n", ["1: a", "2: ", "3: b"]), ("\n\na", ["1: ", "2: ", "3: a"]),
  ])
  func `batches hold each line once`(text: String, lines: [String]) throws {
    #expect(try batches(of: Array(text.utf8)) == lines)
  }

  @Test func `numbers go on from batch to batch`() throws {
    let texts = (1...20_000).map { String(repeating: "x", count: $0 % 97) }
    let lines = try batches(of: Array(texts.joined(separator: "\n").utf8) + [0x0A])
    #expect(lines == texts.enumerated().map { "\($0 + 1): \($1)" })
  }

  @Test func `a line that is too long is told, and those around it are read`() throws {
    let long = String(repeating: "x", count: 400_000)
    let lines = try batches(of: Array("a\n\(long)\nb\n".utf8), lineLimit: 1000)
    #expect(lines == ["1: a", "2: too long", "3: b"])
  }
}
