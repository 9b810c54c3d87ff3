import FoundationEssentials
import Glibc
import Loopback
import Testing

/// What goes wrong on any day: each fault gives a clear line, and the rest goes on.
@Suite(.serialized) struct `Faults` {
  @Test(arguments: [
    ("gone", "404"), ("broken", "500"), ("page", "Sign in"), ("empty", "empty"),
    ("huge", "8388608"), ("closed", "connect"),
  ])
  func `of one source give a line with its name and reason, and delay nobody`(
    source: String, reason: String
  ) async throws {
    let server = try LoopbackServer([
      "/gone": .response(status: 404), "/broken": .response(status: 500),
      "/page": .response(
        headers: [("Content-Type", "text/html")],
        body: "<!doctype html><html><head><title>Sign in</title></head><body></body></html>"),
      "/empty": .response(body: ""),
      "/huge": .stream([UInt8](repeating: 0x20, count: 1 << 20), times: 200),
      "/good": .response(body: Feed.rss(Feed.quietPast(until: Date()))),
    ])
    let setting = try Setting()
    let program = try setting.start(
      setting.configure(sources: [
        source: source == "closed" ? "http://127.0.0.1:1/" : server.url("/\(source)"),
        "good": server.url("/good"),
      ]))
    try await program.line(with: "source not read", "source=\(source)", reason)
    try await program.line(with: "feed read", "source=good", "new=30")
    program.signal(SIGTERM)
    #expect(await program.end().status == 0)
  }

  @Test func `of a feed that breaks off lose nothing that came before`() async throws {
    let whole = Feed.rss(Feed.quietPast(until: Date()))
    let cut = String(whole.prefix(whole.count / 2))
    let server = try LoopbackServer { _ in .response(body: cut) }
    let setting = try Setting()
    let program = try setting.start(setting.configure(sources: ["cut": server.url()]))
    let line = try await program.line(with: "feed read source=cut")
    #expect(line.contains("new=15") || line.contains("new=14") || line.contains("new=16"))
  }

  @Test func `of a connection that breaks lose nothing that came before`() async throws {
    let whole = Feed.rss(Feed.quietPast(until: Date()))
    let part = Array(whole.utf8.prefix(whole.utf8.count / 2))
    let server = try LoopbackServer { _ in .cutShort(part, announced: whole.utf8.count) }
    let setting = try Setting()
    let program = try setting.start(setting.configure(sources: ["cut": server.url()]))
    try await program.line(with: "feed read in part", "source=cut", "breaks off")
    let line = try await program.line(with: "feed read source=cut")
    #expect(line.contains("new=15") || line.contains("new=14") || line.contains("new=16"))
  }

  @Test func `of a feed without end lose nothing of what a poll may take`() async throws {
    let posts = Feed.rss(Feed.quietPast(until: Date())).dropLast("</channel></rss>".count)
    let filler = [UInt8](repeating: 0x20, count: 1 << 20)
    let body = Array(posts.utf8) + filler
    let server = try LoopbackServer { _ in .stream(body, times: 9) }
    let setting = try Setting()
    let program = try setting.start(setting.configure(sources: ["long": server.url()]))
    try await program.line(with: "feed read in part", "source=long", "8388608")
    try await program.line(with: "feed read source=long", "new=30")
  }

  @Test func `of a server that never answers hold up neither others nor the end`() async throws {
    let server = try LoopbackServer([
      "/silent": .silence, "/good": .response(body: Feed.rss(Feed.quietPast(until: Date()))),
    ])
    let setting = try Setting()
    let program = try setting.start(
      setting.configure(sources: ["silent": server.url("/silent"), "good": try other(server)]))
    try await program.line(with: "feed read", "source=good")
    let start = ContinuousClock.now
    program.signal(SIGINT)
    #expect(await program.end().status == 0)
    #expect(start.duration(to: .now) < .seconds(2))
  }

  /// The same server under another host name: one host is asked one thing at a time.
  private func other(_ server: LoopbackServer) throws -> String {
    "http://localhost:\(server.port)/good"
  }
}

