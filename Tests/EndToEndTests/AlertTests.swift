import FoundationEssentials
import Glibc
import JSON
import Loopback
import Model
import Testing
import Transport

/// The main job, from a feed over HTTP to the line that on-call staff read.
@Suite(.serialized) struct `Main job` {
  @Test func `tells a log and a webhook of a complaint that goes viral`() async throws {
    let now = Date()
    let past = Feed.quietPast(until: now)
    let feed = try ChangingFeed(past)
    let hook = try LoopbackServer { _ in .response(status: 204) }
    let setting = try Setting()
    let program = try setting.start(
      setting.configure(sources: ["forum": feed.server.url()], webhook: hook.url("/hook")))
    let told = try await program.line(with: "alerts go to a webhook", "host=127.0.0.1")
    #expect(!told.contains("/hook"))
    try await program.line(with: "feed read", "source=forum", "new=30")

    feed.publish(Feed.burst(of: 9, until: now) + past)
    let line = try await program.line(with: "acme-air #I1 baggage")
    #expect(line.contains("voices/h, usually"))
    #expect(line.contains("first @angry0"))

    let request = try #require(try await hook.waitForRequests(1).first)
    #expect(request.header("webhook-id")?.isEmpty == false)
    #expect(request.header("webhook-signature") == signature(of: request))
    let body = try JSONDocument(request.body).root
    #expect(body["type"]?.string == "incident.opened")
    #expect(body["data"]?["brand"]?.string == "acme-air")

    try await program.line(with: "alert delivered", "receiver=on-call")
    program.signal(SIGTERM)
    #expect(await program.end().status == 0)
    let alerts = setting.folder.lines(of: "state/alerts.log")
    #expect(alerts.count == 1 && alerts[0].contains("acme-air #I1 baggage"))
  }

  @Test func `keeps what a webhook refused, and sends it with the same id once it answers`()
    async throws
  {
    let now = Date()
    let past = Feed.quietPast(until: now)
    let feed = try ChangingFeed(past)
    let hook = try LoopbackServer([.response(status: 503), .response(status: 204)])
    let setting = try Setting()
    let configuration = try setting.configure(
      sources: ["forum": feed.server.url()], webhook: hook.url())
    let first = try setting.start(configuration)
    try await first.line(with: "feed read")
    feed.publish(Feed.burst(of: 9, until: now) + past)
    try await first.line(with: "alert not delivered", "receiver=pager", "503")
    first.signal(SIGKILL)
    await first.end()

    let second = try setting.start(configuration)
    try await second.line(with: "alert delivered", "receiver=pager", "attempt=2")
    let requests = try await hook.waitForRequests(2)
    #expect(requests[0].header("webhook-id") == requests[1].header("webhook-id"))
    #expect(requests[0].text == requests[1].text)
    #expect(setting.folder.lines(of: "state/alerts.log").count == 1)
  }

  @Test func `counts nothing twice and alerts once after being killed at any moment`() async throws
  {
    let now = Date()
    let past = Feed.quietPast(until: now)
    let feed = try ChangingFeed(past)
    let setting = try Setting()
    let configuration = try setting.configure(sources: ["forum": feed.server.url()])
    let first = try setting.start(configuration)
    try await first.line(with: "feed read", "new=30")
    feed.publish(Feed.burst(of: 9, until: now) + past)
    try await first.line(with: "feed read", "new=9")
    first.signal(SIGKILL)
    await first.end()

    let again = try setting.start(configuration)
    feed.publish(Feed.burst(of: 10, until: now) + past)
    try await again.line(with: "feed read", "new=1")
    again.signal(SIGTERM)
    #expect(await again.end().status == 0)
    #expect(setting.folder.lines(of: "state/alerts.log").count == 1)
    #expect(try await setting.verb("incidents", "--json").text.split(separator: "\n").count == 1)
  }

  @Test func `proves an alert from the database`() async throws {
    let now = Date()
    let past = Feed.quietPast(until: now)
    let feed = try ChangingFeed(past)
    let setting = try Setting()
    let program = try setting.start(setting.configure(sources: ["forum": feed.server.url()]))
    try await program.line(with: "feed read")
    feed.publish(Feed.burst(of: 9, until: now) + past)
    let told = try await program.line(with: "acme-air #I1")

    // While it runs: readers and the writer do not disturb each other.
    let why = try await setting.verb("why", "I1", "--json")
    #expect(why.status == 0)
    let proof = try JSONDocument(String(why.text.split(separator: "\n")[0])).root
    let line = try #require(proof["line"]?.string)
    #expect(told.contains(line.dropFirst("2026-11-22T10:04:05Z ".count)))
    #expect(proof["velocity"]?["observed"]?.int == proof["voices"]?.int)
    #expect(try await setting.verb("why", "I1").text.contains(": the same to the last digit"))
    #expect(try await setting.verb("status").text.contains("running"))
  }

  @Test func `replays the same alerts from the same items, to the last byte`() async throws {
    let now = Date(timeIntervalSince1970: 1_795_000_000)
    let setting = try Setting()
    let items = (Feed.quietPast(until: now) + Feed.burst(of: 9, until: now))
      .sorted { $0.at < $1.at }.map { post in
        #"{"id": "\#(post.id)", "source": "s", "outlet": "forum.example", "#
          + #""author": "\#(post.author)", "title": "\#(post.title)", "text": "\#(post.text)", "#
          + #""url": "https://forum.example/\#(post.id)", "published": "\#(post.at.utc)"}"#
      }
    let file = try setting.folder.write(items.joined(separator: "\n"), to: "items.jsonl")
    let configuration = try setting.configure(sources: [:])
    let words = ["replay", "--config", configuration, "--json", file]
    let first = try await Program(words, in: setting.folder).end()
    let second = try await Program(words, in: setting.folder).end()
    #expect(first.status == 0)
    #expect(first.text.contains(#""reason":"opened""#))
    #expect(first.text == second.text)
  }

  private func signature(of request: LoopbackRequest) -> String? {
    guard let secret = try? WebhookSecret(Setting.secret),
      let timestamp = request.header("webhook-timestamp").flatMap({ Int($0) })
    else { return nil }
    return WebhookSignature.header(
      id: request.header("webhook-id") ?? "", timestamp: timestamp, body: request.body,
      secrets: [secret])
  }
}
