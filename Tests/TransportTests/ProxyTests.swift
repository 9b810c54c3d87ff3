import Loopback
import Testing
import Transport

@Suite struct `A proxy` {
  @Test func `gets its password, and nobody else does`() async throws {
    let proxy = try LoopbackServer([.redirect(to: "http://b.example/"), .response()])
    let client = try HTTPClient.forTests(
      proxy: HTTPProxy(proxy.url(), user: "me", password: "p:w"))
    _ = try await client.send(HTTPRequest(url: "http://a.example/"))
    // base64 of me:p:w
    #expect(
      proxy.requests.map { $0.header("Proxy-Authorization") }
        == ["Basic bWU6cDp3", "Basic bWU6cDp3"])
    #expect(proxy.requests.map { $0.header("Authorization") } == [nil, nil])
  }

  @Test(arguments: [
    ("direct.loopback.test", true), ("below.direct.loopback.test", true),
    ("redirect.loopback.test", false), ("127.0.0.1", true), ("direct.loopback.test.", false),
  ])
  func `is passed by on the way to its exceptions`(host: String, isDirect: Bool) async throws {
    let server = try LoopbackServer([.response()])
    let proxy = try LoopbackServer([.response()])
    let client = try HTTPClient.forTests(
      proxy: HTTPProxy(proxy.url(), exceptions: [".Direct\(loopbackNames)", "127.0.0.1"]))
    var request = HTTPRequest.local(server)
    request.url = "http://\(host):\(server.port)/"
    _ = try await client.send(request)
    #expect(server.requests.count == (isDirect ? 1 : 0))
    #expect(proxy.requests.count == (isDirect ? 0 : 1))
  }

  @Test(arguments: [
    ("127.0.0.0/8", "127.0.0.1", true), ("127.0.0.2/31", "127.0.0.1", false),
    ("127.0.0.0/31", "127.0.0.1", true), ("0.0.0.0/0", "127.0.0.1", true),
    ("127.0.0.1/32", "127.0.0.1", true), ("::/0", "127.0.0.1", false),
    ("127.0.0.0/33", "127.0.0.1", false), ("127.0.0.0/8", "blocks\(loopbackNames)", false),
    ("::/127", "[::1]", true), ("::/128", "[::1]", false), ("::1:0:0:0:0/64", "[::1]", false),
    ("fe80::/10", "[::1]", false), ("0.0.0.0/0", "[::1]", false),
  ])
  func `is passed by on the way to blocks of addresses`(
    block: String, host: String, isDirect: Bool
  ) async throws {
    let server = try LoopbackServer(on: host == "[::1]" ? .v6 : .v4) { _ in .response() }
    let proxy = try LoopbackServer([.response()])
    let client = try HTTPClient.forTests(proxy: HTTPProxy(proxy.url(), exceptions: [block]))
    var request = HTTPRequest.local(server)
    request.url = "http://\(host):\(server.port)/"
    _ = try await client.send(request)
    #expect(server.requests.count == (isDirect ? 1 : 0))
    #expect(proxy.requests.count == (isDirect ? 0 : 1))
  }

  @Test func `has exceptions whose addresses are judged`() async throws {
    let server = try LoopbackServer([.response()])
    let client = try HTTPClient.forTests(
      proxy: HTTPProxy(server.url(), exceptions: ["direct\(loopbackNames)"]))
    await #expect(throws: FetchError.forbiddenAddress("127.0.0.1")) {
      try await client.send(
        HTTPRequest(url: "http://direct\(loopbackNames):\(server.port)/"))
    }
    #expect(server.connections == 0)
  }

  @Test func `does not tell its password`() {
    let proxy = HTTPProxy("http://proxy.example:3128", user: "me", password: "geheim")
    var dumped = ""
    dump(proxy, to: &dumped)
    #expect(!"\(proxy) \(String(reflecting: proxy)) \(dumped)".contains("geheim"))
  }
}
