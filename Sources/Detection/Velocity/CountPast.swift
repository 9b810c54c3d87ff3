/// The counts of the last week, to be asked what came at this time of the day.
struct CountPast: Sendable {
  /// Counts of 5 minutes.
  static let perDay = 288
  private static let days = 7
  /// What returns daily does so within half an hour.
  private static let slack = 6
  private static let longest = 6
  private static let length = days * perDay + longest + slack

  private var counts = [Double](repeating: 0, count: Self.length)
  /// What was expected of the latest.
  private var expectations = [Double](repeating: 0, count: Self.longest)
  private var seen = 0

  /// Takes in the next count.
  mutating func note(_ count: Double, expected: Double) {
    counts[seen % Self.length] = count
    expectations[seen % Self.longest] = expected
    seen += 1
  }

  /// The sum of the latest counts, and of what was expected of them; 6 at most.
  func sums(_ window: Int) -> (observed: Double, expected: Double) {
    (max(0, seen - window)..<seen).reduce((0, 0)) {
      ($0.0 + counts[$1 % Self.length], $0.1 + expectations[$1 % Self.longest])
    }
  }

  /// The sum that a stretch as long as `window` had at this time on two of the last seven days at least,
  /// which is that of the day that had second most: what came once hides nothing, what returns is no
  /// news. 0 before two days were seen.
  func returning(_ window: Int) -> Double {
    let width = window + 2 * Self.slack
    var (largest, second) = (0.0, 0.0)
    for day in 1...Self.days {
      let end = seen - day * Self.perDay + Self.slack
      guard end >= width else { break }
      let sum = (end - width..<end).reduce(0) { $0 + counts[$1 % Self.length] }
      second = max(second, min(sum, largest))
      largest = max(largest, sum)
    }
    return second * Double(window) / Double(width)
  }
}
