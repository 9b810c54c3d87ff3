import Loopback
import Testing
import Transport

@Suite struct `Content coding` {
  private let client: HTTPClient

  init() throws { client = try .forTests() }

  @Test func `is undone`() async throws {
    let server = try LoopbackServer([
      .response(headers: [("Content-Encoding", "gzip")], body: Gzip.stored(Array("<rss/>".utf8)))
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
}
