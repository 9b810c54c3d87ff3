import FoundationEssentials
import Model
import Polling
import Testing

/// A source that keeps hours is asked most while it speaks.
@Suite struct `Hours of the day` {
  /// Items of each hour of the day in UTC, 24 in a day: all at equal distances within their hour.
  private struct Speaker {
    var office: Int
    var night: Int

    func published(until now: Date) -> [Date] {
      let hours = Int((now.timeIntervalSince(midnight) / 3600).rounded(.up))
      return (0..<max(0, hours)).flatMap { hour in
        let count = (8..<16).contains(hour % 24) ? office : night
        return (0..<count).map { item in
          midnight + (Double(hour) + (Double(item) + 0.5) / Double(count)) * 3600
        }
      }.filter { $0 <= now }
    }
  }

  private struct Seen {
    var requestsByHour = Array(repeating: 0.0, count: 24)
    var delays: [Double] = []

    var requests: Double { requestsByHour.reduce(0, +) }
    var delay: Double { delays.reduce(0, +) / Double(delays.count) }
    func rate(_ hours: Range<Int>) -> Double {
      requestsByHour[hours].reduce(0, +) / Double(hours.count)
    }
  }

  /// Polls as often as the schedule wants for three weeks; what is told is of the last of them.
  private func watch(_ speaker: Speaker, restarts: Bool = false) throws -> Seen {
    let all = speaker.published(until: midnight + 21 * day)
    let source = Source.at("http://a.test/feed", every: nil)
    var schedule = Schedule([source], states: [:], hosts: [:], pacing: Pacing(), at: midnight)
    var seen = Seen()
    var place = 0
    var now = midnight
    while let due = schedule.nextDue(after: now), due < midnight + 21 * day {
      now = due
      _ = schedule.begin(at: now, limit: 1)
      let new = all[place...].prefix { $0 <= now }
      place += new.count
      if now >= midnight + 14 * day {
        seen.requestsByHour[Int(now.timeIntervalSince(midnight) / 3600) % 24] += 1
        seen.delays += new.map { now.timeIntervalSince($0) }
      }
      let outcome = PollOutcome.feed(.ok(("ETag", "1")), new: new.count, of: 50)
      let update = schedule.finish("a", outcome, at: now)
      let state = try #require(update).state
      if restarts {
        schedule = Schedule(
          [source], states: ["a": state], hosts: [:], pacing: Pacing(), at: now)
      }
    }
    return seen
  }

  @Test(arguments: [false, true])
  func `of a source that keeps them get most of the polls`(restarts: Bool) throws {
    // Not silent at night, or silence alone would slow it down then.
    let seen = try watch(Speaker(office: 6, night: 1), restarts: restarts)
    // √6 as many at best.
    #expect(seen.rate(9..<15) > 1.8 * seen.rate(0..<6))
    // Even polls, as many of them, would be half their distance late; (8·√6 + 16)² / (24 · 64) of that
    // is the least that can be had.
    let even = 7 * day / seen.requests / 2
    #expect(seen.delay < 0.9 * even)
  }

  @Test func `are all the same of a source that keeps none`() throws {
    let seen = try watch(Speaker(office: 2, night: 2))
    let counts = seen.requestsByHour
    #expect(try #require(counts.max()) < 1.35 * (try #require(counts.min())))
  }

  @Test func `do not leave nights unheard`() throws {
    let seen = try watch(Speaker(office: 30, night: 0))
    #expect(seen.requestsByHour.allSatisfy { $0 >= 5 })
  }

  @Test func `are left aside where the interval is configured`() throws {
    var one = OneSource(.at("http://a.test/feed"))
    for _ in 0..<100 {
      let update = try one.poll(.feed(.ok(("ETag", "1"))))
      #expect(update.state.day == nil)
    }
  }

  @Test func `are left aside where the host has no room for them`() throws {
    // Two sources ask for more than half of what the host allows.
    var pacing = Pacing()
    pacing.host.requestsPerHour = 4
    let sources = (0..<2).map { Source.at("http://a.test/\($0)", id: "\($0)", every: nil) }
    let speaker = Speaker(office: 6, night: 0)
    let all = speaker.published(until: midnight + 21 * day)
    var schedule = Schedule(sources, states: [:], hosts: [:], pacing: pacing, at: midnight)
    var places = [0, 0]
    var busiest: [Int: Int] = [:]
    var now = midnight
    while let due = schedule.nextDue(after: now), due < midnight + 21 * day {
      now = due
      for order in schedule.begin(at: now, limit: 2) {
        let source = try #require(Int(order.source.id))
        let new = all[places[source]...].prefix { $0 <= now }.count
        places[source] += new
        if now > midnight + 7 * day {
          busiest[Int(now.timeIntervalSince(midnight) / 3600), default: 0] += 1
        }
        let outcome = PollOutcome.feed(.ok(("ETag", "1")), new: new, of: 50)
        _ = schedule.finish(order.source.id, outcome, at: now)
      }
    }
    #expect(busiest.values.allSatisfy { $0 <= 6 })
  }
}
