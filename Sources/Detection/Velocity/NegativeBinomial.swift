import Glibc

/// Counts whose variance is mean + spread·mean², as counts of people who answer each other have.
enum NegativeBinomial {
  /// The probability of at least `count`.
  static func tail(_ count: Int, mean: Double, spread: Double) -> Double {
    guard count > 0 else { return 1 }
    let size = 1 / max(spread, 1e-6)
    let share = mean / (mean + size)
    let start = Double(count)
    // From the first term upwards: below the mean this is long and not needed.
    guard start > mean else { return 1 }
    var term = exp(
      lgamma(start + size) - lgamma(size) - lgamma(start + 1) + size * log1p(-share)
        + start * log(share))
    var sum = 0.0
    var place = start
    while term > sum * 1e-12, place < start + 10_000 {
      sum += term
      term *= share * (place + size) / (place + 1)
      place += 1
    }
    return min(1, sum)
  }
}
