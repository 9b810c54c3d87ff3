import Glibc

/// Whether a count is unusual for its series, by the return period of its ratio to the expected.
///
/// The logarithm of the ratio of observed to expected over the last 15 minutes has an exponential
/// tail on real counts, so the ratio a Pareto tail; that is why Gaussian scores cry wolf on them.
/// A plain level with a memory of a week does better than profiles by hour, which weeks of data
/// are too few to learn. Strictly causal, constant memory.
package struct CountDetector: Sendable {
  /// Counts of 5 minutes.
  private static let perHour = 12
  private static let window = 3
  private static let dayCount = 288
  private static let levelMemory = 2016.0
  private static let spreadMemory = 864.0
  private static let leastExpected = 0.001
  private static let learningHours = 12
  /// A return period of 75 hours, about three days: the earliest level, which calls nobody.
  private static let watchScore = 1.88

  private var seen = 0
  private var level = 0.05
  private var spread = 0.3
  private var observed: [Double] = []
  private var expected: [Double] = []
  private var largestOfHour = -Double.infinity
  private var tail = RatioTail()
  private var quietUntil = 0

  package init() {}

  /// Takes in the count of the next 5 minutes.
  ///
  /// - Returns: The score, log₁₀ of the return period in hours; and whether this is an alert of the
  ///   watch level, after which there is none for a day.
  package mutating func note(_ count: Double) -> (score: Double, isAlert: Bool) {
    if seen == 0 { level = max(count, 0.05) }
    let mean = max(level, Self.leastExpected)
    observed.append(count)
    expected.append(mean)
    if observed.count > Self.window {
      observed.removeFirst()
      expected.removeFirst()
    }
    let sum = observed.reduce(0, +)
    let meanSum = expected.reduce(0, +)
    let ratio = log((sum + 1) / (meanSum + 1))

    learn(count, mean: mean, sum: sum, meanSum: meanSum)
    seen += 1
    largestOfHour = max(largestOfHour, ratio)
    let hasLearned = tail.maxima.blocks >= Self.learningHours
    let score = hasLearned ? tail.score(ratio) : 0
    if seen.isMultiple(of: Self.perHour) {
      tail.close(largestOfHour)
      largestOfHour = -.infinity
    }
    guard score >= Self.watchScore, seen > quietUntil else { return (score, false) }
    quietUntil = seen + Self.dayCount
    return (score, true)
  }

  /// The spread and the level follow, but no count teaches more than three deviations: a burst must
  /// not make itself normal.
  private mutating func learn(_ count: Double, mean: Double, sum: Double, meanSum: Double) {
    let deviation = min(
      sum - meanSum, 3 * (meanSum + spread * meanSum * meanSum).squareRoot())
    let excess = (deviation * deviation - meanSum) / (meanSum * meanSum + 0.05)
    let pace = 1 / Double(seen + 10)
    spread = max(0.001, spread + max(1 / Self.spreadMemory, pace) * (excess - spread))
    let capped = min(count, mean + 3 * (mean + spread * mean * mean).squareRoot())
    let levelPace = max(1 / Self.levelMemory, 1 / Double(seen + 1))
    level = max(Self.leastExpected, level + levelPace * (capped - level))
  }
}
