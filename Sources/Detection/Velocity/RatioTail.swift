import Glibc

/// How rare a ratio of counts is by its series' own past: the exponential tail of hourly maxima
/// above their 95 % quantile.
struct RatioTail: Sendable {
  private static let share = 0.05
  /// The prior: a day of hours, of which as many lie at the assumed quantile as the share says; and so
  /// many above it with such a mean excess, worth more hours than that, since six weeks of hours have
  /// fifty above.
  private static let assumedHours = 24.0
  private static let assumedQuantile = 0.8
  private static let assumedExcess = 0.3
  private static let assumedAbove = 6.0

  private(set) var maxima = BlockMaxima(from: -4, step: 0.05, steps: 320)
  private var quantile = Self.assumedQuantile
  private var excess = Self.assumedExcess
  private var largestOfHour = -Double.infinity

  mutating func note(_ value: Double) { largestOfHour = max(largestOfHour, value) }

  mutating func closeHour() {
    maxima.close(largestOfHour)
    largestOfHour = -.infinity
    let wanted = Self.share * (Double(maxima.blocks) + Self.assumedHours)
    let assumed = maxima.place(of: Self.assumedQuantile)
    var place = maxima.steps - 1
    var (above, heard, sum) = (0.0, 0.0, 0.0)
    while place > 0 {
      let count = maxima.count(at: place)
      let all = count + (place == assumed ? Self.share * Self.assumedHours : 0)
      if above + all >= wanted { break }
      above += all
      heard += count
      sum += count * maxima.middle(place)
      place -= 1
    }
    quantile = maxima.middle(place)
    excess =
      (Self.assumedAbove * Self.assumedExcess + sum - heard * quantile)
      / (Self.assumedAbove + heard)
  }

  /// log₁₀ of the return period in hours; below the quantile only a rank that falls to 0.
  func score(_ value: Double) -> Double {
    let ofQuantile = -log10(Self.share)
    return value >= quantile
      ? ofQuantile + (value - quantile) / (excess * log(10))
      : ofQuantile * max(0, 1 - (quantile - value) / (3 * excess))
  }
}
