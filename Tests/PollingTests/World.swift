import FoundationEssentials
import Model
import Polling
import Testing

/// Midnight of a day like any other.
let midnight = Date(timeIntervalSince1970: 1_795_305_600)

let day = 86400.0

extension Source {
  static func at(
    _ url: String, id: String = "a", every interval: Duration? = .hours(1)
  ) -> Source {
    Source(id: id, url: url, interval: interval)
  }
}

extension PollReply {
  static func ok(
    _ headers: (name: String, value: String)..., url: String = "http://a.test/feed",
    permanentlyAt: String? = nil
  ) -> PollReply {
    PollReply(
      status: 200, url: url, headers: headers, bodyHash: 1, permanentlyAt: permanentlyAt)
  }

  static func status(
    _ status: Int, _ headers: (name: String, value: String)..., url: String = "http://a.test/feed"
  ) -> PollReply {
    PollReply(status: status, url: url, headers: headers)
  }
}

extension PollOutcome {
  /// A usual feed of which so much is new.
  static func feed(
    _ reply: PollReply, new: Int = 1, of items: Int = 20, at moments: [Date] = []
  ) -> PollOutcome {
    .feed(reply, FeedHabits(items: items, newItems: new, moments: moments))
  }
}

/// One source and its schedule, polled whenever it is due.
struct OneSource {
  var source: Source
  var schedule: Schedule
  var now = midnight

  init(_ source: Source = .at("http://a.test/feed"), _ pacing: Pacing = Pacing()) {
    self.source = source
    schedule = Schedule([source], states: [:], hosts: [:], pacing: pacing, at: midnight)
  }

  /// Waits until it is due and gives the order.
  mutating func order() throws -> PollOrder {
    now = try #require(schedule.nextDue(after: now))
    let orders = schedule.begin(at: now, limit: 10)
    return try #require(orders.first)
  }

  /// Waits until it is due and polls it with this outcome.
  @discardableResult
  mutating func poll(_ outcome: PollOutcome) throws -> PollUpdate {
    _ = try order()
    let update = schedule.finish(source.id, outcome, at: now)
    return try #require(update)
  }

  /// Seconds from now to the next poll.
  var wait: Double {
    get throws { try #require(schedule.nextDue(after: now)).timeIntervalSince(now) }
  }
}
