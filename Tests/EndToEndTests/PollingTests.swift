import FoundationEssentials
import Glibc
import Loopback
import Synchronization
import Testing

/// POLLING 1–9, 23, 24, 27 and 31 as a server sees the whole program. Its programs mostly wait for the
/// next second, so they may do that at once.
@Suite struct `Hygiene` {
  /// Answers with validators, changes now and then, and sets what must not come back.
  private static func answer(_ request: LoopbackRequest) -> LoopbackAnswer {
    let headers = [
      ("ETag", "W/\"a b\""), ("Last-Modified", "-1"), ("Set-Cookie", "id=7; Path=/"),
      ("Content-Type", "application/rss+xml"),
    ]
    if request.path == "/old" { return .redirect(to: "/new") }
    return request.header("If-None-Match") == nil
      ? .response(headers: headers, body: Feed.rss([]))
      : .response(status: 304, headers: headers)
  }

  @Test(arguments: ["/feed", "/old", ""])
  func `asks once without conditions, and never with cookies, referrers or tricks`(
    path: String
  ) async throws {
    let server = try LoopbackServer(Self.answer)
    let setting = try Setting()
    let configuration = try setting.configure(sources: ["a": server.url(path)])
    let polls = path == "/old" ? 2 : 1
    var program = try setting.start(configuration)
    try await server.waitForRequests(3 * polls)
    program.signal(SIGTERM)
    await program.end()
    program = try setting.start(configuration)
    try await server.waitForRequests(server.requests.count + 2 * polls)
    program.signal(SIGTERM)
    await program.end()

    let requests = server.requests.filter { $0.path != "/old" }
    #expect(requests.filter { $0.header("If-None-Match") == nil }.count == 1)
    #expect(requests.dropFirst().allSatisfy { $0.header("If-None-Match") == "W/\"a b\"" })
    #expect(requests.dropFirst().allSatisfy { $0.header("If-Modified-Since") == "-1" })
    for request in server.requests {
      #expect(["/feed", "/old", "/new", "/"].contains(request.path))
      for name in ["Cookie", "Referer", "Cache-Control", "Pragma"] {
        #expect(request.header(name) == nil)
      }
      #expect(request.header("User-Agent")?.hasPrefix("mentiond/") == true)
    }
    #expect(
      server.requests.filter { $0.path == "/old" }.allSatisfy {
        $0.header("If-None-Match") == nil && $0.header("If-Modified-Since") == nil
      })
  }

  @Test func `asks no more where the answer was 410, not even after a restart`() async throws {
    let server = try LoopbackServer { request in
      request.path == "/gone" ? .response(status: 410) : Self.answer(request)
    }
    let setting = try Setting()
    let configuration = try setting.configure(
      sources: ["gone": server.url("/gone"), "well": server.url("/well")])
    var program = try setting.start(configuration)
    try await program.line(with: "gone for good", "source=gone")
    program.signal(SIGTERM)
    await program.end()
    program = try setting.start(configuration)
    try await server.waitForRequests(server.requests.count + 3)
    program.signal(SIGTERM)
    let said = await program.end().text
    #expect(!said.contains("gone for good"))
    #expect(server.requests.filter { $0.path == "/gone" }.count == 1)
  }

  @Test func `does not read a document again that is the same by its bytes`() async throws {
    let server = try LoopbackServer { request in
      .response(
        headers: [("Last-Modified", "\(request.number)")],
        body: Feed.rss(Feed.quietPast(until: now)))
    }
    let setting = try Setting()
    let program = try setting.start(setting.configure(sources: ["a": server.url()]))
    try await server.waitForRequests(4)
    program.signal(SIGTERM)
    let said = await program.end().text
    #expect(said.split(separator: "\n").filter { $0.contains("feed read") }.count == 1)
    #expect(
      server.requests.map { $0.header("If-Modified-Since") }.prefix(4) == [nil, "0", "1", "2"])
  }
}

private let now = Date()

@Suite(.serialized) struct `Pages` {
  /// Ten posts on each of so many pages, the newest on the first.
  private static func page(_ number: Int, of posts: [Feed.Post], next: Bool) -> String {
    let shown = Array(posts.dropFirst(number * 10).prefix(10))
    let link =
      #"<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="/page?\#(number + 1)"/>"#
    let rss = Feed.rss(shown)
    return next ? rss.replacing("<channel>", with: "<channel>\(link)") : rss
  }

  private final class Posts: Sendable {
    let list: Mutex<[Feed.Post]>
    init(_ posts: [Feed.Post]) { list = Mutex(posts) }
  }

  private static func posts(_ numbers: Range<Int>) -> [Feed.Post] {
    numbers.reversed().map {
      Feed.Post(
        id: "p\($0)", author: "a\($0)", title: "Acme Air number \($0)", text: "Row \($0).",
        at: now - Double(3600 - $0))
    }
  }

