import FoundationEssentials
import Glibc
import Model
import Testing

@testable import Daemon

@Suite struct `Files as sources` {
  private let files = LocalFiles()
  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "files-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func write(_ text: String, to name: String = "a.jsonl", by flags: Int32 = O_APPEND) {
    let file = open("\(folder)/\(name)", O_WRONLY | O_CREAT | flags, 0o600)
    _ = Glibc.write(file, text, text.utf8.count)
    close(file)
  }

  /// Writes a file anew, as often as it takes for its moment to be a later one: the clock of a file
  /// system is coarse.
  private func rewrite(_ text: String, to name: String) {
    func changed() -> Int {
      var facts = stat()
      stat("\(folder)/\(name)", &facts)
      return Int(facts.st_ctim.tv_sec) * 1_000_000_000 + Int(facts.st_ctim.tv_nsec)
    }
    let before = changed()
    for _ in 0..<1_000_000 where changed() == before { write(text, to: name, by: O_TRUNC) }
  }

  private func line(_ text: String) -> String { "{\"text\": \"\(text)\"}\n" }

  /// Looks at a file, or at the folder, from where the last look ended.
  private func look(
    _ name: String = "a.jsonl", from position: String?, limit: Int = 1 << 20
  ) async throws -> (texts: [String], position: String?, problems: [String]) {
    // Long after whatever was written here.
    let reading = try await files.read(
      name.isEmpty ? folder : "\(folder)/\(name)", from: position, mapping: nil, limit: limit,
      at: Date() + 3600)
    return (reading.items.map(\.text), reading.position, reading.problems)
  }

  private func remove() { try? FileManager.default.removeItem(atPath: folder) }

  @Test func `give each appended line once, when it is whole`() async throws {
    defer { remove() }
    write(line("a") + #"{"text":"#)
    var look = try await look(from: nil)
    #expect(look.texts == ["a"])
    write(#" "b"}"# + "\n")
    look = try await self.look(from: look.position)
    #expect(look.texts == ["b"])
    #expect(try await self.look(from: look.position).texts == [])
  }

  @Test func `give what was appended before a rotation, then the new file`() async throws {
    defer { remove() }
    write(line("a"))
    let first = try await look(from: nil)
    write(line("b") + #"{"text": "c"}"#)
    rename("\(folder)/a.jsonl", "\(folder)/a.jsonl.1")
    write(line("d"))
    let second = try await look(from: first.position)
    #expect(second.texts == ["b", "c"])
    #expect(try await look(from: second.position).texts == ["d"])
  }

  @Test func `give a file from its start that was cut or replaced`() async throws {
    defer { remove() }
    write(line("a long first line"))
    let first = try await look(from: nil)
    write(line("b"), by: O_TRUNC)
    let second = try await look(from: first.position)
    #expect(second.texts == ["b"])
    // Longer than it was, so that the size does not tell.
    write(line("another long line"), by: O_TRUNC)
    #expect(try await look(from: second.position).texts == ["another long line"])
  }

  @Test func `begin with the end of a file that is very long`() async throws {
    defer { remove() }
    write((0..<100).map { line("n\($0)") }.joined())
    let first = try await look(from: nil, limit: 50)
    #expect(first.texts == ["n97", "n98", "n99"])
    #expect(try await look(from: first.position, limit: 50).texts == [])
  }

  @Test func `come in pieces that are bounded`() async throws {
    defer { remove() }
    write(line("n"))
    var position = try await look(from: nil).position
    write((0..<10).map { line("n\($0)") }.joined())
    var texts: [String] = []
    for _ in 0..<10 {
      let next = try await look(from: position, limit: 40)
      #expect(next.texts.count <= 3)
      texts += next.texts
      position = next.position
    }
    #expect(texts == (0..<10).map { "n\($0)" })
  }

  @Test func `may hold lines that are wrong`() async throws {
    defer { remove() }
    write(line("a") + "{\n" + line("b"))
    let look = try await look(from: nil)
    #expect(look.texts == ["a", "b"])
    #expect(look.problems.count == 1)
  }

  @Test(arguments: ["missing.jsonl", "pipe"])
  func `are told where they cannot be read`(name: String) async throws {
    defer { remove() }
    mkfifo("\(folder)/pipe", 0o600)
    await #expect(throws: LocalFileError.self) { try await look(name, from: nil) }
  }

  @Test func `are read once each in a folder`() async throws {
    defer { remove() }
    write(line("a") + line("b"), to: "one.jsonl")
    write("I want my bag.", to: "call 7.txt")
    write(
      "<rss version='2.0'><channel><item><title>t</title><description>c</description></item></channel></rss>",
      to: "feed.xml")
    for name in [".hidden", "half.part", "x.tmp", "notes~"] { write(line("no"), to: name) }
    symlink("/etc/passwd", "\(folder)/link.txt")
    let first = try await look("", from: nil)
    #expect(first.texts.sorted() == ["I want my bag.", "a", "b", "c"])
    #expect(first.problems.isEmpty)
    #expect(try await look("", from: first.position).texts == [])
    write(line("d"), to: "late.jsonl")
    #expect(try await look("", from: first.position).texts == ["d"])
  }

  @Test(arguments: [
    ("a.json", #"[{"text": "a"}, {"text": "b"}]"#, #"[{"text": "b"}, {"text": "c"}]"#),
    ("a.csv", "id;Comment\n1;a\n2;\"b\"\n", "id;Comment\n2;b\n3;c\n"),
    (
      "a.rss", "<rss><channel><item><description>a</description></item></channel></rss>",
      "<rss><channel><item><description>c</description></item></channel></rss>"
    ),
  ])
  func `that are whole documents are read when they change`(
    name: String, first: String, second: String
  ) async throws {
    defer { remove() }
    write(first, to: name)
    var look = try await look(name, from: nil)
    #expect(look.texts.first == "a")
    #expect(look.problems.isEmpty)
    #expect(try await self.look(name, from: look.position).texts == [])
    rewrite(second, to: name)
    look = try await self.look(name, from: look.position)
    #expect(look.texts.last == "c")
  }

  @Test func `may be a mailbox of mails, a file each`() async throws {
    defer { remove() }
    write("Return-Path: <bob@a.example>\r\nSubject: bag\r\n\r\nLost.\r\n", to: "1.M2P3.host:2,S")
    write("Subject: bag\n\nLost too.\n", to: "mail.eml")
    let look = try await look("", from: nil)
    #expect(look.texts.sorted() == ["Lost too.", "Lost."])
    #expect(look.problems.isEmpty)
  }

  @Test func `give plain text whatever its encoding`() async throws {
    defer { remove() }
    let latin1: [UInt8] = [0x66, 0xFC, 0x72]
    let file = open("\(folder)/call.txt", O_WRONLY | O_CREAT, 0o600)
    _ = Glibc.write(file, latin1, latin1.count)
    close(file)
    #expect(try await look("call.txt", from: nil).texts == ["für"])
  }

  @Test func `wait in a folder until they are written`() async throws {
    defer { remove() }
    write(line("a"))
    let reading = try await files.read(
      folder, from: nil, mapping: nil, limit: 1 << 20, at: Date() + 1)
    #expect(reading.items.isEmpty)
  }

  @Test func `that are too long are told and passed over`() async throws {
    defer { remove() }
    write(line(String(repeating: "x", count: 500)), to: "a.jsonl")
    write(line("b"), to: "b.jsonl")
    let look = try await look("", from: nil, limit: 100)
    #expect(look.texts == ["b"])
    #expect(look.problems.map { $0.prefix(8) } == ["a.jsonl:"])
  }

  @Test(arguments: [
    ("file:/var/a", "/var/a"), ("file:///var/a b", "/var/a b"), ("FILE:a.jsonl", "a.jsonl"),
    ("https://a.example/", nil), ("files:/x", nil),
  ])
  func `are named by an address`(url: String, path: String?) {
    #expect(LocalFiles.path(of: url) == path)
  }
}
