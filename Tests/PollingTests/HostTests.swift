import FoundationEssentials
import Model
import Polling
import Testing

/// POLLING 14–16 and 21: what sources of one host have to do with one another.
@Suite struct `Hosts` {
  private func schedule(
    _ sources: [Source], _ pacing: Pacing = Pacing(), hosts: [String: HostState] = [:]
  ) -> Schedule {
    let states = sources.map { ($0.id, PollState(due: midnight)) }
    return Schedule(
      sources, states: Dictionary(uniqueKeysWithValues: states), hosts: hosts, pacing: pacing,
      at: midnight)
  }

  private func sources(_ count: Int, of host: String = "a.test") -> [Source] {
    (0..<count).map { .at("http://\(host)/\($0)", id: "\(host)/\($0)") }
  }

  @Test func `are asked one thing at a time`() {
    var schedule = schedule(sources(3) + sources(2, of: "b.test"))
    #expect(schedule.begin(at: midnight, limit: 10).count == 2)
    #expect(schedule.begin(at: midnight + 4.9, limit: 10).isEmpty)
  }

  @Test func `pass by a request that hangs, and by no more than three`() {
    var schedule = schedule(sources(9))
    #expect(schedule.begin(at: midnight, limit: 10).count == 1)
    #expect(schedule.nextDue(after: midnight) == midnight + 5)
    for count in 1...3 {
      #expect(schedule.begin(at: midnight + Double(count) * 5, limit: 10).count == 1)
    }
    #expect(schedule.nextDue(after: midnight + 15) == nil)
    #expect(schedule.begin(at: midnight + 3600, limit: 10).isEmpty)
  }

  @Test func `that hang leave room for others, up to twice the limit`() {
    var schedule = schedule((0..<10).flatMap { sources(1, of: "h\($0).test") })
    #expect(schedule.begin(at: midnight, limit: 4).count == 4)
    #expect(schedule.begin(at: midnight + 4, limit: 4).isEmpty)
    #expect(schedule.begin(at: midnight + 5, limit: 4).count == 4)
    #expect(schedule.begin(at: midnight + 10, limit: 4).isEmpty)
  }

  @Test func `are not free while a poll goes on with its pages`() {
    var schedule = schedule(sources(2))
    let first = schedule.begin(at: midnight, limit: 10)[0].source.id
    schedule.goOn(with: first, at: midnight + 4)
    #expect(schedule.begin(at: midnight + 10.9, limit: 10).isEmpty)
    _ = schedule.finish(first, .feed(.ok()), at: midnight + 10.9)
    #expect(schedule.nextDue(after: midnight + 10.9) == midnight + 12.9)
  }

  @Test func `get a pause after each answer`() {
    var schedule = schedule(sources(2))
    let first = schedule.begin(at: midnight, limit: 10)[0].source.id
    _ = schedule.finish(first, .feed(.ok()), at: midnight + 5)
    #expect(schedule.begin(at: midnight + 6.9, limit: 10).isEmpty)
    #expect(schedule.nextDue(after: midnight + 6) == midnight + 7)
    #expect(schedule.begin(at: midnight + 7, limit: 10).count == 1)
  }

  @Test(arguments: [
    ("http://A.test/1", "http://u:p@a.test:80/2", true),
    ("https://a.test", "https://a.test:443/2", true),
    ("http://a.test/1", "http://a.test:8080/2", false),
    ("http://a.test/1", "http://b.test/2", false),
    ("https://www.reddit.com/1", "https://old.reddit.com/2", true),
    ("https://reddit.com/1", "https://notreddit.com/2", false),
    ("http://a.test?x=http://b.test", "http://b.test/", false),
  ])
  func `are told apart by name and port`(one: String, other: String, isOne: Bool) {
    var schedule = schedule([.at(one, id: "1"), .at(other, id: "2")])
    #expect(schedule.begin(at: midnight, limit: 10).count == (isOne ? 1 : 2))
  }

  @Test(arguments: [
    ("http://a.example.com/", "http://b.example.com/", true),
    ("http://a.example.co.uk/", "http://b.example.co.uk:81/", true),
    ("http://one.co.uk/", "http://two.co.uk/", false),
    ("http://one.com/", "http://two.com/", false),
    ("http://127.0.0.1/", "http://126.0.0.1/", false),
    ("http://[2001:db8::1]/", "http://[2001:db8::2]/", false),
    // Many people's pages, one company's servers.
    ("http://one.github.io/", "http://two.github.io/", true),
    ("http://a.gov.uk/", "http://b.gov.uk/", false), ("http://co.uk/", "http://uk/", false),
  ])
  func `are told apart by who registered them where that is wanted`(
    one: String, other: String, isOne: Bool
  ) {
    var pacing = Pacing()
    pacing.grouping = .domain
    var schedule = schedule([.at(one, id: "1"), .at(other, id: "2")], pacing)
    #expect(schedule.begin(at: midnight, limit: 10).count == (isOne ? 1 : 2))
  }

  @Test(arguments: [
    ("http://example.org:8080/", "http://www.example.org/"),
    ("http://[::1]:8080/", "http://[::1]/"), ("http://127.0.0.1:1/", "http://127.0.0.1:2/"),
  ])
  func `that are named are one whatever the port`(one: String, other: String) {
    var pacing = Pacing()
    for name in ["example.org", "[::1]", "127.0.0.1"] { pacing.domains[name] = HostPacing() }
    var schedule = schedule([.at(one, id: "1"), .at(other, id: "2")], pacing)
    #expect(schedule.begin(at: midnight, limit: 10).count == 1)
  }

