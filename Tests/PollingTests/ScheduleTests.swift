import FoundationEssentials
import Model
import Polling
import Testing

/// POLLING 17 and 20, restarts, reloads and size.
@Suite struct `Schedule of polls` {
  private func sources(_ count: Int, every interval: Duration? = .hours(1)) -> [Source] {
    (0..<count).map { .at("http://host\($0).test/", id: "\($0)", every: interval) }
  }

  private func schedule(_ sources: [Source], states: [Source.ID: PollState] = [:]) -> Schedule {
    Schedule(sources, states: states, hosts: [:], pacing: Pacing(), at: midnight)
  }

  @Test func `asks a source that was gone again at its new address`() {
    let gone = PollState(address: "http://a.test/old", due: midnight, failures: 1, isGone: true)
    var schedule = Schedule(
      [.at("http://a.test/new", id: "0")], states: ["0": gone], hosts: [:], pacing: Pacing(),
      at: midnight)
    #expect(schedule.begin(at: midnight, limit: 9).map(\.url) == ["http://a.test/new"])
  }

  @Test func `asks nothing before its stored moment`() {
    let states = ["0": PollState(due: midnight + 1000)]
    var schedule = schedule(sources(1), states: states)
    #expect(schedule.begin(at: midnight + 999, limit: 10).isEmpty)
    #expect(schedule.begin(at: midnight + 1000, limit: 10).count == 1)
  }

  @Test func `asks the first new source at once`() {
    #expect(schedule(sources(100)).nextDue(after: midnight) == midnight)
  }

  @Test func `begins no more polls than wanted`() {
    let states = (0..<5).map { ("\($0)", PollState(due: midnight)) }
    var schedule = schedule(
      sources(5), states: Dictionary(uniqueKeysWithValues: states))
    #expect(schedule.begin(at: midnight, limit: 3).count == 3)
    #expect(schedule.begin(at: midnight, limit: 3).isEmpty)
    #expect(schedule.begin(at: midnight, limit: 9).count == 2)
  }

  @Test func `does not believe a moment years ahead`() throws {
    let states = ["0": PollState(due: midnight + 1000 * day)]
    let due = try #require(schedule(sources(1), states: states).nextDue(after: midnight))
    #expect(due < midnight + 8 * day)
  }

  @Test func `does not believe that a host was asked in times to come`() throws {
    let states = ["0": PollState(due: midnight, lastAttempt: midnight + 1000 * day)]
    let hosts = ["host0.test": HostState(notBefore: midnight + 1000 * day)]
    let schedule = Schedule(
      sources(1), states: states, hosts: hosts, pacing: Pacing(), at: midnight)
    #expect(try #require(schedule.nextDue(after: midnight)) < midnight + 9 * day)
  }

  @Test func `asks again what was abandoned`() {
    var schedule = schedule(sources(1))
    _ = schedule.begin(at: midnight, limit: 1)
    #expect(schedule.abandon("0", at: midnight + 10)?.due == midnight)
    #expect(schedule.nextDue(after: midnight + 10) == midnight + 12)
  }

  @Test func `stores nothing for a source that left meanwhile`() {
    var schedule = schedule(sources(2))
    _ = schedule.begin(at: midnight, limit: 1)
    schedule.replace(Array(sources(2).dropFirst()), pacing: Pacing(), at: midnight)
    #expect(schedule.finish("0", .feed(.ok()), at: midnight + 1) == nil)
  }

  @Test func `asks the new address when it changed during a poll`() {
    var schedule = schedule(sources(1))
    _ = schedule.begin(at: midnight, limit: 1)
    schedule.replace([.at("http://new.test/", id: "0")], pacing: Pacing(), at: midnight)
    #expect(schedule.finish("0", .feed(.ok()), at: midnight + 1) == nil)
    #expect(schedule.begin(at: midnight + 5, limit: 1).map(\.url) == ["http://new.test/"])
  }

  @Test func `keeps the moments of sources that stay`() throws {
    var schedule = schedule(sources(1))
    _ = schedule.begin(at: midnight, limit: 1)
    let update = schedule.finish("0", .feed(.ok()), at: midnight)
    schedule.replace(sources(1), pacing: Pacing(), at: midnight + 60)
    #expect(schedule.nextDue(after: midnight) == update?.state.due)
  }

  @Test func `counts a shorter interval from the reload on`() {
    var schedule = schedule(sources(1, every: .hours(24)))
    _ = schedule.begin(at: midnight, limit: 1)
    _ = schedule.finish("0", .feed(.ok()), at: midnight)
    schedule.replace(sources(1, every: .minutes(5)), pacing: Pacing(), at: midnight + 60)
    #expect(schedule.nextDue(after: midnight) == midnight + 360)
  }

