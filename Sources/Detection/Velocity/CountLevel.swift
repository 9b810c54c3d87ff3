/// The count that a week lets expect, and how much counts vary about it.
///
/// Both follow, but no count teaches more than three deviations: a burst must not make itself normal.
struct CountLevel: Sendable {
  private static let memory = 2016.0
  private static let spreadMemory = 864.0
  private static let least = 0.001
  /// Counts over which the spread is learned: single ones of a slow series are 0 or 1.
  private static let window = 2

  private var level: Double?
  /// Overdispersion: the variance of counts is m + spread·m².
  private var spread = 0.3
  private var seen = 0.0

  /// What is expected of the next count; of the very first, what it is.
  func expected(before count: Double) -> Double {
    level ?? max(count, 0.05)
  }

  /// Takes in a count that `past` holds as its latest.
  mutating func learn(_ count: Double, _ past: CountPast) {
    let mean = expected(before: count)
    let (sum, meanSum) = past.sums(Self.window)
    let deviation = min(sum - meanSum, 3 * deviation(meanSum))
    let excess = (deviation * deviation - meanSum) / (meanSum * meanSum + 0.05)
    spread = max(0.001, spread + max(1 / Self.spreadMemory, 1 / (seen + 10)) * (excess - spread))
    let capped = min(count, mean + 3 * self.deviation(mean))
    let pace = max(1 / Self.memory, 1 / (seen + 2))
    level = max(Self.least, mean + pace * (capped - mean))
    seen += 1
  }

  private func deviation(_ mean: Double) -> Double {
    (mean + spread * mean * mean).squareRoot()
  }
}
