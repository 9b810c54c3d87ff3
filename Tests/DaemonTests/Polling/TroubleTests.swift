import FoundationEssentials
import Loopback
import Model
import Polling
import Storage
import Synchronization
import Testing

@testable import Daemon

/// What becomes of a source in trouble for days, from its server to what people are told.
@Suite struct `A source in trouble` {
  private let midnight = Date(timeIntervalSince1970: 1_795_305_600)
  private static let hour = 3600.0
  private static let day = 86400.0

  /// A forum whose answers change with time.
  private final class Forum: Sendable {
    let now: Mutex<Date>

    init(_ now: Date) { self.now = Mutex(now) }

    var moment: Date { now.withLock { $0 } }
  }

  /// A daemon that polls one forum each half hour, and the forum.
  ///
  /// - Parameter answer: By the hours since the start, and what is asked.
  private func daemon(
    sources: [String] = ["http://forum.test/feed"],
    _ answer: @escaping @Sendable (Double, LoopbackRequest) -> LoopbackAnswer
  ) throws -> (daemon: GivenMoments, forum: Forum) {
    let forum = Forum(midnight)
    let server = try LoopbackServer { [midnight] request in
      answer(forum.moment.timeIntervalSince(midnight) / Self.hour, request)
    }
    let list = sources.enumerated().map {
      #"{"name": "s\#($0.offset)", "url": "\#($0.element)", "interval": "30m"}"#
    }
    let daemon = try GivenMoments(
      """
      {"brands": [{"name": "acme", "query": "acme"}], "sources": [\(list.joined(separator: ","))],
       "polling": {"allowPrivateAddresses": true}}
      """, through: server, at: midnight)
    return (daemon, forum)
  }

  private func run(_ daemon: GivenMoments, _ forum: Forum, hours: Double) async throws {
    try await daemon.run(until: midnight + hours * Self.hour) { moment in
      forum.now.withLock { $0 = moment }
    }
  }

  /// An item each hour since ten hours before the start, and what tells the document from others.
  private static func feed(_ hours: Double, until last: Double = .infinity) -> LoopbackAnswer {
    let midnight = Date(timeIntervalSince1970: 1_795_305_600)
    let newest = Int(min(hours, last).rounded(.down))
    let items = (newest - 9...newest).reversed().map { number in
      """
      <item><guid isPermaLink="false">n\(number)</guid><title>Acme number \(number)</title>\
      <pubDate>\(TrialSite.httpDate(midnight + Double(number) * hour))</pubDate></item>
      """
    }
    return .response(
      headers: [("ETag", "\"\(newest)\"")],
      body: "<rss version=\"2.0\"><channel><title>t</title>\(items.joined())</channel></rss>")
  }

  private static let page = LoopbackAnswer.response(
    headers: [("Content-Type", "text/html"), ("ETag", "\"page\"")],
    body: "<!doctype html><html><head><title>Back soon</title></head><body></body></html>")

  @Test func `that answers with a page for three days is told once, and its end`() async throws {
    let (daemon, forum) = try daemon { hours, _ in
      (10..<82).contains(hours) ? Self.page : Self.feed(hours)
    }
    try await run(daemon, forum, hours: 40)
    let blind = await daemon.desk.blind(at: daemon.now)
    #expect(blind.map(\.source) == ["s0"])
    #expect(try await daemon.desk.summary(at: daemon.now).contains("1 source, 1 blind (s0 "))
    try await daemon.restart()
    try await run(daemon, forum, hours: 96)

    let told = daemon.events
    try #require(told.map(\.kind) == ["failed", "blind", "recovered", "overrun"])
    guard case .blind(let reason, let since, let failures) = told[1].event else { return }
    #expect(reason.contains("Back soon"))
    #expect((10...10.6).contains(since.timeIntervalSince(midnight) / Self.hour))
    // After three failures and half an hour, whatever comes later.
    #expect(failures == 3)
    #expect(told[1].at.timeIntervalSince(since) >= 1800)
    // It is asked at least once an hour, and heard within that of its return.
    #expect(told[2].at.timeIntervalSince(midnight) <= 83 * Self.hour)

    // The page's validators were never taken: the last feed's were sent until the end.
    #expect(!daemon.server.requests.contains { $0.header("If-None-Match") == "\"page\"" })
    #expect(daemon.server.requests.filter { $0.header("If-None-Match") == nil }.count == 1)
    let gaps = try daemon.database().gaps(since: midnight).filter { $0.source != nil }
    // Ten items are shown, 72 were published meanwhile.
    #expect(gaps.map(\.isMadeGood) == [false])
    #expect(gaps.allSatisfy { $0.began <= since && $0.length > 60 * Self.hour })
  }

