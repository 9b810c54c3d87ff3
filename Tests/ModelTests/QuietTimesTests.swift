import FoundationEssentials
import Model
import Testing

@Suite struct `Quiet times` {
  /// 2026-01-05 was a Monday.
  @Test(arguments: [
    ([], [], "2026-01-05T10:20:30Z", "2026-01-05T10:20:30Z"),
    ([9, 11], [], "2026-01-05T10:20:30Z", "2026-01-05T10:20:30Z"),
    ([10, 11], [], "2026-01-05T10:20:30Z", "2026-01-05T12:00:00Z"),
    ([23, 0], [], "2026-01-05T23:00:00Z", "2026-01-06T01:00:00Z"),
    ([], [1], "2026-01-05T10:20:30Z", "2026-01-06T00:00:00Z"),
    ([0], [1], "2026-01-05T23:59:59Z", "2026-01-06T01:00:00Z"),
    ([], [0], "2026-01-05T10:20:30Z", "2026-01-05T10:20:30Z"),
    ([], [3], "1969-12-31T12:00:00Z", "1970-01-01T00:00:00Z"),
    // Longer than a day is no rest for a watch.
    ([], [1, 2], "2026-01-05T10:20:30Z", "2026-01-06T10:20:30Z"),
    // Always is never.
    (Array(0...23), [], "2026-01-05T10:20:30Z", "2026-01-05T10:20:30Z"),
    ([], Array(0...6), "2026-01-05T10:20:30Z", "2026-01-05T10:20:30Z"),
  ])
  func `end at the next moment that is not quiet`(
    hours: [Int], weekdays: [Int], moment: String, opening: String
  ) throws {
    let quiet = QuietTimes(hours: Set(hours), weekdays: Set(weekdays))
    #expect(quiet.opening(from: try #require(Date(utc: moment))).utc == opening)
  }

  @Test func `are read from what publishers write`() {
    var quiet = QuietTimes()
    for hour in ["0", "13", "24", "07", "25", "-1", "noon", ""] { quiet.add(hour: hour) }
    for day in ["Saturday", "SUN", "Caturday", ""] { quiet.add(day: day) }
    #expect(quiet == QuietTimes(hours: [0, 7, 13], weekdays: [0, 6]))
  }
}
