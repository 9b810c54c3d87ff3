import FoundationEssentials
import Glibc
import JSON
import Loopback
import Model
import Synchronization
import Testing
import Transport

/// Items that come in another way than by a poll, up to the alert.
@Suite(.serialized) struct `Other ways in` {
  /// - Parameter likes: what each of them has.
  private func lines(_ posts: [Feed.Post], likes: Int? = nil) -> String {
    posts.map { post in
      var writer = JSONWriter()
      writer.object {
        $0.field("id", post.id)
        $0.field("title", post.title)
        $0.field("text", post.text)
        $0.field("author", post.author)
        $0.field("published", Int(post.at.timeIntervalSince1970))
        $0.field("likes", likes)
      }
      return writer.text + "\n"
    }.joined()
  }

  @Test func `a file that grows raises an alert`() async throws {
    let now = Date()
    let setting = try Setting()
    try setting.folder.write(lines(Feed.quietPast(until: now)), to: "calls.jsonl")
    let program = try setting.start(
      setting.configure(sources: ["calls": "file:calls.jsonl"]))
    try await program.line(with: "feed read", "source=calls", "new=30")
    try setting.folder.append(lines(Feed.burst(of: 9, until: now)), to: "calls.jsonl")
    try await program.line(with: "acme-air #I1 baggage")
    program.signal(SIGTERM)
    #expect(await program.end().status == 0)
  }

  /// A program that takes items, and where they are posted.
  private struct Post {
    let program: Program
    let url: String
    let client: HTTPClient

    init(in setting: Setting) async throws {
      try setting.folder.write("geheim\n", to: "token")
      program = try setting.start(
        setting.configure(
          sources: [:], more: #", "status": {"port": 0, "itemsTokenFile": "token"}"#))
      let address = try await program.line(with: "status is served")
        .split(separator: "address=")[1].prefix { $0 != " " }
      url = "http://\(address)/v1/items?source=calls"
      client = try HTTPClient(HTTPClientOptions(userAgent: "test"))
    }

    func send(_ lines: String) async throws -> JSONValue {
      var request = HTTPRequest(method: .post, url: url)
      request.headers = [HTTPHeader("Authorization", "Bearer geheim")]
      request.body = Array(lines.utf8)
      request.limits.addresses = .any
      let response = try await client.send(request)
      #expect(response.status == 202)
      return try JSONDocument(response.body).root
    }

    func end() async {
      program.signal(SIGTERM)
      #expect(await program.end().status == 0)
    }
  }

  @Test func `items that are posted raise an alert`() async throws {
    let now = Date()
    let setting = try Setting()
    let post = try await Post(in: setting)
    #expect(try await post.send(lines(Feed.quietPast(until: now)))["new"]?.int == 30)
    #expect(try await post.send(lines(Feed.burst(of: 9, until: now)))["mentions"]?.int == 9)
    try await post.program.line(with: "acme-air #I1 baggage")
    await post.end()
  }

  @Test func `one complaint that thousands like raises an alert when they do`() async throws {
    let now = Date()
    let setting = try Setting()
    let post = try await Post(in: setting)
    let complaint = Feed.burst(of: 1, until: now)
    _ = try await post.send(lines(Feed.quietPast(until: now), likes: 5))
    #expect(try await post.send(lines(complaint, likes: 3))["mentions"]?.int == 1)
    #expect(try await post.send(lines(complaint, likes: 4200))["new"]?.int == 0)
    try await post.program.line(with: "WARNING acme-air #I1 reach 4200 likes, shares and comments")
    await post.end()
    let why = try await setting.verb("why", "I1").text
    #expect(why.contains("heard      reach 4200 likes, shares and comments by @angry0"))
    #expect(why.contains(" 3 likes\n") && why.contains(" 4200 likes\n"))
  }

  @Test func `an alert tells who told us before, as a list of tickets says by now`() async throws {
    let now = Date()
    let setting = try Setting()
    try setting.folder.write(lines(Feed.quietPast(until: now)), to: "calls.jsonl")
    try setting.folder.write("ticket,handle,time\nx,y\n", to: "tickets.csv")
    let more = #", "contacts": [{"file": "tickets.csv", "outlet": "calls"}]"#
    let configuration = try setting.configure(sources: ["calls": "file:calls.jsonl"], more: more)
    let program = try setting.start(configuration)
    try await program.line(with: "contact not read", "line=2")
    try await program.line(with: "feed read", "source=calls", "new=30")
    let tickets = (3...4).map { "48\($0),@angry\($0),\((now - 3 * 86_400).utc),unanswered\n" }
    try setting.folder.write(
      "ticket,handle,time,state\n" + tickets.joined(), to: "tickets.csv")
    program.signal(SIGHUP)
    try await program.line(with: "contacts read", "rows=2")
    try setting.folder.append(lines(Feed.burst(of: 9, until: now)), to: "calls.jsonl")
    let line = try await program.line(with: "acme-air #I1 baggage")
    #expect(
      line.contains("@angry3 told us before: ticket 483 open 3 d, 1 contact, last unanswered"))
    program.signal(SIGTERM)
    #expect(await program.end().status == 0)
    let why = try await setting.verb("why", "I1")
    #expect(why.text.contains("known      @angry4 told us before: ticket 484"))
    let found = try await Program(
      ["contacts", "--config", configuration, "--author", "angry4", "--outlet", "calls"],
      in: setting.folder
    ).end()
    #expect(found.text.contains("ticket 484 open 3 d") && found.text.contains("by handle"))
  }

