import FoundationEssentials
import Loopback
import Testing

@Suite(.serialized) struct `run --once` {
  private func run(_ configuration: String, in setting: Setting) async throws -> (
    status: Int32?, text: String
  ) {
    try await setting.verb("run", "--once", "--config", configuration)
  }

  /// The same as soon as sources may be asked once more, which takes a second.
  private func runAgain(_ configuration: String, in setting: Setting) async throws -> (
    status: Int32?, text: String
  ) {
    for _ in 1..<100 {
      let result = try await run(configuration, in: setting)
      if !result.text.contains("because=\"it was asked less than") { return result }
    }
    return try await run(configuration, in: setting)
  }

  @Test func `asks each source once, and tells what is new the next time`() async throws {
    let now = Date()
    let past = Feed.quietPast(until: now)
    let feed = try ChangingFeed(past)
    let other = try LoopbackServer([.response(body: Feed.rss([]))])
    let setting = try Setting()
    let configuration = try setting.configure(
      sources: ["forum": feed.server.url(), "other": other.url(), "more": other.url("/more")])
    let first = try await run(configuration, in: setting)
    #expect(first.status == 0)
    #expect(first.text.contains("acme-air customer forum.example reader7: Acme Air and the number"))
    #expect(first.text.contains("sources=3 failed=0"))
    #expect(feed.server.requests.count == 1)
    #expect(other.requests.count == 2)

    feed.publish(Feed.burst(of: 9, until: now) + past)
    let second = try await runAgain(configuration, in: setting)
    #expect(second.status == 0)
    #expect(second.text.contains("acme-air #I1 baggage"))
    #expect(!second.text.contains("reader7"))
    #expect(setting.folder.lines(of: "state/alerts.log").count == 1)
  }

  @Test func `tells by its status that a source could not be read`() async throws {
    let server = try LoopbackServer([.response(status: 500)])
    let setting = try Setting()
    let result = try await run(setting.configure(sources: ["a": server.url()]), in: setting)
    #expect(result.status == 69)
    #expect(result.text.contains("source=a"))
  }

  @Test func `does not hide at once who failed, nor wait for it`() async throws {
    let server = try LoopbackServer([.response(status: 500)])
    let setting = try Setting()
    let configuration = try setting.configure(
      sources: ["a": server.url()], minimumInterval: "10m")
    _ = try await run(configuration, in: setting)
    let second = try await run(configuration, in: setting)
    #expect(second.status == 69)
    #expect(second.text.contains("not asked count=1 sources=a because="))
    #expect(second.text.contains("problem=\"status 500\""))
    #expect(second.text.contains("sources=0 failed=0 not_asked=1 still_failing=1"))
    #expect(server.requests.count == 1)
  }

  @Test func `is content with who was read just now`() async throws {
    let server = try LoopbackServer([.response(body: Feed.rss([]))])
    let setting = try Setting()
    let configuration = try setting.configure(
      sources: ["a": server.url()], minimumInterval: "10m")
    #expect(try await run(configuration, in: setting).status == 0)
    let second = try await run(configuration, in: setting)
    #expect(second.status == 0)
    #expect(second.text.contains("not asked count=1 sources=a because="))
    #expect(server.requests.count == 1)
  }

  @Test func `reads a file that was dropped just now`() async throws {
    let setting = try Setting()
    try setting.folder.makeFolder("drop")
    try setting.folder.write("Acme Air lost my bag", to: "drop/call.txt")
    let configuration = try setting.configure(
      sources: ["calls": "file:drop"], minimumInterval: "10m")
    let first = try await run(configuration, in: setting)
    #expect(first.text.contains("acme-air customer calls: Acme Air lost my bag"))
    #expect(first.text.contains("source=calls items=1 new=1 mentions=1 as=history"))
  }

  @Test func `tells by its status that an alert waits`() async throws {
    let now = Date()
    let feed = try ChangingFeed(Feed.quietPast(until: now))
    let hook = try LoopbackServer([.response(status: 503)])
    let setting = try Setting()
    let configuration = try setting.configure(
      sources: ["forum": feed.server.url()], webhook: hook.url())
    #expect(try await run(configuration, in: setting).status == 0)
    feed.publish(Feed.burst(of: 9, until: now))
    #expect(try await runAgain(configuration, in: setting).status == 75)
    #expect(hook.requests.count == 1)
  }
}