  @Test func `spreads a thousand sources over their interval`() {
    var world = Simulation(sources(1000))
    world.run(until: midnight + 3 * 3600)
    #expect(world.unevenness(from: midnight, hours: 1) <= 1.5)
    #expect(world.unevenness(from: midnight + 7200, hours: 1) <= 1.5)
  }

  @Test func `pulls a burst apart`() {
    // As after an outage: all are due at once, and with jitter alone would stay together.
    let states = (0..<1000).map { ("\($0)", PollState(due: midnight)) }
    var world = Simulation(
      sources(1000), states: Dictionary(uniqueKeysWithValues: states))
    world.run(until: midnight + day)
    #expect(world.unevenness(from: midnight, hours: 1) > 20)
    #expect(world.unevenness(from: midnight + 23 * 3600, hours: 1) <= 2)
  }

  @Test func `comes back to all sources within an interval after its own outage`() {
    // Of different intervals, so that their back-offs do not fall together.
    let sources = (0..<50).map {
      Source.at("http://host\($0).test/", id: "\($0)", every: .minutes(Double(5 + $0)))
    }
    var world = Simulation(sources)
    world.run(until: midnight + 3600)
    world.isOffline = true
    world.run(until: midnight + 12 * 3600)
    world.isOffline = false
    let first = world.nextDue
    world.run(until: first + 3600)
    #expect(world.log.values.allSatisfy { ($0.moments.last ?? midnight) >= first })
    #expect(world.log.values.allSatisfy { $0.tooEarly == 0 })
  }

  @Test func `backs off from a dead host while others answer`() {
    var world = Simulation(sources(50, every: .minutes(5)))
    world.dead = ["7"]
    world.run(until: midnight + day)
    // 5, 10, 20 and 40 minutes apart, then less than an hour.
    #expect((26...30).contains(world.failures))
  }

  @Test func `asks nothing again at once when the program ended during a poll`() throws {
    var schedule = schedule(sources(1, every: .minutes(5)))
    let order = try #require(schedule.begin(at: midnight, limit: 1).first)
    #expect(order.state.due == midnight + 300)
    let again = self.schedule(sources(1, every: .minutes(5)), states: ["0": order.state])
    #expect(again.nextDue(after: midnight + 1) == midnight + 300)
  }

  @Test func `is indifferent to the number of sources`() {
    // Ten thousand sources for an hour are ten thousand polls; a scan for each would be 10⁸ steps.
    var world = Simulation(sources(10_000))
    world.run(until: midnight + 3600)
    #expect(world.log.count == 10_000)
  }
}

/// A schedule in a world where each source answers within half a second.
private struct Simulation {
  struct Source {
    var tooEarly = 0
    var moments: [Date] = []
  }

  private let sources: [Model.Source]
  private var schedule: Schedule
  private var states: [Model.Source.ID: PollState]
  private var now = midnight
  var isOffline = false
  var dead: Set<Model.Source.ID> = []
  private(set) var failures = 0
  private(set) var log: [Model.Source.ID: Source] = [:]

  init(_ sources: [Model.Source], states: [Model.Source.ID: PollState] = [:]) {
    self.sources = sources
    self.states = states
    schedule = Schedule(sources, states: states, hosts: [:], pacing: Pacing(), at: midnight)
  }

  var nextDue: Date { schedule.nextDue(after: now) ?? .distantFuture }

  mutating func run(until end: Date) {
    while let due = schedule.nextDue(after: now), due < end {
      now = due
      for order in schedule.begin(at: now, limit: 1000) { answer(order) }
    }
    now = end
  }

  private mutating func answer(_ order: PollOrder) {
    let id = order.source.id
    if isOffline || dead.contains(id) {
      failures += 1
      states[id] = schedule.finish(id, .failed(reason: "no route"), at: now + 0.5)?.state
      return
    }
    var source = log[id] ?? Source()
    let least = order.source.interval?.seconds ?? 0
    if let last = source.moments.last, now.timeIntervalSince(last) < least { source.tooEarly += 1 }
    source.moments.append(now)
    log[id] = source
    let reply = PollReply.status(
      order.validators == nil ? 200 : 304, ("ETag", "\"\(id)\""), url: order.url)
    let outcome: PollOutcome = order.validators == nil ? .feed(reply) : .unchanged(reply)
    states[id] = schedule.finish(id, outcome, at: now + 0.5)?.state
  }

  /// The fullest minute against the mean.
  func unevenness(from start: Date, hours: Int) -> Double {
    var minutes = Array(repeating: 0, count: hours * 60)
    for moment in log.values.flatMap(\.moments) {
      let minute = Int((moment.timeIntervalSince(start) / 60).rounded(.down))
      if minutes.indices.contains(minute) { minutes[minute] += 1 }
    }
    let mean = Double(minutes.reduce(0, +)) / Double(minutes.count)
    return Double(minutes.max() ?? 0) / mean
  }
}
