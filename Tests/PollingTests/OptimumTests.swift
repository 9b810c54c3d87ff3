import FoundationEssentials
import Model
import Polling
import Testing

/// The promise of adaptive intervals: of all ways to spend so many requests on a host, theirs has the
/// least delay from publishing to seeing. Held against all other ways, on a grid.
@Suite struct `Adaptive intervals` {
  /// Items an hour of each source, and requests an hour that the host allows.
  struct Case: Sendable {
    var rates: [Double]
    var budget: Double
  }

  @Test(arguments: [
    Case(rates: [2, 8], budget: 600), Case(rates: [1, 4, 16], budget: 600),
    Case(rates: [1, 4, 16], budget: 10), Case(rates: [1.5, 6, 60], budget: 24),
  ])
  func `have the least delay for their requests`(given: Case) throws {
    let intervals = try intervals(given)
    let requests = intervals.reduce(0) { $0 + 1 / $1 }
    #expect(requests <= given.budget * 1.05)
    let best = Self.leastDelay(given.rates, requests: requests)
    #expect(Self.delay(given.rates, intervals) <= best * 1.04)
  }

  /// Equal intervals, which is what a poller does that does not learn, are far from it.
  @Test func `have a fifth less delay than equal ones where sources differ`() throws {
    let given = Case(rates: [1, 4, 25], budget: 600)
    let intervals = try intervals(given)
    let equal = Double(intervals.count) / intervals.reduce(0) { $0 + 1 / $1 }
    let flat = Self.delay(given.rates, given.rates.map { _ in equal })
    #expect(Self.delay(given.rates, intervals) < 0.8 * flat)
  }

  /// Items times the half interval that each waits on average, in an hour.
  private static func delay(_ rates: [Double], _ intervals: [Double]) -> Double {
    zip(rates, intervals).reduce(0) { $0 + $1.0 * $1.1 / 2 }
  }

  /// Tries all shares of the requests in steps of a two-hundredth.
  private static func leastDelay(_ rates: [Double], requests: Double) -> Double {
    let steps = 200
    func least(_ place: Int, _ left: Int) -> Double {
      let isLast = place == rates.count - 1
      let most = left - (rates.count - 1 - place)
      return ((isLast ? most : 1)...most).map { share in
        let interval = Double(steps) / (Double(share) * requests)
        let own = rates[place] * interval / 2
        return isLast ? own : own + least(place + 1, left - share)
      }.min() ?? .infinity
    }
    return least(0, steps)
  }

  /// The mean time in hours between polls of sources that publish evenly, after they were watched for
  /// ten days.
  private func intervals(_ given: Case) throws -> [Double] {
    let sources = given.rates.indices.map {
      Source.at("http://a.test/\($0)", id: "\($0)", every: nil)
    }
    var pacing = Pacing()
    pacing.host.requestsPerHour = given.budget
    // Wide enough to hold the optimum of each case.
    pacing.adaptiveCeiling = .hours(6)
    var schedule = Schedule(sources, states: [:], hosts: [:], pacing: pacing, at: midnight)
    var now = midnight
    var seen = given.rates.map { _ in 0 }
    var polls = given.rates.map { _ in 0 }
    let measured = midnight + 8 * day
    while let due = schedule.nextDue(after: now), due < midnight + 10 * day {
      now = due
      for order in schedule.begin(at: now, limit: 9) {
        let place = try #require(Int(order.source.id))
        let published = Int(now.timeIntervalSince(midnight) / 3600 * given.rates[place])
        let new = published - seen[place]
        seen[place] = published
        if now >= measured { polls[place] += 1 }
        let reply = PollReply.ok(("ETag", "\(published)"), url: order.url)
        _ = schedule.finish(order.source.id, .feed(reply, new: new, of: 500), at: now)
      }
    }
    return polls.map { 48 / Double($0) }
  }
}
