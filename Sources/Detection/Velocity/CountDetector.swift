import Glibc

/// Whether a count is unusual for its series, by the return period of its ratio to the expected.
///
/// The logarithm of the ratio of observed to expected has an exponential tail on real counts, so the
/// ratio a Pareto tail; that is why Gaussian scores cry wolf on them. Two stretches are looked at, each
/// against its own past: ten minutes for what is sharp, half an hour for what is broad. What is expected
/// is a plain level with a memory of a week, or what returned at this time of the day within the last
/// week where that was more, see `CountPast`; profiles by hour need more than weeks of data. Strictly
/// causal, constant memory.
package struct CountDetector: Sendable {
  /// Counts of 5 minutes.
  private static let perHour = 12
  private static let windows = [2, 6]
  private static let learningHours = 12
  /// A return period of 110 hours, between four days and five: the earliest level, which calls nobody.
  private static let watchScore = log10(110.0)

  /// Counts that are added to either side of a ratio: five voices are nothing, however few are usual.
  private static let floor = 5.0

  private var seen = 0
  private var level = CountLevel()
  private var past = CountPast()
  private var tails = Self.windows.map { _ in RatioTail() }
  private var quietUntil = 0

  package init() {}

  /// Takes in the count of the next 5 minutes.
  ///
  /// - Returns: The score, log₁₀ of the return period in hours; and whether this is an alert of the
  ///   watch level, after which there is none for a day.
  package mutating func note(_ count: Double) -> (score: Double, isAlert: Bool) {
    past.note(count, expected: level.expected(before: count))
    level.learn(count, past)
    seen += 1
    var score = 0.0
    for (place, window) in Self.windows.enumerated() {
      let ratio = ratio(window)
      if tails[place].maxima.blocks >= Self.learningHours {
        score = max(score, tails[place].score(ratio))
      }
      tails[place].note(ratio)
      if seen.isMultiple(of: Self.perHour) { tails[place].closeHour() }
    }
    guard score >= Self.watchScore, seen > quietUntil else { return (score, false) }
    quietUntil = seen + CountPast.perDay
    return (score, true)
  }

  /// The logarithm of the ratio of the last counts to those expected.
  private func ratio(_ window: Int) -> Double {
    let (observed, expected) = past.sums(window)
    let usual = max(expected, past.returning(window))
    return log((observed + Self.floor) / (usual + Self.floor))
  }
}
