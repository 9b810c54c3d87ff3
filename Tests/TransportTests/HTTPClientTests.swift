import Loopback
import Testing
import Transport

@Suite struct `HTTP client` {
  private let client: HTTPClient

  init() throws { client = try .forTests() }

  @Test func `gets a body`() async throws {
    let server = try LoopbackServer(["/feed?a=1": .response(body: "<rss/>")])
    let response = try await client.send(.local(server, "/feed?a=1"))
    #expect(response.status == 200)
    #expect(response.body == Array("<rss/>".utf8))
    #expect(response.url == server.url("/feed?a=1"))
    #expect(response.permanentlyAt == nil)
    #expect(response.duration > .zero)
  }

  @Test(arguments: [304, 404, 410, 429, 503])
  func `returns a status that is no success`(status: Int) async throws {
    let server = try LoopbackServer([.response(status: status, headers: [("Retry-After", "7")])])
    let response = try await client.send(.local(server))
    #expect(response.status == status)
    #expect(response.header("retry-after") == "7")
  }

  @Test func `gives fields whatever their case, folded or repeated`() async throws {
    let text =
      "HTTP/1.1 200 OK\r\neTaG:  \"a b\" \r\nX-Long: one\r\n\t two\r\nLink: <a>\r\nlink: <b>\r\n"
      + "Content-Length: 0\r\n\r\n"
    let server = try LoopbackServer([.raw(Array(text.utf8))])
    let response = try await client.send(.local(server))
    #expect(response.header("ETag") == "\"a b\"")
    #expect(response.header("x-long") == "one two")
    #expect(
      response.headers.filter { $0.name.lowercased() == "link" }.map(\.value) == ["<a>", "<b>"])
    #expect(response.header("X-Missing") == nil)
  }

  @Test func `forgets what an interim response said`() async throws {
    let text =
      "HTTP/1.1 103 Early Hints\r\nLink: <early>\r\n\r\n"
      + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    let server = try LoopbackServer([.raw(Array(text.utf8))])
    let response = try await client.send(.local(server))
    #expect(response.status == 200)
    #expect(response.header("Link") == nil)
    #expect(response.body == Array("ok".utf8))
  }

  @Test func `says who it is and asks for compression`() async throws {
    let server = try LoopbackServer([.response()])
    _ = try await client.send(.local(server, headers: [HTTPHeader("If-None-Match", "\"e\"")]))
    let request = try #require(server.requests.first)
    #expect(request.method == "GET")
    #expect(request.header("User-Agent") == "mentiond/test (+https://example.org/)")
    #expect(request.header("Accept-Encoding")?.contains("gzip") == true)
    #expect(request.header("If-None-Match") == "\"e\"")
  }

  @Test(arguments: ["Cookie", "Referer", "Authorization", "Content-Type", "Expect"])
  func `sends no field that nobody asked for`(name: String) async throws {
    let server = try LoopbackServer([
      .response(
        status: 302, headers: [("Location", "/b"), ("Set-Cookie", "a=b; Path=/")]),
      .response(headers: [("Set-Cookie", "c=d")]), .response(),
    ])
    _ = try await client.send(.local(server, "/a"))
    _ = try await client.send(.local(server, "/c"))
    #expect(server.requests.map { $0.header(name) } == [nil, nil, nil])
  }

  @Test func `posts the bytes as they are`() async throws {
    let server = try LoopbackServer([.response(status: 202)])
    let body = Array(UInt8.min...UInt8.max) + [UInt8](repeating: 7, count: 3 << 20)
    var request = HTTPRequest.local(server)
    request.method = .post
    request.headers = [HTTPHeader("Content-Type", "application/json")]
    request.body = body
    #expect(try await client.send(request).status == 202)
    let received = try #require(server.requests.first)
    #expect(received.method == "POST")
    #expect(received.header("Content-Type") == "application/json")
    #expect(received.header("Expect") == nil)
    #expect(received.body == body)
  }

  @Test func `posts without body and type where none are given`() async throws {
    let server = try LoopbackServer([.response(status: 204)])
    var request = HTTPRequest.local(server)
    request.method = .post
    #expect(try await client.send(request).status == 204)
    #expect(server.requests.first?.header("Content-Length") == "0")
    #expect(server.requests.first?.header("Content-Type") == nil)
  }

  @Test func `lets no value begin another field`() async throws {
    let server = try LoopbackServer([.response()])
    let field = HTTPHeader("If-None-Match", "\"a\"\r\nX-Evil: 1")
    _ = try await client.send(.local(server, headers: [field]))
    #expect(server.requests.first?.header("X-Evil") == nil)
    #expect(server.requests.first?.header("If-None-Match") == "\"a\"X-Evil: 1")
  }

  @Test(arguments: [
    "ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)", "example.org/feed",
    "http://", "", "http://a b/", "http://example.org:99999/", "http://example.org/\0",
  ])
  func `refuses what is no web address`(url: String) async {
    await #expect {
      try await client.send(HTTPRequest(url: url))
    } throws: {
      if case FetchError.unusableURL = $0 { true } else { false }
    }
  }

  @Test func `sends credentials of the address and never tells them`() async throws {
    let server = try LoopbackServer([.response()])
    var request = HTTPRequest.local(server)
    request.url = "http://user:pass%20word@127.0.0.1:\(server.port)/a#top"
    let response = try await client.send(request)
    // base64 of user:pass word
    #expect(server.requests.first?.header("Authorization") == "Basic dXNlcjpwYXNzIHdvcmQ=")
    #expect(response.url == server.url("/a"))
  }

  @Test func `uses a connection again`() async throws {
    let server = try LoopbackServer([.response(body: "a")])
    for _ in 0..<2 { _ = try await client.send(.local(server)) }
    #expect(server.connections == 1)
  }

  @Test func `tells a certificate file that is not there`() {
    #expect(throws: HTTPClientError.unreadableCertificateFile(path: "/nowhere.pem")) {
      try HTTPClient(HTTPClientOptions(userAgent: "t", certificateFile: "/nowhere.pem"))
    }
  }
}
