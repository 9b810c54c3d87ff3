import FoundationEssentials
import Glibc
import Model

/// Asking most at the hours at which a source publishes most.
///
/// As among sources, so among the hours of one: as many polls a day have the least delay where the
/// time between them goes with 1/√rate of the hour.
extension DayProfile {
  /// Hours after which what was seen counts a third.
  private static let memoryHours = 336.0

  /// So many items, even over the day, are assumed beside those that were seen.
  private static let assumed: Float = 3

  /// Before three days nothing is known of a day.
  private static let leastHours = 70.0

  /// What appeared in a longer stretch did so at nobody knows which hour.
  private static let longestStretch = 3.0

  /// Nights are heard too: who is angry does not keep office hours.
  private static let speeds: ClosedRange<Float> = 0.5...2

  /// Takes in what appeared between two polls.
  mutating func pass(from last: Date, to now: Date, items new: Int) {
    let passed = (now - last).hours
    guard passed > 0 else { return }
    let kept = exp(-passed / Self.memoryHours)
    hours = hours * kept + passed
    for hour in items.indices { items[hour] *= Float(kept) }
    guard passed <= Self.longestStretch else { return }
    items[Self.hour(now.timeIntervalSince1970 / 3600 - passed / 2)] += Float(new)
  }

  /// The moment at which a poll is worth as much as it is on average after an interval.
  func moment(after interval: Duration, from now: Date) -> Date {
    guard hours >= Self.leastHours else { return now + interval }
    let speeds = speeds
    var moment = now.timeIntervalSince1970 / 3600
    var left = interval.hours
    while true {
      let end = moment.rounded(.down) + 1
      let speed = Double(speeds[Self.hour(moment)])
      if left <= (end - moment) * speed {
        return Date(timeIntervalSince1970: (moment + left / speed) * 3600)
      }
      left -= (end - moment) * speed
      moment = end
    }
  }

  /// How much more often than on average each hour is worth a poll; 1 in the mean, but for the limits.
  private var speeds: [Float] {
    let count = items.count
    let roots = items.indices.map { hour in
      // Neighbours tell of each other, and a programme shifts by minutes.
      (items[(hour + count - 1) % count] / 4 + items[hour] / 2 + items[(hour + 1) % count] / 4
        + Self.assumed / Float(count)).squareRoot()
    }
    let mean = roots.reduce(0, +) / Float(count)
    return roots.map { min(max($0 / mean, Self.speeds.lowerBound), Self.speeds.upperBound) }
  }

  /// - Parameter hours: since 1970.
  private static func hour(_ hours: Double) -> Int {
    let hour = Int(hours.rounded(.down)) % hoursOfDay
    return hour < 0 ? hour + hoursOfDay : hour
  }
}
