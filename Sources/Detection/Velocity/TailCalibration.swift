import Glibc

/// How rare a value is by a stream's own past: the largest value of each block of time, with an
/// exponential tail above a high quantile and a prior for the time before there is a past.
///
/// Nothing is forgotten: rare things need all the memory there is.
struct TailCalibration: Equatable, Sendable {
  /// What is assumed of a stream of which nothing is known yet.
  struct Prior: Equatable, Sendable {
    /// The share of blocks whose largest value lies above the quantile.
    var share: Double
    /// Blocks that the assumed quantile counts for.
    var blocks: Double
    /// Exceedances that the assumed scale counts for.
    var exceedances: Double
    /// The assumed quantile.
    var quantile: Double
    /// The assumed mean excess above the quantile.
    var scale: Double
  }

  /// Values are kept in steps of 0.05 from −4; a value above the last step counts as the last.
  private static let lowest = -4.0
  private static let step = 0.05
  private static let steps = 320

  private(set) var blocks = 0
  private var counts: [UInt16]
  private var quantile: Double
  private var scale: Double

  init(_ prior: Prior) {
    counts = Array(repeating: 0, count: Self.steps)
    quantile = prior.quantile
    scale = prior.scale
  }

  /// Takes in the largest value of a block that has ended; −∞ of an empty one.
  mutating func close(_ largest: Double, _ prior: Prior) {
    let place = ((largest - Self.lowest) / Self.step).rounded(.down)
    let index = Int(min(max(place, 0), Double(Self.steps - 1)))
    if counts[index] < .max { counts[index] += 1 }
    blocks += 1
    fit(prior)
  }

  private mutating func fit(_ prior: Prior) {
    let wanted = prior.share * (Double(blocks) + prior.blocks)
    let assumed = Int(((prior.quantile - Self.lowest) / Self.step).rounded(.down))
    var above = 0.0
    var sum = 0.0  // Of the values above, weighted by their counts.
    var weight = 0.0
    var index = Self.steps - 1
    while index > 0 {
      let value = Self.lowest + (Double(index) + 0.5) * Self.step
      let count = Double(counts[index])
      let all = count + (index == assumed ? prior.share * prior.blocks : 0)
      if above + all >= wanted { break }
      above += all
      sum += count * value
      weight += count
      index -= 1
    }
    quantile = Self.lowest + (Double(index) + 0.5) * Self.step
    scale =
      (prior.exceedances * prior.scale + sum - weight * quantile) / (prior.exceedances + weight)
  }

  /// −log₁₀ of the probability that the largest value of a block reaches `value`; in the bulk below
  /// the quantile only a rank that falls to 0.
  func score(_ value: Double, share: Double) -> Double {
    let ofQuantile = -log10(share)
    return value >= quantile
      ? ofQuantile + (value - quantile) / (scale * log(10))
      : ofQuantile * max(0, 1 - (quantile - value) / (3 * scale))
  }
}

extension TailCalibration {
  func write(to archive: inout ArchiveWriter) {
    archive.put(blocks)
    archive.put(quantile)
    archive.put(scale)
    archive.put(counts)
  }

  init(from archive: inout ArchiveReader) throws(ArchiveError) {
    blocks = try archive.integer()
    quantile = try archive.number()
    scale = try archive.number()
    counts = try archive.counts(upTo: Self.steps)
    guard counts.count == Self.steps else { throw .damaged }
  }
}