  @Test func `whose transfers break off keeps what it had and is told once`() async throws {
    let (daemon, forum) = try daemon { hours, _ in
      guard (10..<16).contains(hours) else { return Self.feed(hours) }
      let head = "HTTP/1.1 200 OK\r\nETag: \"cut\"\r\nContent-Length: 9999\r\n\r\n"
      return .raw(Array((head + "<rss version=\"2.0\"><channel><item>").utf8))
    }
    try await run(daemon, forum, hours: 24)
    #expect(daemon.events.map(\.kind) == ["failed", "blind", "recovered"])
    #expect(!daemon.server.requests.contains { $0.header("If-None-Match") == "\"cut\"" })
    // Six items came meanwhile, of ten that are shown: nothing is lost.
    let gaps = try daemon.database().gaps(since: midnight).filter { $0.source != nil }
    #expect(gaps.map(\.isMadeGood) == [true])
    let mentions = try daemon.database().mentions(
      of: "acme", in: midnight - Self.day..<midnight + 2 * Self.day, limit: 99)
    #expect(mentions.count == 33)
  }

  @Test func `that falls silent beyond its habit is told once, and when it speaks again`()
    async throws
  {
    // An item each hour for two days, then none for five, which is far more than three times an hour
    // and than the three days that are no news for anybody.
    let (daemon, forum) = try daemon { hours, request in
      let isSame = (48..<168).contains(hours) && request.header("If-None-Match") == "\"48\""
      if isSame { return .response(status: 304, headers: [("ETag", "\"48\"")]) }
      return Self.feed(hours, until: hours < 168 ? 48 : .infinity)
    }
    try await run(daemon, forum, hours: 130)
    try await daemon.restart()
    try await run(daemon, forum, hours: 172)
    let last = midnight + 48 * Self.hour
    #expect(daemon.events.map(\.kind) == ["silent", "overrun", "heardAgain"])
    #expect(daemon.events.first?.event == .silent(since: last, longest: .hours(1)))
    let after = try #require(daemon.events.first).at.timeIntervalSince(last) / Self.hour
    #expect((72...72.6).contains(after))
    #expect(daemon.events.last?.event == .heardAgain(since: last))
  }

  @Test func `is told in one line for all sources of a host, with one at the end`() async throws {
    let (daemon, forum) = try daemon(
      sources: (0..<6).map { "http://forum.test/\($0)" } + ["http://other.test/feed"]
    ) { hours, request in
      let isDown = (2..<9).contains(hours) && request.path.contains("forum.test")
      return isDown ? .response(status: 500) : Self.feed(hours)
    }
    try await run(daemon, forum, hours: 14)
    #expect(daemon.events.map(\.kind) == ["failed", "blind", "recovered"])
  }

  @Test func `is remembered as blind when the daemon was down`() async throws {
    let (daemon, forum) = try daemon { hours, _ in Self.feed(hours) }
    try await run(daemon, forum, hours: 5)
    try await daemon.restart(after: 3 * Self.hour)
    try await run(daemon, forum, hours: 9)
    let gaps = try daemon.database().gaps(since: midnight)
    #expect(gaps.map(\.source) == [nil])
    #expect(gaps.first.map { (3 * 3600.0...3 * 3600 + 2).contains($0.length) } == true)
  }
}

extension Gap {
  fileprivate var length: TimeInterval { ended.timeIntervalSince(began) }
}

extension GivenMoments.Event {
  fileprivate var kind: String { String("\(event)".prefix { $0 != "(" }) }
}