/// How the program is handled: by a service manager, by a person, by mistake.
@Suite(.serialized) struct `Handling` {
  @Test func `a second daemon on the same state ends at once with 75`() async throws {
    let setting = try Setting()
    let configuration = try setting.configure(sources: [:])
    let first = try setting.start(configuration)
    try await first.line(with: "listening")
    let second = try setting.start(configuration)
    let end = await second.end()
    #expect(end.status == 75)
    #expect(end.text.contains("in use by process \(first.pid)"))
  }

  @Test
  func `a reload takes a good configuration and keeps the last good one instead of a bad one`()
    async throws
  {
    let server = try LoopbackServer { _ in .response(body: Feed.rss(Feed.quietPast(until: Date())))
    }
    let setting = try Setting()
    let configuration = try setting.configure(sources: [:])
    let program = try setting.start(configuration)
    try await program.line(with: "listening", "sources=0")

    try setting.folder.write("{\"brands\": 3}", to: "c.json")
    program.signal(SIGHUP)
    try await program.line(with: "the new configuration is bad")
    try await program.line(with: "c.json: brands (line 1): expected a list, found 3")

    try setting.configure(sources: ["new": server.url()])
    program.signal(SIGHUP)
    try await program.line(with: "listening", "sources=1")
    try await program.line(with: "feed read", "source=new")
    program.signal(SIGTERM)
    #expect(await program.end().status == 0)
  }

  @Test func `log files are opened anew on SIGUSR1`() async throws {
    let now = Date()
    let past = Feed.quietPast(until: now)
    let feed = try ChangingFeed(past)
    let setting = try Setting()
    let program = try setting.start(setting.configure(sources: ["forum": feed.server.url()]))
    try await program.line(with: "feed read")
    feed.publish(Feed.burst(of: 9, until: now) + past)
    try await program.line(with: "alert delivered")

    rename("\(setting.folder.path)/state/alerts.log", "\(setting.folder.path)/state/alerts.log.1")
    program.signal(SIGUSR1)
    try await program.line(with: "log files are opened anew")
    feed.publish(Feed.burst(of: 40, until: now) + past)
    try await program.line(with: "alert delivered")
    #expect(setting.folder.lines(of: "state/alerts.log.1").count == 1)
    #expect(setting.folder.lines(of: "state/alerts.log").count >= 1)
  }

  @Test(arguments: [
    (["check-config", "none.json"], Int32(78), "No such file"),
    (["run"], 64, "which configuration?"), (["rnu"], 64, "did you mean run?"),
    (["why", "I9"], 66, "no state yet"), (["why", "soon"], 64, "is no incident"),
    (["run", "--confg", "x"], 64, "unknown option --confg"),
  ])
  func `a mistake ends with its status and says what to do`(
    words: [String], status: Int32, message: String
  ) async throws {
    let end = try await Program(words, in: Folder()).end()
    #expect(end.status == status)
    #expect(end.text.contains(message))
  }

  @Test func `every verb explains itself`() async throws {
    let folder = try Folder()
    let overview = try await Program(["--help"], in: folder).end()
    #expect(overview.status == 0)
    let verbs = overview.text.split(separator: "\n").filter { $0.hasPrefix("  ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(verbs.count >= 12)
    for verb in verbs {
      let help = try await Program([verb, "--help"], in: folder).end()
      #expect(help.status == 0)
      #expect(help.text.hasPrefix("usage: mentiond \(verb)"))
    }
  }

  @Test func `the example configuration is good`() async throws {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let path = "/\(root)/config.example.json"
    let end = try await Program(["check-config", path], in: Folder()).end()
    #expect(end.status == 0, "\(end.text)")
  }

  @Test func `the demonstration shows the way from first mention to delivery and ends well`()
    async throws
  {
    let end = try await Program(["demo", "--once"], in: Folder()).end()
    #expect(end.status == 0)
    for step in ["first mention", "voice 3", "ALERT", "webhook received", "signature right"] {
      #expect(end.text.contains(step), "\(step) is missing:\n\(end.text)")
    }
  }
}
