import Glibc

/// How rare a ratio of counts is by its series' own past: the exponential tail of hourly maxima
/// above their 95 % quantile.
struct RatioTail: Sendable {
  private static let share = 0.05
  /// The prior: a day of hours, with as many above 0.7 as the share says, by 0.25 on average.
  private static let assumedHours = 24.0
  private static let assumedQuantile = 0.7
  private static let assumedExcess = 0.25
  private static let assumedAbove = share * assumedHours

  private(set) var maxima = BlockMaxima(from: -4, step: 0.05, steps: 320)
  private var quantile = Self.assumedQuantile
  private var excess = Self.assumedExcess

  mutating func close(_ largest: Double) {
    maxima.close(largest)
    let wanted = Self.share * (Double(maxima.blocks) + Self.assumedHours)
    let assumed = maxima.place(of: Self.assumedQuantile)
    var place = maxima.steps - 1
    var (above, heard, sum) = (0.0, 0.0, 0.0)
    while place > 0 {
      let count = maxima.count(at: place)
      let all = count + (place == assumed ? Self.assumedAbove : 0)
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