  @Test(arguments: [(25, 2), (200, 5)])
  func `are followed where the first is all new, to what is known or to the limit`(
    fresh: Int, pages: Int
  ) async throws {
    let posts = Posts(Self.posts(0..<10))
    let server = try LoopbackServer { request in
      let number = request.path.split(separator: "?").last.flatMap { Int($0) } ?? 0
      return .response(body: Self.page(number, of: posts.list.withLock { $0 }, next: true))
    }
    let setting = try Setting()
    let program = try setting.start(setting.configure(sources: ["a": server.url("/")]))
    try await program.line(with: "feed read source=a", "new=10")
    posts.list.withLock { $0 = Self.posts(0..<(10 + fresh)) }
    let read = min(fresh, 10 * (pages + 1))
    try await program.line(with: "feed read source=a", "new=\(read)")
    if fresh > read { try await program.line(with: "items may have been missed") }
    program.signal(SIGTERM)
    let said = await program.end().text
    #expect(said.contains("items may have been missed") == (fresh > read))
    #expect(server.requests.filter { $0.path.hasPrefix("/page") }.count == pages)
  }

  @Test func `of another server are not asked for`() async throws {
    let other = try LoopbackServer { _ in .response(body: Feed.rss([])) }
    let posts = Posts(Self.posts(0..<10))
    let server = try LoopbackServer { _ in
      let rss = Self.page(0, of: posts.list.withLock { $0 }, next: true)
      return .response(body: rss.replacing("/page?1", with: other.url("/page?1")))
    }
    let setting = try Setting()
    let program = try setting.start(setting.configure(sources: ["a": server.url("/")]))
    try await program.line(with: "feed read source=a", "new=10")
    posts.list.withLock { $0 = Self.posts(100..<110) }
    try await program.line(with: "items may have been missed")
    program.signal(SIGTERM)
    await program.end()
    #expect(other.requests.isEmpty)
  }

  @Test func `of a server that another led to get no secret`() async throws {
    let posts = Posts(Self.posts(0..<10))
    let other = try LoopbackServer { request in
      let isSecond = request.path == "/page?1"
      return .response(
        body: Self.page(isSecond ? 1 : 0, of: posts.list.withLock { $0 }, next: !isSecond))
    }
    let server = try LoopbackServer { _ in .redirect(to: other.url("/feed")) }
    let setting = try Setting()
    let program = try setting.start(
      setting.configure(
        sources: ["a": server.url("/")], keys: #", "headers": {"Authorization": "file:secret"}"#))
    try await program.line(with: "feed read source=a", "new=10")
    posts.list.withLock { $0 = Self.posts(0..<25) }
    try await program.line(with: "feed read source=a", "new=15")
    program.signal(SIGTERM)
    await program.end()
    #expect(other.requests.contains { $0.path == "/page?1" })
    #expect(server.requests.allSatisfy { $0.header("Authorization") != nil })
    #expect(other.requests.allSatisfy { $0.header("Authorization") == nil })
  }
}

@Suite(.serialized) struct `Secrets` {
  @Test func `that changed are read anew by SIGHUP, and are in no log and no database`()
    async throws
  {
    let server = try LoopbackServer {
      $0.header("Authorization") == "Bearer geheim-2"
        ? .response(body: Feed.rss([])) : .response(status: 401, body: "geheim")
    }
    let setting = try Setting()
    try setting.folder.write("geheim-1\n", to: "token")
    let program = try setting.start(
      setting.configure(
        sources: ["a": server.url("/")],
        keys: #", "auth": {"type": "bearer", "tokenFile": "token"}"#))
    try await program.line(with: "source not read source=a", "status 401")
    try setting.folder.write(" geheim-2 \r\n", to: "token")
    program.signal(SIGHUP)
    try await program.line(with: "source is read again source=a")
    program.signal(SIGTERM)
    #expect(await !program.end().text.contains("geheim"))
    let state = "\(setting.folder.path)/state"
    for file in try FileManager.default.contentsOfDirectory(atPath: state) {
      let bytes = FileManager.default.contents(atPath: "\(state)/\(file)") ?? Data()
      #expect(!String(decoding: bytes, as: UTF8.self).contains("geheim"), "\(file)")
    }
  }
}

@Suite(.serialized) struct `State beside a daemon` {
  @Test func `tells what is blind, how much was observed, and that nothing is damaged`()
    async throws
  {
    let server = try LoopbackServer(["/good": .response(body: Feed.rss([]))])
    let setting = try Setting()
    let program = try setting.start(
      setting.configure(sources: ["bad": server.url("/bad"), "good": server.url("/good")]))
    try await program.line(with: "source not read", "source=bad")
    try await server.waitForRequests(4)
    let status = try await setting.verb("status", "--check")
    program.signal(SIGTERM)
    await program.end()
    #expect(status.status == 0)
    #expect(status.text.contains("running; the state takes "))
    #expect(status.text.contains("blind: bad "))
    #expect(status.text.contains("status 404"))
    #expect(status.text.contains("source good: read "))
    #expect(status.text.contains("% since its first answer "))
  }
}
