import Loopback
import Testing
import Transport

@Suite struct Redirects {
  private let client: HTTPClient

  init() throws { client = try .forTests() }

  @Test(arguments: [
    ([301], true), ([308], true), ([301, 308], true), ([302], false), ([303], false),
    ([307], false),
    ([301, 302], false), ([307, 301], false),
  ])
  func `are permanent if each of them is`(statuses: [Int], isPermanent: Bool) async throws {
    let server = try LoopbackServer(
      statuses.enumerated().map { .redirect(to: "/\($0 + 1)", status: $1) }
        + [.response(body: "end")])
    let response = try await client.send(.local(server, "/0"))
    let target = server.url("/\(statuses.count)")
    #expect(response.url == target)
    #expect(response.permanentlyAt == (isPermanent ? target : nil))
    #expect(response.body == Array("end".utf8))
  }

  @Test(arguments: [
    ("../b?c#d", "/b?c"), ("b c", "/x/b%20c"), ("?q=ä", "/x/a?q=%C3%A4"),
    ("//127.0.0.1:PORT/y", "/y"),
  ])
  func `lead where the address says`(location: String, path: String) async throws {
    let server = try LoopbackServer { [location] request in
      let port = String(request.header("Host")?.split(separator: ":").last ?? "")
      let parts = location.split(separator: "PORT", omittingEmptySubsequences: false)
      return request.number == 0 ? .redirect(to: parts.joined(separator: port)) : .response()
    }
    _ = try await client.send(.local(server, "/x/a"))
    #expect(server.requests.last?.path.uppercased() == path.uppercased())
  }

  @Test func `end at the limit`() async throws {
    let server = try LoopbackServer([.redirect(to: "/")])
    await #expect(throws: FetchError.tooManyRedirects(limit: 3)) {
      try await client.send(.local(server) { $0.maxRedirects = 3 })
    }
    #expect(server.requests.count == 4)
  }

  @Test func `are returned where none may be followed`() async throws {
    let server = try LoopbackServer([.redirect(to: "/elsewhere")])
    let response = try await client.send(.local(server) { $0.maxRedirects = 0 })
    #expect(response.status == 302)
    #expect(response.header("Location") == "/elsewhere")
    #expect(server.requests.count == 1)
  }

  @Test func `without a target are responses`() async throws {
    let server = try LoopbackServer([.response(status: 301, body: "moved")])
    #expect(try await client.send(.local(server)).status == 301)
  }

  @Test(arguments: ["ftp://127.0.0.1/", "file:///etc/passwd", "gopher://127.0.0.1/"])
  func `lead to web addresses only`(target: String) async throws {
    let server = try LoopbackServer([.redirect(to: target)])
    await #expect(throws: FetchError.unusableURL(reason: "neither http nor https")) {
      try await client.send(.local(server))
    }
  }

  @Test(arguments: [("Authorization", "Bearer s"), ("X-Api-Key", "s"), ("Cookie", "s=1")])
  func `take no secret to another server`(name: String, value: String) async throws {
    let other = try LoopbackServer([.response()])
    let server = try LoopbackServer(["/a": .redirect(to: "/b"), "/b": .redirect(to: other.url())])
    let fields = [HTTPHeader(name, value), HTTPHeader("Accept", "text/xml")]
    _ = try await client.send(.local(server, "/a", headers: fields))
    #expect(server.requests.map { $0.header(name) } == [value, value])
    #expect(other.requests.map { $0.header(name) } == [nil])
    #expect(other.requests.first?.header("Accept") == "text/xml")
  }

  @Test func `take no secret along when somebody goes on where one led`() async throws {
    let other = try LoopbackServer([.response()])
    let server = try LoopbackServer([.response(), .redirect(to: other.url("/page/2"))])
    let secret = [HTTPHeader("Authorization", "Bearer s"), HTTPHeader("Accept", "text/xml")]
    for url in [server.url("/page/2"), server.url("/page/3"), other.url("/page/3")] {
      var request = HTTPRequest.local(server, headers: secret)
      request.url = url
      request.home = server.url("/feed")
      _ = try await client.send(request)
    }
    #expect(server.requests.map { $0.header("Authorization") } == ["Bearer s", "Bearer s"])
    #expect(other.requests.map { $0.header("Authorization") } == [nil, nil])
    #expect(other.requests.last?.header("Accept") == "text/xml")
  }

  @Test func `take no credentials of the address to another server`() async throws {
    let other = try LoopbackServer([.response()])
    let server = try LoopbackServer([.redirect(to: other.url())])
    var request = HTTPRequest.local(server)
    request.url = "http://user:word@127.0.0.1:\(server.port)/"
    _ = try await client.send(request)
    #expect(server.requests.first?.header("Authorization") != nil)
    #expect(other.requests.first?.header("Authorization") == nil)
  }

  @Test(arguments: [(301, "GET"), (302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")])
  func `keep the method where the standard says so`(status: Int, method: String) async throws {
    let server = try LoopbackServer([.redirect(to: "/b", status: status), .response()])
    var request = HTTPRequest.local(server)
    request.method = .post
    request.headers = [HTTPHeader("Content-Type", "text/plain")]
    request.body = Array("x".utf8)
    _ = try await client.send(request)
    #expect(server.requests.last?.method == method)
    #expect(server.requests.last?.text == (method == "POST" ? "x" : ""))
    #expect(server.requests.last?.header("Content-Type") == (method == "POST" ? "text/plain" : nil))
  }
}
