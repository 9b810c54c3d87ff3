import Serving
import Testing

@Suite struct `HTTP server` {
  /// Answers with all that it understood of the request.
  ///
  /// It drops no connection that waits for a turn beside all other tests.
  private func echo(_ limits: ServingLimits = ServingLimits()) throws -> Server {
    var limits = limits
    limits.idle = .seconds(600)
    return try Server(address: "127.0.0.1", port: 0, limits: limits) { request in
      let query = request.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
      return ServingResponse(
        headers: [("X-Seen", request.header("x-test") ?? "-")],
        body: Array("\(request.method) \(request.path) [\(query)] \(request.body.count)".utf8))
    }
  }

  private func ask(_ server: Server, _ text: String, hasBody: Bool = true) async -> Answer? {
    guard let client = Client(port: server.port) else { return nil }
    client.send(text)
    return await client.answer(hasBody: hasBody)
  }

  @Test(arguments: [
    ("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", "GET /healthz [] 0"),
    ("GET /a%20b?x=1%26&y&z=%C3%A4+b HTTP/1.1\r\nHost: a\r\n\r\n", "GET /a b [x=1&&y=&z=ä b] 0"),
    ("POST /push HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", "POST /push [] 3"),
    (
      "POST /push HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n",
      "POST /push [] 3"
    ),
  ])
  func `hands a request to its handler`(request: String, seen: String) async throws {
    let server = try echo()
    #expect(await ask(server, request)?.body == seen)
    await server.close()
  }

  @Test func `passes headers both ways`() async throws {
    let server = try echo()
    let answer = await ask(server, "GET / HTTP/1.1\r\nHost: a\r\nx-TEST: v\r\n\r\n")
    #expect(answer?.headers["x-seen"] == "v")
    #expect(answer?.headers["content-type"] == "text/plain; charset=utf-8")
    await server.close()
  }

  @Test func `leaves the body out for HEAD but tells its length`() async throws {
    let server = try echo()
    let client = try #require(Client(port: server.port))
    client.send("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    let answer = await client.answer(hasBody: false)
    #expect(answer?.headers["content-length"] == "\("HEAD / [] 0".utf8.count)")
    #expect(await client.isClosed)
    await server.close()
  }

  @Test func `answers several requests on one connection`() async throws {
    let server = try echo()
    let client = try #require(Client(port: server.port))
    for path in ["/1", "/2", "/3"] {
      client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(await client.answer()?.body == "GET \(path) [] 0")
    }
    await server.close()
  }

  @Test(arguments: [
    "Content-Length: 101\r\n\r\n" + String(repeating: "a", count: 101),
    "Transfer-Encoding: chunked\r\n\r\n65\r\n" + String(repeating: "a", count: 101)
      + "\r\n0\r\n\r\n",
  ])
  func `refuses a body over the limit`(body: String) async throws {
    var limits = ServingLimits()
    limits.maxBodyBytes = 100
    let server = try echo(limits)
    #expect(await ask(server, "POST / HTTP/1.1\r\nHost: a\r\n" + body)?.status == 413)
    await server.close()
  }

  @Test func `takes a body up to the limit`() async throws {
    let server = try echo()
    let body = String(repeating: "a", count: 1 << 20)
    let answer = await ask(
      server, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\n\r\n" + body)
    #expect(answer?.body == "POST / [] 1048576")
    await server.close()
  }

  @Test func `cuts off a client that does not end its body`() async throws {
    var limits = ServingLimits()
    limits.maxBodyBytes = 100
    let server = try echo(limits)
    let client = try #require(Client(port: server.port))
    client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _ in 0..<10 { client.send("64\r\n" + String(repeating: "a", count: 100) + "\r\n") }
    #expect(await client.isClosed)
    await server.close()
  }

  @Test func `refuses headers over the limit`() async throws {
    let server = try echo()
    let long = String(repeating: "a", count: 64 << 10)
    let answer = await ask(server, "GET / HTTP/1.1\r\nHost: a\r\nX: \(long)\r\n\r\n")
    #expect(answer?.status == 431)
    await server.close()
  }

  @Test func `says that a port is in use`() async throws {
    let server = try echo()
    let port = server.port
    #expect(throws: ServingError.inUse(address: "127.0.0.1", port: port)) {
      try Server(address: "127.0.0.1", port: port) { _ in ServingResponse(text: "") }
    }
    await server.close()
  }

  @Test(arguments: ["", "localhost", "1.2.3.4.5", "a:b"])
  func `takes addresses in numbers only`(address: String) {
    #expect(throws: ServingError.badAddress(address)) {
      try Server(address: address, port: 0) { _ in ServingResponse(text: "") }
    }
  }

  @Test func `says why it cannot listen`() {
    // 192.0.2.0/24 is nobody's address (RFC 5737).
    #expect(
      throws: ServingError.refused(
        address: "192.0.2.1", port: 0, reason: "Cannot assign requested address")
    ) {
      try Server(address: "192.0.2.1", port: 0) { _ in ServingResponse(text: "") }
    }
  }

  @Test func `sends no header that would end its line`() async throws {
    let server = try Server(address: "127.0.0.1", port: 0) { _ in
      ServingResponse(headers: [("X-A", "a\r\nX-B: b"), ("X-C", "c")], body: [])
    }
    let answer = await ask(server, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(answer?.headers["x-b"] == nil)
    #expect(answer?.headers["x-c"] == "c")
    await server.close()
  }

  @Test func `answers each of many clients with its own answer`() async throws {
    let server = try echo()
    let answers = await withTaskGroup(of: (Int, String?).self) { group in
      for number in 0..<50 {
        group.addTask {
          (number, await ask(server, "GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n")?.body)
        }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    #expect(answers.count == 50)
    #expect(answers.allSatisfy { $0.value == "GET /\($0.key) [] 0" })
    await server.close()
  }

  @Test func `does not listen any more when it is closed`() async throws {
    let server = try echo()
    await server.close()
    #expect(Client(port: server.port) == nil)
    await server.close()
  }

  @Test func `answers requests under way before it closes`() async throws {
    let (started, startedSignal) = AsyncStream.makeStream(of: Void.self)
    let (released, releasedSignal) = AsyncStream.makeStream(of: Void.self)
    let server = try Server(address: "127.0.0.1", port: 0) { _ in
      startedSignal.yield()
      for await _ in released { break }
      return ServingResponse(text: "late but whole")
    }
    let client = try #require(Client(port: server.port))
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    for await _ in started { break }
    async let closed: Void = server.close()
    releasedSignal.yield()
    await closed
    #expect(await client.answer()?.body == "late but whole")
  }

  @Test func `does not wait for a handler that never ends`() async throws {
    var limits = ServingLimits()
    limits.closing = .zero
    let (started, startedSignal) = AsyncStream.makeStream(of: Void.self)
    let server = try Server(address: "127.0.0.1", port: 0, limits: limits) { _ in
      startedSignal.yield()
      // Ends by cancellation alone.
      for await _ in AsyncStream<Void>.makeStream().stream {}
      return ServingResponse(text: "never seen")
    }
    let client = try #require(Client(port: server.port))
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    for await _ in started { break }
    await server.close()
    #expect(await client.answer()?.body != "never seen")
  }

  @Test func `does not let one client take all connections`() async throws {
    var limits = ServingLimits()
    limits.maxConnectionsPerAddress = 2
    let server = try echo(limits)
    let clients = (0..<3).compactMap { _ in Client(port: server.port) }
    clients[0].send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(await clients[0].answer()?.status == 200)
    #expect(await clients[2].isClosed)
    await server.close()
  }
}
