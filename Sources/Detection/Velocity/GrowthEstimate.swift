import Glibc
import Model

/// How many voices each voice brings, and how many are to come, by what a stretch of a stream shows.
///
/// Bayes over a grid of branching ratios: the likelihood is that of a self-exciting (Hawkes) process
/// whose answers come after half an hour on average, and each ratio forecasts with its own weight, so
/// that the intervals hold what is not known of the ratio as well as what is left to chance.
struct GrowthEstimate {
  /// Answers an hour that decay.
  private static let decay = 1 / Growth.answerHours
  private static let ratios = (0...20).map { Double($0) / 10 }
  /// Fewer voices tell nothing.
  private static let fewest = 5
  /// More voices add nothing but work.
  private static let most = 256
  /// Voices so long before a stretch still bring answers, in hours.
  private static let echoHours = 6.0
  /// How quickly a ratio becomes unlikely with its distance from the stream's usual one: what is asked
  /// about was picked out because it looks high, so it is drawn back.
  private static let scale = 0.3
  /// How often a burst is over as soon as it was told of: then the voices still to come are answers at
  /// the usual ratio.
  private static let ending = 0.2
  /// So many hours of the present pace come at most: those who could join are not without number, and
  /// an exponential over six hours forgets it.
  private static let exhaustion = 50.0
  /// Hours of one day differ by so much, in squares of what is expected, whatever voices do.
  private static let spread = 0.05

  /// The probability of each ratio.
  private var weights = [Double](repeating: 0, count: Self.ratios.count)
  private var excitation = 0.0
  private let calm: Double

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

  /// Voices of the next hours, where `unprompted` an hour come of themselves.
  func forecast(hours: Double, unprompted: Double) -> Forecast {
    let weights = self.weights.map { $0 * (1 - Self.ending) } + [Self.ending]
    let paths = (Self.ratios + [calm]).map {
      path(ratio: $0, hours: hours, unprompted: unprompted)
    }
    let expected = zip(weights, paths).reduce(0) { $0 + $1.0 * $1.1.mean }
    // Half a voice either way: a count stands for the stretch around it.
    let low = Self.quantile(0.05, weights, paths).rounded()
    let high = Self.quantile(0.95, weights, paths).rounded()
    return Forecast(expected: expected, range: Int(low)...Int(high))
  }

  private struct Path {
    var mean: Double
    /// Of the logarithm, whose distribution is taken to be normal.
    var middle: Double
    var deviation: Double
  }

  /// The mean and the spread of the voices to come under one ratio (Hawkes 1971, with an exponential
  /// kernel).
  private func path(ratio: Double, hours: Double, unprompted: Double) -> Path {
    let fading = Self.decay * (1 - ratio)
    /// ∫ e^(−fading·t) over so many hours.
    func lasting(_ hours: Double) -> Double {
      abs(fading * hours) < 1e-9 ? hours : (1 - exp(-fading * hours)) / fading
    }
    let rest = abs(fading) < 1e-9 ? hours * hours / 2 : (hours - lasting(hours)) / fading
    let endless =
      unprompted * hours
      + ratio * (excitation * lasting(hours) + Self.decay * unprompted * rest)
    let limit = Self.exhaustion * (unprompted + excitation)
    let mean = limit * (1 - exp(-endless / max(limit, 1e-9)))
    // Voices come in families; one that begins halfway has so many members by the end.
    let family = 1 + ratio * Self.decay * lasting(hours / 2) * mean / max(endless, 1e-9)
    let bounded = max(mean, 1e-3)
    let variance = bounded * family * family + Self.spread * bounded * bounded
    let square = log(1 + variance / (bounded * bounded))
    return Path(
      mean: bounded, middle: log(bounded) - square / 2, deviation: square.squareRoot())
  }

  /// The number that the voices stay below with a probability, by halving.
  private static func quantile(
    _ share: Double, _ weights: [Double], _ paths: [Path]
  ) -> Double {
    var (low, high) = (-10.0, 16.0)
    for _ in 0..<30 {
      let middle = (low + high) / 2
      let below = zip(weights, paths).reduce(0) {
        $0 + $1.0 * 0.5 * erfc(($1.1.middle - middle) / ($1.1.deviation * 2.0.squareRoot()))
      }
      if below < share { low = middle } else { high = middle }
    }
    return exp((low + high) / 2)
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
