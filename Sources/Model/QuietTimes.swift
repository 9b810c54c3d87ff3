package import FoundationEssentials

/// When a publisher asks not to be polled: `skipHours` and `skipDays` of RSS.
///
/// Who names every hour, or every day, has misunderstood the question; that part is not honoured.
package struct QuietTimes: Hashable, Sendable {
  /// Hours of the day in UTC, 0…23.
  package private(set) var hours: Set<Int>

  /// Days of the week in UTC; 0 is Sunday, 6 Saturday.
  package private(set) var weekdays: Set<Int>

  package init(hours: Set<Int> = [], weekdays: Set<Int> = []) {
    self.hours = hours.filter((0..<24).contains)
    self.weekdays = weekdays.filter((0..<7).contains)
  }

  /// Takes the text of an `hour`: 0…23 (RSS 2.0), or 24 for midnight (0.91). Others are ignored.
  package mutating func add(hour text: String) {
    guard let hour = Int(text), (0...24).contains(hour) else { return }
    hours.insert(hour % 24)
  }

  /// Takes the text of a `day`: its English name, or the front of it. Others are ignored.
  package mutating func add(day text: String) {
    let start = text.prefix(3).lowercased()
    guard let place = Self.weekdayNames.firstIndex(of: start) else { return }
    weekdays.insert(place)
  }

  private static let weekdayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]

  /// The first moment from this one on that is not quiet; the moment itself where it is not.
  ///
  /// At most a day later: a watch that rests for longer misses what it is for.
  package func opening(from moment: Date) -> Date {
    let hour = Int((moment.timeIntervalSince1970 / 3600).rounded(.down))
    for wait in 0..<24 where !isQuiet(hour: hour + wait) {
      return wait == 0 ? moment : Date(timeIntervalSince1970: Double(hour + wait) * 3600)
    }
    return moment + 86400
  }

  /// - Parameter hour: hours since 1970.
  private func isQuiet(hour: Int) -> Bool {
    let day = (hour - Self.remainder(hour, 24)) / 24
    // Day 0 was a Thursday.
    let isQuietDay = weekdays.count < 7 && weekdays.contains(Self.remainder(day + 4, 7))
    return isQuietDay || hours.count < 24 && hours.contains(Self.remainder(hour, 24))
  }

  private static func remainder(_ value: Int, _ divisor: Int) -> Int {
    (value % divisor + divisor) % divisor
  }
}
