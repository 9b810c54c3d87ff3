import Glibc
import Model

/// How many voices each voice brings, and how many are to come, by what a stretch of a stream shows.
///
/// Bayes over a grid of branching ratios: the likelihood is that of a self-exciting (Hawkes) process
/// whose answers come after half an hour on average, and each ratio forecasts with its own weight, so
/// that the intervals hold what is not known of the ratio as well as what is left to chance.
struct GrowthEstimate {
  /// Answers an hour that decay.
  static let decay = 1 / Growth.answerHours
  static let ratios = (0...20).map { Double($0) / 10 }
  /// Fewer voices tell nothing.
  private static let fewest = 5
  /// More voices add nothing but work.
  private static let most = 256
  /// Voices so long before a stretch still bring answers, in hours.
  private static let echoHours = 6.0
  /// How quickly a ratio becomes unlikely with its distance from the stream's usual one: what is asked
  /// about was picked out because it looks high, so it is drawn back.
  private static let scale = 0.3

  /// The probability of each ratio.
  private(set) var weights = [Double](repeating: 0, count: Self.ratios.count)
  private(set) var excitation = 0.0
  let calm: Double

  /// - Parameters:
  ///   - moments: when voices spoke, rising; those from `start` on are explained.
  ///   - baseline: what is expected without a burst.
  ///   - calm: the stream's usual branching ratio.
  /// - Returns: Nil where fewer than five voices are to be explained.
  init?(
    _ moments: ArraySlice<Double>, from start: Double, to end: Double, baseline: Baseline,
    calm: Double
  ) {
    self.calm = calm
    let explained = moments.reversed().prefix { $0 >= start }.count
    guard explained >= Self.fewest else { return nil }
    let used = moments.suffix(min(explained, Self.most))
    let begin = explained > Self.most ? used[used.startIndex] : start
    var scores = Self.ratios.map { -abs($0 - calm) / Self.scale }
    var before = end
    var answers = 0.0
    for moment in moments where moment >= begin - Self.echoHours {
      excitation *= exp(-Self.decay * max(0, moment - before))
      if moment >= begin {
        let unprompted = baseline.rate(at: moment) * (1 - calm)
        // One logarithm for each ratio and voice, which is all the work there is.
        for (place, ratio) in Self.ratios.enumerated() {
          scores[place] += log(unprompted + ratio * excitation)
        }
      }
      excitation += Self.decay
      before = moment
      answers += exp(-Self.decay * max(0, begin - moment)) - exp(-Self.decay * (end - moment))
    }
    excitation *= exp(-Self.decay * (end - before))
    for (place, ratio) in Self.ratios.enumerated() { scores[place] -= ratio * answers }
    let best = scores.max() ?? 0
    let likelihoods = scores.map { exp($0 - best) }
    let sum = likelihoods.reduce(0, +)
    weights = likelihoods.map { $0 / sum }
  }

  var branching: Double { zip(weights, Self.ratios).reduce(0) { $0 + $1.0 * $1.1 } }

  /// The ratio that a share of the probability lies below.
  func ratio(below share: Double) -> Double {
    var sum = 0.0
    for (weight, ratio) in zip(weights, Self.ratios) {
      // Within a step the probability is taken to be even.
      if sum + weight >= share {
        return max(0, ratio + ((share - sum) / max(weight, 1e-12) - 0.5) * 0.1)
      }
      sum += weight
    }
    return Self.ratios[Self.ratios.count - 1]
  }
}

extension Timeline {
  /// What the voices of a stretch that ends now say of growth; nil where they are too few.
  func growth(from start: Double, to now: Double) -> Growth? {
    let calm = live.calmBranching
    guard
      let estimate = GrowthEstimate(
        moments[..<place(before: now.nextUp)], from: start, to: now, baseline: live.baseline,
        calm: calm)
    else { return nil }
    func forecast(hours: Double) -> Forecast {
      let expected = live.baseline.expected(from: now, to: now + hours)
      return estimate.forecast(hours: hours, unprompted: expected * (1 - calm) / hours)
    }
    return Growth(
      branching: estimate.branching,
      branchingRange: estimate.ratio(below: 0.05)...estimate.ratio(below: 0.95),
      nextHour: forecast(hours: 1), nextSixHours: forecast(hours: 6))
  }
}
