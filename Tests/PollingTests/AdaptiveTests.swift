import FoundationEssentials
import Model
import Polling
import Testing

/// POLLING 22: intervals that nobody configured.
@Suite struct `Adaptive waiting` {
  private var one = OneSource(.at("http://a.test/feed", every: nil))
  private let reply = PollReply.ok(("ETag", "1"))

  /// Items at equal distances, the newest now.
  private func items(_ count: Int, every minutes: Double, until now: Date) -> [Date] {
    (0..<count).map { now - Double($0) * minutes * 60 }
  }

  @Test(arguments: [
    // √(5 min / rate): a rate of one in 5 min gives 5 min, of one in 20 min twice as much.
    (5.0, 300.0), (20, 600), (1.25, 150), (80, 1200), (0.5, 95), (3000, 3600),
  ])
  func `goes with the root of the time between items`(minutes: Double, seconds: Double) throws {
    var one = one
    try one.poll(.feed(reply, new: 200, of: 200, at: items(200, every: minutes, until: one.now)))
    // The one item that is assumed, and a memory that fades, shift it a little.
    #expect((seconds * 0.85...seconds * 1.25).contains(try one.wait))
  }

  @Test mutating func `is halved while the whole document is new, down to the floor`() throws {
    try one.poll(.feed(reply, new: 10, of: 10, at: items(10, every: 60, until: one.now)))
    var last = try one.wait
    for _ in 0..<3 {
      try one.poll(.feed(reply, new: 10, of: 10))
      #expect(try one.wait <= last / 2 * 1.1)
      last = try one.wait
    }
    for _ in 0..<9 { try one.poll(.feed(reply, new: 10, of: 10)) }
    #expect((60...66).contains(try one.wait))
  }

  @Test mutating func `is doubled for a source that falls silent, up to the ceiling`() throws {
    try one.poll(.feed(reply, new: 99, of: 99, at: items(99, every: 5, until: one.now)))
    var waits: [Double] = []
    for _ in 0..<12 {
      try one.poll(.unchanged(.status(304)))
      waits.append(try one.wait / 60)
    }
    // Silence is chance at first: four items have to be missing.
    #expect(waits[0] < 7)
    #expect(waits.contains { (9...13).contains($0) })
    #expect((60...66).contains(waits[11]))
    #expect(zip(waits, waits.dropFirst()).allSatisfy { $1 >= $0 * 0.9 })
  }

  @Test mutating func `is at once what it was when a silent source is heard again`() throws {
    try one.poll(.feed(reply, new: 99, of: 99, at: items(99, every: 5, until: one.now)))
    for _ in 0..<12 { try one.poll(.unchanged(.status(304))) }
    try one.poll(.feed(reply, new: 1))
    #expect(try one.wait < 8 * 60)
  }

  @Test mutating func `stays with the default while nothing is known`() throws {
    try one.poll(.feed(reply, new: 20))
    #expect((300...330).contains(try one.wait))
  }

  @Test mutating func `does not believe a feed that dates all its items now`() throws {
    for _ in 0..<30 {
      try one.poll(.feed(reply, new: 0, at: Array(repeating: one.now, count: 20)))
    }
    #expect(try one.wait > 900)
  }

  @Test func `keeps to the budget of the host`() {
    // A hundred sources that are worth a poll every 75 s would be 4,800 requests an hour.
    let sources = (0..<100).map { Source.at("http://a.test/\($0)", id: "\($0)", every: nil) }
    var schedule = Schedule(sources, states: [:], hosts: [:], pacing: Pacing(), at: midnight)
    var requests = 0
    var now = midnight
    while let due = schedule.nextDue(after: now), due < midnight + 4 * 3600 {
      now = due
      for order in schedule.begin(at: now, limit: 10) {
        if now >= midnight + 3 * 3600 { requests += 1 }
        _ = schedule.finish(
          order.source.id, .feed(reply, new: 1, at: items(20, every: 0.3, until: now)), at: now)
      }
    }
    #expect((540...630).contains(requests))
  }
}

