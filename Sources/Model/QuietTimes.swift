/// When a publisher asks not to be polled: `skipHours` and `skipDays` of RSS 2.0.
package struct QuietTimes: Hashable, Sendable {
  /// Hours of the day in UTC, 0…23.
  package var hours: Set<Int>

  /// Days of the week, 0 is Sunday.
  package var days: Set<Int>

  package init(hours: Set<Int> = [], days: Set<Int> = []) {
    self.hours = hours
    self.days = days
  }
}
