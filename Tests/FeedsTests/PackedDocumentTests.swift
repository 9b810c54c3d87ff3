import Feeds
import FoundationEssentials
import Loopback
import Model
import Testing

@Suite struct `Packed documents` {
  // Made with Python's gzip.
  @Test(arguments: [
    // Codes of its own.
    (
      "H4sIAAAAAAAC/5XSTQoCMQyG4avMCeyk/4XQlRepThkLtYJTF97enwEhXQhZhY/w7F68b1vE8yW1lmvE0vM1"
        + "Yi+95njMNT3zMp3SOrXbYZpR7A9cH2WJ7/m9KHb0jwKlAQIDS4q98gysKHbGMbCm2DrLwIZiEwwD2wGDZmBH"
        + "sVaKgT3FykgGDhRLB5xIhsAgsBIbGoN5bEz8Khef6F86DbR9+gIAAA==",
      (0..<12).map { "Delayed bag no. \($0)" }
    ),
    // With a file name.
    (
      "H4sICAAAAAAC/2ZlZWQueG1sALMpKi62s0nOSMzLS82xs8ksSc21synJLMlJtUu00YcwbPQhwvpwZfogXQDY"
        + "cLigOwAAAA==", ["a"]
    ),
    // Two files, one behind the other.
    (
      "H4sIAAAAAAAC/7MpKi62s0nOSMzLS82xs8ksSc21synJLMlJtUu00YcwAFcoCdkkAAAAH4sIAAAAAAAC/7PR"
        + "zyxJzbWz0U/OSMzLS80BsoqKi+0Ayu8+HxcAAAA=", ["a"]
    ),
    (
      "H4sIAAAAAAAC/6tWKkstKs7Mz1OyUlDKKCkpKLbS188qzs9LS01N0csvSteHyusb6hkq6SgoZZak5hYDFUdX"
        + "K2WmgDSBRUsyS3JSQbxEpdrYWgDcp3SkVQAAAA==", ["a"]
    ),
  ])
  func `are unpacked, however they are cut`(base64: String, titles: [String]) throws {
    let file = [UInt8](try #require(Data(base64Encoded: base64)))
    for length in [1, 2, 3, 50, file.count] {
      let feed = try Feed.reading(file, by: length)
      #expect(feed.items.map(\.title) == titles)
      #expect(feed.problems.map(\.kind) == [.packed])
    }
  }

  @Test func `give what came before they broke off`() throws {
    let text = Array("<rss><channel><item><title>a</title></item><item><title>b".utf8)
    let whole = Gzip.stored(text)
    let feed = try Feed.reading(Array(whole.dropLast(8)), by: 20)
    #expect(feed.items.map(\.title) == ["a", "b"])
    #expect(feed.problems.contains { $0.kind == .truncated })
  }

  @Test func `that are broken from the front are told as such`() {
    #expect(throws: FeedError.notAFeed(found: "a broken gzip file")) {
      try FeedReader.read([0x1F, 0x8B, 8] + [UInt8](repeating: 0xFF, count: 40))
    }
  }

  @Test func `are unpacked once`() {
    let twice = Gzip.stored(Gzip.bomb(zeros: 1 << 20))
    #expect(throws: FeedError.notAFeed(found: "binary data")) { try FeedReader.read(twice) }
  }

  @Test func `have a limit`() throws {
    // More items than are kept, so that what follows costs nothing to read.
    let items = String(repeating: "<item><title>a</title></item>", count: FeedLimits.items + 1)
    let room = [UInt8](repeating: 0x20, count: FeedLimits.unpackedBytes)
    let feed = try FeedReader.read(Gzip.stored(Array("<rss><channel>\(items)".utf8) + room))
    #expect(feed.items.count == FeedLimits.items)
    #expect(feed.problems.contains(FeedProblem(.tooLong, "a packed document")))
  }
}
