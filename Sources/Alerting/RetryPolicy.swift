package import Model

/// When a notification that could not be delivered is tried again.
package struct RetryPolicy: Hashable, Sendable {
  /// The wait after the first try; each further one doubles it.
  package var first = Duration.seconds(5)

  /// Never longer than this between two tries: an alert that arrives a quarter of an hour after the
  /// receiver is back is worth more than a polite one.
  package var ceiling = Duration.minutes(15)

  /// Tries before it is given up and said so: with the waits above about three days.
  package var limit = 300

  /// No answer of a receiver may postpone the next try beyond this.
  package var retryAfterCeiling = Duration.hours(1)

  package init() {}

  /// The wait after a failed try, or nil when it was the last.
  ///
  /// - Parameters:
  ///   - attempt: how many tries were made, from 1.
  ///   - retryAfter: what the receiver asked for, if it did.
  ///   - chance: 0…1, drawn by the caller: spreads many receivers' retries over ±20 %.
  package func wait(after attempt: Int, retryAfter: Duration?, chance: Double) -> Duration? {
    guard attempt < limit else { return nil }
    var wait = min(first.seconds, ceiling.seconds)
    for _ in 1..<max(1, attempt) where wait < ceiling.seconds { wait *= 2 }
    wait = min(wait, ceiling.seconds) * (0.8 + 0.4 * chance)
    if let retryAfter {
      wait = max(wait, min(retryAfter.seconds, retryAfterCeiling.seconds))
    }
    return .seconds(wait)
  }

  /// A number 0…1 that is the same whenever the same try is reckoned, and far from that of its
  /// neighbours: retries spread without a source of randomness (FNV-1a, then a mix of the bits).
  package static func chance(of notification: Notification.ID, attempt: Int) -> Double {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in "\(notification)/\(attempt)".utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    hash = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
    return Double(hash >> 11) / Double(1 << 53)
  }
}
