import FoundationEssentials
import Model
import Polling
import Testing

/// POLLING 23, and when a source was not observed.
@Suite struct `Gaps` {
  private var one = OneSource()

  private mutating func hear(new: Int, at moments: [Date] = []) throws -> PollUpdate {
    try one.poll(.feed(.ok(("ETag", "1")), new: new, at: moments))
  }

  @Test mutating func `are none while all goes well`() throws {
    #expect(try hear(new: 20).gap == nil)
    #expect(try hear(new: 3).gap == nil)
    #expect(try one.poll(.unchanged(.status(304))).gap == nil)
  }

  @Test mutating func `end with the first answer, made good where something known is left`() throws
  {
    _ = try hear(new: 20)
    try one.poll(.failed(reason: "no route"))
    let began = one.now
    #expect(try one.poll(.failed(reason: "refused")).gap == nil)
    let update = try hear(new: 5)
    #expect(
      update.gap
        == Gap(source: "a", began: began, ended: one.now, cause: "refused", isMadeGood: true))
  }

  @Test mutating func `reach to the oldest item of a window that was replaced`() throws {
    _ = try hear(new: 20)
    let last = one.now
    let oldest = last + 1800
    let update = try hear(new: 20, at: [oldest, oldest + 60])
    #expect(update.events == [.overrun(items: 20)])
    #expect(
      update.gap
        == Gap(
          source: "a", began: last, ended: oldest, cause: "more items than one document holds",
          isMadeGood: false))
  }

  @Test(arguments: [(0, 3), (9, 8), (20, 1)])
  func `are none where a short document is all new`(before: Int, after: Int) throws {
    var one = OneSource()
    try one.poll(.feed(.ok(), new: before, of: before))
    let update = try one.poll(.feed(.ok(), new: after, of: after))
    #expect(update.events.isEmpty)
    #expect(update.gap == nil)
  }

  @Test mutating func `of a new source are none`() throws {
    try one.poll(.failed(reason: "no route"))
    #expect(try hear(new: 20).gap == nil)
  }

  @Test func `are where a host wanted quiet`() throws {
    let sources = (0..<2).map { Source.at("http://a.test/\($0)", id: "\($0)", every: .minutes(5)) }
    var schedule = Schedule(sources, states: [:], hosts: [:], pacing: Pacing(), at: midnight)
    var gaps: [Gap] = []
    var now = midnight
    for turn in 0..<6 {
      now = try #require(schedule.nextDue(after: now))
      let order = try #require(schedule.begin(at: now, limit: 1).first)
      let outcome: PollOutcome =
        turn == 2 ? .refused(.status(429, ("Retry-After", "7200"))) : .feed(.ok(("ETag", "1")))
      if let gap = schedule.finish(order.source.id, outcome, at: now)?.gap { gaps.append(gap) }
    }
    #expect(Set(gaps.map(\.cause)) == ["status 429", "its host asked for quiet"])
    #expect(gaps.allSatisfy { $0.isMadeGood && $0.ended.timeIntervalSince($0.began) > 6900 })
  }
}

/// A source that answers as ever and says nothing.
@Suite struct `Silence` {
  private var one = OneSource(.at("http://a.test/feed", every: .hours(6)))

  /// An item each day, so that three days are the habit's limit.
  private mutating func start() throws {
    let moments = (0..<10).map { midnight - Double($0) * day }
    try one.poll(.feed(.ok(("ETag", "1")), new: 10, of: 10, at: moments))
  }

  private mutating func wait(until end: Date) throws -> [PollEvent] {
    var events: [PollEvent] = []
    while one.now < end { events += try one.poll(.unchanged(.status(304))).events }
    return events
  }

  @Test mutating func `within the habit is not told`() throws {
    try start()
    #expect(try wait(until: midnight + 2.7 * day).isEmpty)
  }

  @Test mutating func `beyond the habit is told once, and its end`() throws {
    try start()
    #expect(try wait(until: midnight + 9 * day) == [.silent(since: midnight, longest: .hours(24))])
    let heard = try one.poll(.feed(.ok(("ETag", "2")), new: 1, at: [one.now]))
    #expect(heard.events == [.heardAgain(since: midnight)])
  }

  @Test mutating func `is told once though the daemon is restarted`() throws {
    try start()
    var told = 0
    for _ in 0..<30 {
      let update = try one.poll(.unchanged(.status(304)))
      told += update.events.count
      one.schedule = Schedule(
        [one.source], states: ["a": update.state], hosts: [:], pacing: Pacing(), at: one.now)
    }
    #expect(told == 1)
  }

  @Test mutating func `of a source without moments is none`() throws {
    try one.poll(.feed(.ok(("ETag", "1")), new: 10, of: 10))
    #expect(try wait(until: midnight + 30 * day).isEmpty)
  }
}
