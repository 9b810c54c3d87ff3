import FoundationEssentials
import Model
import Polling
import Storage

/// What was to happen at some moment happens as soon as it would have, when the clock is set back.
extension Desk {
  /// A clock that is only corrected is not worth a word.
  private static let leastStep = Duration.seconds(60)

  /// By how much the clock was set back since a moment that has been; nil where it was not.
  static func setBack(since last: Date, at now: Date) -> Duration? {
    let step = Duration.seconds(last.timeIntervalSince(now))
    return step >= leastStep ? step : nil
  }

  /// Moves what waits for its moment, within a transaction of the caller's.
  static func setBack(
    by step: Duration, _ schedule: inout Schedule, _ database: Database, at now: Date
  ) throws {
    let moved = schedule.setBack(by: step)
    for (source, state) in moved.sources { try database.save(state, of: source) }
    for (host, state) in moved.hosts { try database.save(state, of: host) }
    try database.makeDue(by: now)
  }
}
