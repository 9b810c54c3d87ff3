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

  @Test func `that nobody announced is left to who reads the body`() async throws {
    let file = Gzip.stored(Array("<rss/>".utf8))
    let server = try LoopbackServer([.response(body: file)])
    #expect(try await client.send(.local(server)).body == file)
  }
}
