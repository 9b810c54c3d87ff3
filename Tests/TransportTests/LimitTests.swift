import Loopback
import Testing
import Transport

@Suite struct Limits {
  private let client: HTTPClient

  init() throws { client = try .forTests() }

  @Test func `stop an endless body`() async throws {
    let server = try LoopbackServer([.endless([UInt8](repeating: 0x20, count: 65536))])
    await #expect(throws: FetchError.tooLarge(limit: 100_000)) {
      try await client.send(.local(server) { $0.maxBodyBytes = 100_000 })
    }
  }

  @Test func `are what the manual says where nobody sets them`() async throws {
    let server = try LoopbackServer([
      "/body": .endless([UInt8](repeating: 0x20, count: 65536)), "/header": .endlessHeader,
      "/redirect": .redirect(to: "/redirect"),
    ])
    for (path, error) in [
      ("/body", FetchError.tooLarge(limit: 8 << 20)),
      ("/header", .headersTooLarge(limit: 256 << 10)), ("/redirect", .tooManyRedirects(limit: 5)),
    ] {
      await #expect(throws: error) { try await client.send(.local(server, path)) }
    }
  }

  @Test func `allow a body as large as they say`() async throws {
    let server = try LoopbackServer([.stream([UInt8](repeating: 1, count: 1000), times: 100)])
    let response = try await client.send(.local(server) { $0.maxBodyBytes = 100_000 })
    #expect(response.body.count == 100_000)
  }

  @Test(arguments: [
    ("gzip", Gzip.bomb(zeros: 50 << 20)), ("br", BrotliSamples.bomb),
    ("zstd", Zstandard.bomb(zeros: 50 << 20)),
    ("gzip, gzip", Gzip.stored(Gzip.bomb(zeros: 50 << 20))),
  ])
  func `count the body as it is without its coding`(coding: String, bomb: [UInt8]) async throws {
    #expect(bomb.count < 1 << 20)
    let server = try LoopbackServer([
      .response(headers: [("Content-Encoding", coding)], body: bomb)
    ])
    await #expect(throws: FetchError.tooLarge(limit: 1 << 20)) {
      try await client.send(.local(server) { $0.maxBodyBytes = 1 << 20 })
    }
  }

  @Test func `do not count what is only announced`() async throws {
    // A 304 tells the length of the document that it does not send: RFC 9110 section 8.6.
    let server = try LoopbackServer([
      .response(status: 304, headers: [("Content-Length", "99999999")])
    ])
    let response = try await client.send(.local(server) { $0.maxBodyBytes = 1000 })
    #expect(response.status == 304)
  }

  @Test func `stop an endless header`() async throws {
    let server = try LoopbackServer([.endlessHeader])
    await #expect(throws: FetchError.headersTooLarge(limit: 10_000)) {
      try await client.send(.local(server) { $0.maxHeaderBytes = 10_000 })
    }
  }

  @Test(arguments: ["100 Continue", "102 Processing", "103 Early Hints"])
  func `count what is said before the response`(line: String) async throws {
    let interim = Array("HTTP/1.1 \(line)\r\nX-More: of the same\r\n\r\n".utf8)
    let flood = Array(repeatElement(interim, count: 10_000 / interim.count + 1).joined())
    let server = try LoopbackServer([
      .raw(flood + Array("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".utf8))
    ])
    await #expect(throws: FetchError.headersTooLarge(limit: 10_000)) {
      try await client.send(.local(server) { $0.maxHeaderBytes = 10_000 })
    }
  }

  @Test func `stop one header line without end`() async throws {
    let line = [UInt8](repeating: 0x61, count: 300_000)
    let server = try LoopbackServer([.raw(Array("HTTP/1.1 200 OK\r\nX: ".utf8) + line)])
    await #expect(throws: FetchError.headersTooLarge(limit: 100 << 10)) {
      try await client.send(.local(server))
    }
  }

  @Test func `end the wait for a first byte`() async throws {
    let server = try LoopbackServer([.silence])
    let limit = Duration.milliseconds(100)
    await #expect(throws: FetchError.timedOut(phase: .firstByte, limit: limit)) {
      try await client.send(.local(server) { $0.firstByte = limit })
    }
  }

  @Test func `end the wait for a connection, TLS included`() async throws {
    // It waits for the end of a header that a TLS greeting does not have.
    let server = try LoopbackServer([.silence])
    let limit = Duration.milliseconds(100)
    var request = HTTPRequest.local(server) { $0.connect = limit }
    request.url = "https://127.0.0.1:\(server.port)/"
    await #expect(throws: FetchError.timedOut(phase: .connect, limit: limit)) {
      try await client.send(request)
    }
  }

  @Test(arguments: [FetchError.Phase.lowSpeed, .total])
  func `end a body that drips`(phase: FetchError.Phase) async throws {
    let server = try LoopbackServer([
      .drip([UInt8](repeating: 1, count: 1000), every: .milliseconds(10))
    ])
    let limit = Duration.milliseconds(200)
    await #expect(throws: FetchError.timedOut(phase: phase, limit: limit)) {
      try await client.send(
        .local(server) {
          $0[keyPath: phase == .total ? \HTTPLimits.total : \HTTPLimits.lowSpeed] = limit
        })
    }
  }

  @Test func `of time hold for all redirects together`() async throws {
    let server = try LoopbackServer([
      LoopbackAnswer.redirect(to: "/").delayed(by: .milliseconds(60))
    ])
    let limit = Duration.milliseconds(200)
    await #expect(throws: FetchError.timedOut(phase: .total, limit: limit)) {
      try await client.send(
        .local(server) {
          $0.total = limit
          $0.maxRedirects = 50
        })
    }
  }

  @Test(arguments: [
    LoopbackAnswer.cutShort([1, 2, 3], announced: 10), .raw([]), .raw(Array("SSH-2.0".utf8)),
  ])
  func `leave an answer that breaks off an error`(answer: LoopbackAnswer) async throws {
    let server = try LoopbackServer([answer])
    await #expect {
      try await client.send(.local(server))
    } throws: {
      if case FetchError.unreachable = $0 { true } else { false }
    }
  }

  @Test(arguments: [
    (FetchError.unreachable(reason: ""), true), (.timedOut(phase: .total, limit: .zero), true),
    (.cancelled, true), (.tooLarge(limit: 1), false), (.headersTooLarge(limit: 1), false),
    (.forbiddenAddress("::1"), false), (.tooManyRedirects(limit: 1), false),
    (.unusableURL(reason: ""), false),
  ])
  func `tell whether asking again can help`(error: FetchError, helps: Bool) {
    #expect(error.isTransient == helps)
  }
}
