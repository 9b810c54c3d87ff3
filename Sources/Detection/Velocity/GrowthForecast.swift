import Glibc
import Model

/// What is to come under a growth that is known only so well.
extension GrowthEstimate {
  /// How a burst goes on, and how often: it is over as soon as it was told of, and the voices still to
  /// come are answers at the usual ratio; it loses its novelty, and what it brings more than is usual
  /// fades, to a third within so many hours; or it keeps its ratio for as long as anybody forecasts.
  private static let courses: [(share: Double, fadesWithin: Double)] = [
    (0.2, 0), (0.4, 2), (0.4, .infinity),
  ]
  /// So many hours of the present pace come at most: those who could join are not without number, and
  /// an exponential over six hours forgets it.
  private static let exhaustion = 50.0
  /// Parts of a forecast's time.
  private static let steps = 48
  /// Hours of one day differ by so much, in squares of what is expected, whatever voices do.
  private static let spread = 0.05

  /// Voices of the next hours, where `unprompted` an hour come of themselves.
  func forecast(hours: Double, unprompted: Double) -> Forecast {
    let weights = Self.courses.flatMap { course in self.weights.map { $0 * course.share } }
    let paths = Self.courses.flatMap { course in
      Self.ratios.map {
        path(ratio: $0, fadesWithin: course.fadesWithin, hours: hours, unprompted: unprompted)
      }
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

  /// The mean and the spread of the voices to come under one ratio whose excess over the usual one
  /// fades, in steps of time (Hawkes 1971, with an exponential kernel).
  private func path(
    ratio: Double, fadesWithin: Double, hours: Double, unprompted: Double
  ) -> Path {
    let step = hours / Double(Self.steps)
    var (excitation, endless) = (excitation, 0.0)
    // Voices come in families; this is one that begins halfway.
    var (familyExcitation, family) = (Self.decay, 1.0)
    for place in 0..<Self.steps {
      let moment = (Double(place) + 0.5) * step
      let ratio = calm + (fadesWithin > 0 ? (ratio - calm) * exp(-moment / fadesWithin) : 0)
      // What is there in the middle of the step stands for all of it.
      let growth = Self.decay * (ratio - 1) * step
      let kept = exp(growth)
      let middle = (excitation + Self.decay * unprompted * step / 2) * exp(growth / 2)
      endless += (unprompted + ratio * middle) * step
      excitation = excitation * kept + Self.decay * unprompted * step * exp(growth / 2)
      if place >= Self.steps / 2 {
        family += ratio * familyExcitation * exp(growth / 2) * step
        familyExcitation *= kept
      }
    }
    let limit = Self.exhaustion * (unprompted + self.excitation)
    let mean = limit * (1 - exp(-endless / max(limit, 1e-9)))
    let bounded = max(mean, 1e-3)
    let members = 1 + (family - 1) * mean / max(endless, 1e-9)
    let variance = bounded * members * members + Self.spread * bounded * bounded
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
