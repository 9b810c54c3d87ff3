import Glibc

/// How rare evidence is by its stream's own past: the share of blocks above a quantile, and above it
/// an exponential tail whose mean excess is known only so well.
///
/// Both are estimated with a prior, and the tail is the predictive one (a Pareto tail that nears the
/// exponential as more is heard), so that the budget holds on average and not just if the estimate
/// happened to be right.
struct EvidenceTail: Equatable, Sendable {
  /// The share of blocks above the quantile. The tail is straight from here on, for fast and slow
  /// streams, and a fifth of the blocks gives an estimate within weeks.
  private static let share = 0.2
  /// Evidence below which nothing has happened twice in a row; slow streams rarely have as much.
  private static let floor = 0.3
  /// The prior, from calm self-exciting streams of 0.01 to 500 voices an hour with a branching of
  /// 0.3 to 0.7: what they have in common, and for how much it counts since they differ. Slower
  /// streams reach the quantile more seldom.
  private static let assumedExcess = 0.95
  private static let assumedBlocks = 60.0
  private static let assumedAbove = 20.0
  private static let slowRate = 0.5
  private static let slowness = 1.1

  private static let step = 0.1
  private static let stepUp = exp(step / assumedExcess)

  private let assumedQuantile: Double
  private(set) var maxima = BlockMaxima(from: Self.floor - step, step: step, steps: 120)
  private var quantile: Double
  private var shareAbove = Self.share
  private var above = Self.assumedAbove
  private var excess = Self.assumedAbove * Self.assumedExcess

  /// - Parameter quantile: evidence that a fifth of the blocks is assumed to exceed in a stream that is
  ///   not slow.
  init(assuming quantile: Double) {
    assumedQuantile = quantile
    self.quantile = quantile
  }

  /// Takes in the largest evidence of a block that has ended, of a stream of so many voices an hour.
  mutating func close(_ largest: Double, rate: Double) {
    maxima.close(largest)
    let assumedQuantile =
      self.assumedQuantile - Self.slowness * max(0, log(Self.slowRate / rate))
    let blocks = Double(maxima.blocks) + Self.assumedBlocks
    var place = maxima.steps
    var (heard, sum, assumed) = (0.0, 0.0, 0.0)
    // The assumed share above each step, an exponential that is taken on from step to step.
    var share =
      Self.share * exp((assumedQuantile - maxima.bound(place)) / Self.assumedExcess)
    repeat {
      place -= 1
      share *= Self.stepUp
      let count = maxima.count(at: place)
      heard += count
      sum += count * maxima.middle(place)
      quantile = maxima.bound(place)
      assumed = Self.assumedBlocks * min(1, share)
    } while place > 1 && heard + assumed < Self.share * blocks
    shareAbove = (heard + assumed) / blocks
    above = Self.assumedAbove + heard
    excess = Self.assumedAbove * Self.assumedExcess + sum - heard * quantile
  }

  /// −log₁₀ of the probability that a block reaches `evidence`; below the quantile only a rank that
  /// falls to 0.
  func score(_ evidence: Double) -> Double {
    let ofQuantile = -log10(shareAbove)
    return evidence >= quantile
      ? ofQuantile + above * log10(1 + (evidence - quantile) / excess)
      : -log10(Self.share) * max(0, 1 - (quantile - evidence) * above / (3 * excess))
  }
}

extension EvidenceTail {
  func write(to archive: inout ArchiveWriter) {
    maxima.write(to: &archive)
    for value in [assumedQuantile, quantile, shareAbove, above, excess] { archive.put(value) }
  }

  init(from archive: inout ArchiveReader) throws(ArchiveError) {
    try maxima.read(from: &archive)
    assumedQuantile = try archive.number()
    quantile = try archive.number()
    shareAbove = try archive.number()
    above = try archive.number()
    excess = try archive.number()
  }
}
