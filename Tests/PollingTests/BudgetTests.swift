import FoundationEssentials
import Model
import Polling
import Testing

/// A hundred sources of one host that lets itself be asked ten times an hour: no ceiling of an hour
/// can hold there.
@Suite struct `Budget of a host` {
  private static let sources = (0..<100).map {
    Source.at("http://a.test/\($0)", id: "\($0)", every: nil)
  }

  private static let pacing = pacing(10)

  private static func pacing(_ budget: Double) -> Pacing {
    var pacing = Pacing()
    pacing.host.requestsPerHour = budget
    return pacing
  }

  private struct Asked {
    var moments: [Date] = []
    var bySource: [Source.ID: [Date]] = [:]
    var states: [Source.ID: PollState] = [:]

    /// The most requests in an hour, whenever it begins.
    var busiestHour: Int {
      moments.map { begin in moments.count { $0 >= begin && $0 < begin + 3600 } }.max() ?? 0
    }
  }

  /// Two days, in which each tenth source publishes all the time.
  private static func asked(
    within budget: Double = 10, restartAt restart: Double? = nil, surging: [Source.ID] = [],
    refusedAt refused: Int? = nil
  ) -> Asked {
    let pacing = pacing(budget)
    var asked = Asked()
    var schedule = Schedule(sources, states: [:], hosts: [:], pacing: pacing, at: midnight)
    var now = midnight
    var isFresh = restart != nil
    schedule.surge(surging, at: now)
    while let due = schedule.nextDue(after: now), due < midnight + 2 * day {
      now = due
      if isFresh, let restart, now > midnight + restart * 3600 {
        // Twelve hours went by without anybody asking.
        now += 12 * 3600
        isFresh = false
        schedule = Schedule(sources, states: asked.states, hosts: [:], pacing: pacing, at: now)
        continue
      }
      for order in schedule.begin(at: now, limit: 99) {
        asked.moments.append(now)
        asked.bySource[order.source.id, default: []].append(now)
        let isBusy = order.source.id.hasSuffix("0")
        let outcome =
          asked.moments.count == refused
          ? PollOutcome.refused(.status(429, ("Retry-After", "20000")))
          : .feed(.ok(("ETag", "1"), url: order.url), new: isBusy ? 9 : 0, of: 99)
        asked.states[order.source.id] =
          schedule.finish(order.source.id, outcome, at: now + 0.2)?.state
      }
    }
    return asked
  }

  /// The last leaves room for all within the ceiling, and not for what some want beyond.
  @Test(arguments: [10, 60, 110])
  func `holds in any hour`(budget: Int) {
    #expect((1...budget + 1).contains(Self.asked(within: Double(budget)).busiestHour))
  }

  @Test func `holds after a time in which nobody was asked`() {
    #expect((1...11).contains(Self.asked(restartAt: 14).busiestHour))
  }

  @Test func `holds when the host wanted quiet`() {
    #expect((1...11).contains(Self.asked(refusedAt: 120).busiestHour))
  }

  @Test func `holds while sources surge`() {
    #expect((1...11).contains(Self.asked(surging: ["0", "1", "2"]).busiestHour))
  }

  @Test func `gives each source its turn, as the plan tells`() throws {
    let asked = Self.asked()
    let plan = PollPlan(Self.sources, states: asked.states, pacing: Self.pacing)
    let sum = plan.sources.reduce(0) { $0 + $1.rate }
    #expect(abs(sum - 10) < 0.01)
    #expect(abs(plan.hosts[0].wanted - sum) < 0.01)
    #expect((0.95 * sum...1.05 * sum).contains(Double(asked.moments.count) / 48))
    for source in plan.sources {
      let moments = try #require(asked.bySource[source.source.id])
      let waits = zip(moments, moments.dropFirst()).map { $1.timeIntervalSince($0) }
      #expect(waits.count >= 3)
      #expect(waits.allSatisfy { abs($0 / source.interval.seconds - 1) < 0.1 })
    }
  }

  @Test func `does not touch intervals that are set`() throws {
    let sources = (0..<100).map { Source.at("http://a.test/\($0)", id: "\($0)") }
    let plan = PollPlan(sources, states: [:], pacing: Self.pacing)
    #expect(plan.sources.allSatisfy { $0.interval == .hours(1) })
    #expect(abs(plan.hosts[0].wanted - 100) < 1e-6)
  }
}
