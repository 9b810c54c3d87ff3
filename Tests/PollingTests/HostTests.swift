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
    #expect(schedule.begin(at: midnight + 60, limit: 10).isEmpty)
    #expect(schedule.nextDue(after: midnight + 60) == nil)
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