  @Test func `a help desk that is asked tells who told us before, and may be away`() async throws {
    let setting = try Setting()
    let row = #"{"ticket": 4812, "email": "bob@b.example", "time": "\#((Date() - 86_400).utc)"}"#
    let isBack = Atomic(false)
    let desk = try LoopbackServer { request in
      switch request.number {
      case 0: .response(headers: [("ETag", "\"1\"")], body: #"{"tickets": [\#(row)]}"#)
      case 1: .response(status: 304)
      default:
        isBack.load(ordering: .relaxed)
          ? .response(body: "\(row)\n\(row)\n") : .response(status: 500)
      }
    }
    let contacts = #", "headers": {"Authorization": "file:secret"}, "interval": "1s""#
    let configuration = try setting.configure(
      sources: [:], more: #", "contacts": [{"url": "\#(desk.url("/t"))"\#(contacts)}]"#)
    let program = try setting.start(configuration)
    try await program.line(with: "contacts read", "rows=1")
    try await program.line(with: "contacts not read; those of before are kept", "status 500")
    #expect(try await setting.verb("status").text.contains("/t: not read since "))
    try await desk.waitForRequests(4)
    isBack.store(true, ordering: .relaxed)
    try await program.line(with: "contacts are read again")
    try await program.line(with: "contacts read", "rows=2")
    let found = try await Program(
      ["contacts", "--config", configuration, "me (bob@b.example)"], in: setting.folder
    ).end()
    #expect(found.text.contains("ticket 4812") && found.text.contains("by email"))
    program.signal(SIGTERM)
    let (status, text) = await program.end()
    #expect(status == 0)
    #expect(text.split(separator: "\n").filter { $0.contains("of before are kept") }.count == 1)
    #expect(try await !setting.verb("status").text.contains("not read since"))
    let asked = desk.requests
    #expect(asked.prefix(3).map { $0.header("If-None-Match") } == [nil, "\"1\"", "\"1\""])
    #expect(asked.allSatisfy { $0.header("Authorization") == Setting.secret })
  }

  @Test func `a help desk is asked at SIGHUP, and by run --once`() async throws {
    let setting = try Setting()
    let row = #"{"ticket": 4812, "email": "bob@b.example", "time": "\#((Date() - 86_400).utc)"}"#
    let desk = try LoopbackServer { request in
      .response(body: String(repeating: "\(row)\n", count: request.number + 1))
    }
    let configuration = try setting.configure(
      sources: [:], more: #", "contacts": [{"url": "\#(desk.url("/t"))"}]"#)
    let program = try setting.start(configuration)
    try await program.line(with: "contacts read", "rows=1")
    program.signal(SIGHUP)
    try await program.line(with: "contacts read", "rows=2")
    program.signal(SIGTERM)
    #expect(await program.end().status == 0)
    let once = try await setting.verb("run", "--once", "--config", configuration)
    #expect(once.text.contains("rows=3"))
    #expect(desk.requests.count == 3)
  }
}