  @Test func `share nothing where sources are told apart`() {
    var pacing = Pacing()
    pacing.grouping = .source
    var schedule = schedule(sources(3), pacing)
    #expect(schedule.begin(at: midnight, limit: 10).count == 3)
  }

  @Test func `with habits of their own are paced by them`() {
    var schedule = schedule(sources(2, of: "www.reddit.com"))
    let first = schedule.begin(at: midnight, limit: 10)[0].source.id
    _ = schedule.finish(first, .feed(.ok()), at: midnight)
    #expect(schedule.nextDue(after: midnight) == midnight + 61)
  }

  @Test(arguments: [429, 503])
  func `are left alone as a whole after a refusal`(status: Int) throws {
    var schedule = schedule(sources(3))
    let first = schedule.begin(at: midnight, limit: 10)[0].source.id
    let update = schedule.finish(
      first, .refused(.status(status, ("Retry-After", "7200"))), at: midnight)
    #expect(update?.host?.name == "a.test")
    #expect(update?.host?.state == HostState(notBefore: midnight + 7200, refusals: 1))
    #expect(try #require(schedule.nextDue(after: midnight)) >= midnight + 7200)
  }

  @Test func `are left alone after a restart too`() throws {
    let schedule = schedule(
      sources(3), hosts: ["a.test": HostState(notBefore: midnight + 7200, refusals: 1)])
    #expect(try #require(schedule.nextDue(after: midnight)) >= midnight + 7200)
  }

  @Test func `that answer for others are not left alone for one refusal`() {
    var pacing = Pacing()
    pacing.domains["a.test"] = HostPacing(backOff: .source)
    var schedule = schedule(sources(2), pacing)
    let first = schedule.begin(at: midnight, limit: 10)[0].source.id
    let update = schedule.finish(first, .refused(.status(429)), at: midnight)
    #expect(update?.host == nil)
    #expect(schedule.nextDue(after: midnight) == midnight + 2)
  }

  @Test(arguments: ["https://www.reddit.com/r/a/.rss", "http://a.test/feed"])
  func `are left alone where their word for too much is another`(url: String) {
    var source = Source.at(url)
    if url.hasSuffix("feed") { source.statuses = StatusPolicy(throttled: [403]) }
    var schedule = schedule([source])
    _ = schedule.begin(at: midnight, limit: 1)
    let update = schedule.finish("a", .refused(.status(403)), at: midnight)
    #expect(update?.host?.state == HostState(notBefore: midnight + 3600, refusals: 1))
  }

  @Test func `that say something without meaning are asked again as usual`() throws {
    var one = OneSource(.at("https://www.youtube.com/feeds/videos.xml?channel_id=x"))
    for _ in 0..<5 {
      try one.poll(.refused(.status(404)))
      #expect((3600...3960).contains(try one.wait))
    }
    #expect(try one.poll(.refused(.status(404))).state.failures == 6)
  }

  @Test func `do not mind when one document is forbidden`() {
    var schedule = schedule(sources(2))
    let first = schedule.begin(at: midnight, limit: 10)[0].source.id
    _ = schedule.finish(first, .refused(.status(403)), at: midnight)
    #expect(schedule.nextDue(after: midnight) == midnight + 2)
  }

  @Test func `forget refusals with the first success`() throws {
    var one = OneSource()
    try one.poll(.refused(.status(429)))
    try one.poll(.refused(.status(429)))
    #expect(try one.poll(.feed(.ok())).host?.state.refusals == 0)
    try one.poll(.refused(.status(429)))
    #expect((3600...3960).contains(try one.wait))
  }

  @Test func `that were left alone get their sources spread over the interval`() {
    var schedule = schedule(sources(60))
    let first = schedule.begin(at: midnight, limit: 10)[0].source.id
    _ = schedule.finish(first, .refused(.status(429, ("Retry-After", "7200"))), at: midnight)
    var minutes = Array(repeating: 0, count: 60)
    for second in 7200..<10800 {
      let now = midnight + Double(second)
      for order in schedule.begin(at: now, limit: 10) {
        minutes[(second - 7200) / 60] += 1
        _ = schedule.finish(order.source.id, .feed(.ok()), at: now)
      }
    }
    #expect(minutes.allSatisfy { $0 <= 2 })
    #expect(minutes.reduce(0, +) >= 58)
  }

  @Test func `that keep sources waiting make them blind`() {
    var schedule = schedule(sources(2))
    let first = schedule.begin(at: midnight, limit: 10)[0].source.id
    _ = schedule.finish(first, .refused(.status(429, ("Retry-After", "86400"))), at: midnight)
    #expect(schedule.blind(at: midnight + 3600).count == 1)
    let blind = schedule.blind(at: midnight + 3601)
    #expect(blind.last?.problem == "its host asked for quiet until 2026-11-23T00:00:00Z")
    #expect(blind.map(\.since) == [midnight, midnight])
    schedule.replace(sources(2), pacing: Pacing(), at: midnight + 3601)
    #expect(schedule.blind(at: midnight + 3601) == blind)
  }

  @Test func `get a backlog at their own pace`() {
    var schedule = schedule(sources(100))
    var last = Date.distantPast
    var count = 0
    for second in 0..<198 {
      let now = midnight + 100_000 + Double(second)
      for order in schedule.begin(at: now, limit: 10) {
        #expect(now.timeIntervalSince(last) >= 2)
        last = now
        count += 1
        _ = schedule.finish(order.source.id, .feed(.ok()), at: now)
      }
    }
    #expect(count == 99)
  }
}
