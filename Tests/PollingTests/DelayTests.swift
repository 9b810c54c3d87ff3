import FoundationEssentials
import Glibc
import Model
import Polling
import Testing

/// From publishing to seeing, in a world of twelve sources that publish by chance, from once a day to
/// sixteen times an hour.
@Suite struct `Delay of what is published` {
  private static let rates = (0..<12).map { 16 * exp2(-0.8 * Double($0)) }

  /// What five days of polls came to, after as many of learning.
  private struct Outcome {
    var requests = 0.0
    var delay = 0.0
    /// What the plan promises.
    var promised = 0.0
  }

  /// - Parameter intervals: In hours, for each source; nil leaves them to the schedule.
  private static func polled(_ intervals: [Double]?) throws -> Outcome {
    let sources = rates.indices.map { place in
      Source.at(
        "http://h\(place).test/", id: "\(place)",
        every: intervals.map { .seconds($0[place] * 3600) })
    }
    var states: [Source.ID: PollState] = [:]
    var schedule = Schedule(sources, states: [:], hosts: [:], pacing: Pacing(), at: midnight)
    var worlds = rates.enumerated().map { Publisher(rate: $1, seed: UInt64($0)) }
    var result = Outcome()
    var items = 0.0
    var now = midnight
    while let due = schedule.nextDue(after: now), due < midnight + 10 * day {
      now = due
      for order in schedule.begin(at: now, limit: 99) {
        let new = worlds[Int(order.source.id)!].published(until: now)
        let outcome = PollOutcome.feed(
          .ok(("ETag", "1"), url: order.url), new: new.count, of: 500, at: new)
        states[order.source.id] = schedule.finish(order.source.id, outcome, at: now)?.state
        guard now >= midnight + 5 * day else { continue }
        result.requests += 1
        items += Double(new.count)
        result.delay += new.reduce(0) { $0 + now.timeIntervalSince($1) }
      }
    }
    result.delay /= items
    let plan = PollPlan(sources, states: states, pacing: Pacing())
    result.promised =
      zip(plan.sources, rates).reduce(0) { $0 + $1.0.expectedDelay.seconds * $1.1 }
      / rates.reduce(0, +)
    return result
  }

  /// Intervals that spend as many requests by another rule.
  private static func intervals(_ requests: Double, _ share: (_ rate: Double) -> Double) -> [Double]
  {
    let shares = rates.map(share)
    return shares.map { shares.reduce(0, +) / $0 * 120 / requests }
  }

  /// Left to the schedule.
  private static let own = Result { try polled(nil) }

  /// As which power of its rate a source gets requests.
  @Test(arguments: [0.0, 1])
  func `is a third less than with equal intervals, or such as go with the rate`(
    power: Double
  ) throws {
    let own = try Self.own.get()
    let other = try Self.polled(Self.intervals(own.requests) { pow($0, power) })
    #expect((0.95...1.05).contains(other.requests / own.requests))
    #expect(own.delay < 0.67 * other.delay)
  }

  @Test func `is what the plan told`() throws {
    let own = try Self.own.get()
    #expect((0.9...1.1).contains(own.promised / own.delay))
  }
}

/// Publishes at random, the same each time.
private struct Publisher {
  private let rate: Double
  private var state: UInt64
  private var next = midnight

  init(rate: Double, seed: UInt64) {
    self.rate = rate
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    pass()
  }

  mutating func published(until now: Date) -> [Date] {
    var all: [Date] = []
    while next <= now {
      all.append(next)
      pass()
    }
    return all
  }

  /// Waits for the next item: as long as by chance (SplitMix64, exponential).
  private mutating func pass() {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    bits ^= bits >> 31
    let chance = (Double(bits >> 11) + 0.5) / Double(1 << 53)
    next += -log(chance) / rate * 3600
  }
}
