import FoundationEssentials
import Loopback
import Testing
import Transport

@Suite struct `Content coding` {
  private let client: HTTPClient

  init() throws { client = try .forTests() }

  @Test(arguments: [
    ("gzip", Gzip.stored(Array("<rss/>".utf8))), ("br", BrotliSamples.element),
    ("zstd", Zstandard.stored(Array("<rss/>".utf8))),
  ])
  func `is undone`(coding: String, body: [UInt8]) async throws {
    let server = try LoopbackServer([
      .response(headers: [("Content-Encoding", coding)], body: body)
    ])
    #expect(try await client.send(.local(server)).body == Array("<rss/>".utf8))
  }

  @Test(arguments: ["gzip", "utf-8", "br"])
  func `that is announced and missing is passed over`(coding: String) async throws {
    let server = try LoopbackServer([
      .response(headers: [("Content-Encoding", coding)], body: "<rss/>")
    ])
    #expect(try await client.send(.local(server)).body == Array("<rss/>".utf8))
    #expect(server.requests.map { $0.header("Accept-Encoding") == nil } == [false, true])
  }

  // Made with Python's zlib: codes of its own, fixed codes with a file name, two members.
  private static let feed = (0..<12).map {
    "<item><title>Delayed bag no. \($0)</title><guid>\($0 * 7919 % 1000)</guid></item>\n"
  }.joined()

  @Test(arguments: [
    (
      "H4sIAAAAAAAA/5XSMQrDMAyF4b2n8AmayLJsC4SnXiQlJhjSdnGH3r4hneShoEk8xLf90np9FOmt77Xc6r586uruy+ae"
        + "r6ubZfo9ZHu3tRzzvDKd6CL/LGjLwBbttc6YLRq1TpQsOmgdU7Ro0pqYLDoOGoJFJ60DokVnrZG8RbPWPoGpliE1YFts"
        + "Q20wj7V9AS02Z2XoAgAA",
      feed
    ),
    ("H4sICAAAAAAA/2ZlZWQueG1sAEtUSEtNTdFRSEShAYKbNbwWAAAA", "a feed, a feed, a feed"),
    ("H4sIAAAAAAAA/7MpKi62AwAaKwHwBQAAAB+LCAAAAAAAAP+z0S8qLrYDACBXGdMGAAAA", "<rss></rss>"),
  ])
  func `that nobody announced is undone`(base64: String, text: String) async throws {
    let file = [UInt8](try #require(Data(base64Encoded: base64)))
    let server = try LoopbackServer([.response(body: file)])
    let body = try await client.send(.local(server)).body
    #expect(String(decoding: body, as: UTF8.self) == text)
  }

  @Test func `that nobody announced counts as what it holds`() async throws {
    let server = try LoopbackServer([.response(body: Gzip.bomb(zeros: 8 << 20))])
    await #expect(throws: FetchError.tooLarge(limit: 1 << 20)) {
      try await client.send(.local(server) { $0.maxBodyBytes = 1 << 20 })
    }
  }

  @Test func `that nobody announced and that is broken is left as it is`() async throws {
    let whole = Gzip.stored(Array("<rss/>".utf8))
    // Every place at which it can be cut, and every bit that can be wrong in the first block.
    let cut = (3..<whole.count - 8).map { Array(whole.prefix($0)) }
    let wrong = (0..<5 * 8).map { bit in
      var file = whole
      file[10 + bit / 8] ^= 1 << (bit % 8)
      return file
    }
    let server = try LoopbackServer((cut + wrong).map { .response(body: $0) })
    for file in cut { #expect(try await client.send(.local(server)).body == file) }
    for _ in wrong { _ = try await client.send(.local(server)) }
  }
}
