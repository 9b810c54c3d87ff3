import FoundationEssentials
import Glibc
import JSON
import Testing
import Transport

/// Items that come in another way than by a poll, up to the alert.
@Suite(.serialized) struct `Other ways in` {
  private func lines(_ posts: [Feed.Post]) -> String {
    posts.map { post in
      var writer = JSONWriter()
      writer.object {
        $0.field("id", post.id)
        $0.field("title", post.title)
        $0.field("text", post.text)
        $0.field("author", post.author)
        $0.field("published", Int(post.at.timeIntervalSince1970))
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

  @Test func `items that are posted raise an alert`() async throws {
    let now = Date()
    let setting = try Setting()
    try setting.folder.write("geheim\n", to: "token")
    let program = try setting.start(
      setting.configure(
        sources: [:], more: #", "status": {"port": 0, "itemsTokenFile": "token"}"#))
    let address = try await program.line(with: "status is served")
      .split(separator: "address=")[1].prefix { $0 != " " }
    let client = try HTTPClient(HTTPClientOptions(userAgent: "test"))
    func post(_ posts: [Feed.Post]) async throws -> JSONValue {
      var request = HTTPRequest(method: .post, url: "http://\(address)/v1/items?source=calls")
      request.headers = [HTTPHeader("Authorization", "Bearer geheim")]
      request.body = Array(lines(posts).utf8)
      request.limits.addresses = .any
      let response = try await client.send(request)
      #expect(response.status == 202)
      return try JSONDocument(response.body).root
    }
    #expect(try await post(Feed.quietPast(until: now))["new"]?.int == 30)
    #expect(try await post(Feed.burst(of: 9, until: now))["mentions"]?.int == 9)
    try await program.line(with: "acme-air #I1 baggage")
    program.signal(SIGTERM)
    #expect(await program.end().status == 0)
  }
}