@Suite struct `Surges` {
  private let reply = PollReply.ok(("ETag", "1"))

  private func schedule(_ sources: [Source], _ pacing: Pacing = Pacing()) -> Schedule {
    var schedule = Schedule(sources, states: [:], hosts: [:], pacing: pacing, at: midnight)
    for second in 0..<60 {
      for order in schedule.begin(at: midnight + Double(second), limit: 99) {
        let moments = (0..<9).map { midnight - Double($0) * 7200 }
        _ = schedule.finish(
          order.source.id, .feed(reply, new: 9, of: 9, at: moments), at: midnight + Double(second))
      }
    }
    return schedule
  }

  @Test func `poll four times as often, from now on, and as usual afterwards`() throws {
    var schedule = schedule([.at("http://a.test/", every: nil)])
    let usual = try #require(schedule.nextDue(after: midnight)).timeIntervalSince(midnight)
    schedule.surge(["a"], at: midnight + 60)
    var due = try #require(schedule.nextDue(after: midnight))
    #expect((usual / 4.4...usual / 3.6).contains(due.timeIntervalSince(midnight)))
    _ = schedule.begin(at: due, limit: 1)
    _ = schedule.finish("a", .unchanged(reply), at: due)
    let next = try #require(schedule.nextDue(after: due))
    #expect(next.timeIntervalSince(due) < usual / 3)
    schedule.surge([], at: next)
    due = next
    _ = schedule.begin(at: due, limit: 1)
    _ = schedule.finish("a", .unchanged(reply), at: due)
    #expect(try #require(schedule.nextDue(after: due)).timeIntervalSince(due) > usual * 0.8)
  }

  @Test func `leave alone what has a configured interval`() {
    var schedule = schedule([.at("http://a.test/", every: .hours(1))])
    let due = schedule.nextDue(after: midnight)
    schedule.surge(["a"], at: midnight + 60)
    #expect(schedule.nextDue(after: midnight) == due)
  }

  /// Sources of one host with a habit of ten minutes, and requests an hour that the host allows.
  @Test(arguments: [
    // A quarter of ten minutes; what is left of a budget, which six an hour each take of; nothing.
    (1, 600.0, 150.0), (3, 36, 300), (3, 18, 600), (3, 6, 600),
  ])
  func `shorten a habit as far as the host has room`(
    count: Int, budget: Double, wait: Double
  ) throws {
    let sources = (0..<count).map { number in
      var source = Source.at("http://a.test/\(number)", id: "\(number)", every: .minutes(10))
      source.holdsInterval = false
      return source
    }
    var pacing = Pacing()
    pacing.host.requestsPerHour = budget
    var schedule = schedule(sources, pacing)
    schedule.surge(sources.map(\.id), at: midnight + 60)
    let due = try #require(schedule.nextDue(after: midnight + 60))
    let order = try #require(schedule.begin(at: due, limit: 1).first)
    let update = schedule.finish(order.source.id, .unchanged(reply), at: due)
    let next = try #require(update).state.due.timeIntervalSince(due)
    #expect((wait...wait * 1.1).contains(next))
  }

  @Test func `wait as long as the server asks`() throws {
    var one = OneSource(.at("http://a.test/", every: nil))
    try one.poll(.feed(.ok(("ETag", "1"), ("Cache-Control", "max-age=1800"))))
    one.schedule.surge(["a"], at: one.now)
    #expect(try one.wait >= 1800)
  }

  @Test func `are of ten sources at most`() {
    let sources = (0..<30).map { Source.at("http://h\($0).test/", id: "\($0)", every: nil) }
    var schedule = schedule(sources)
    schedule.surge(sources.map(\.id), at: midnight + 60)
    // Their usual interval is half an hour at least.
    #expect(schedule.begin(at: midnight + 1200, limit: 99).count == 10)
  }
}
