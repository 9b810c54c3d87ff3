import Glibc

/// Whether voices bring more voices: a sequential likelihood ratio of a branching that runs away
/// against the stream's usual one, kept for several paces of answering.
///
/// Each lane is a CUSUM of the log likelihood ratio of two self-exciting (Hawkes) processes: the
/// excitation rises by the pace with each voice and decays with it. The usual branching is learned,
/// for against a fixed one lively streams cry wolf and quiet ones are heard late.
struct Excitement: Equatable, Sendable {
  /// Decay an hour of each lane: answers after 15 and after 40 minutes on average.
  private static let decay = SIMD2<Double>(4, 1.5)
  /// Above 1, or it would die out.
  private static let runaway = 1.4
  /// The usual branching while little was heard, and the voices that this counts for.
  private static let firstBranching = 0.6
  private static let branchingPrior = 60.0
  private static let branchingMemory = 2000.0
  /// Added to what was learned, so that an estimate too low does not cry wolf.
  private static let margin = 0.05
  private static let calmRange = 0.2...0.85

  private var excitation = SIMD2<Double>.zero
  private var gain = SIMD2<Double>.zero
  private var branching = Self.firstBranching
  private var voices = 0.0
  /// The usual branching with its margin, as of the last voice.
  private(set) var calm = Self.firstBranching
  /// The moment of the last voice, in hours since 1970.
  private(set) var last = 0.0

  /// The evidence of the strongest lane right after the last voice. One threshold is fair for slow
  /// and fast streams because the logarithm of their rate is taken off.
  func evidence(rate: Double) -> Double { gain.max() - log(1 + rate) }

  /// The evidence after the silence since the last voice.
  func evidence(at moment: Double, rate: Double) -> Double {
    let passed = max(0, moment - last)
    let kept = gain.indices.map { lane in
      gain[lane] - silence(lane, kept: exp(-Self.decay[lane] * passed))
    }
    return max(0, kept.max() ?? 0) - log(1 + rate)
  }

  /// What silence speaks against running away: the answers that failed to come.
  private func silence(_ lane: Int, kept: Double) -> Double {
    (Self.runaway - calm) * excitation[lane] * (1 - kept) / Self.decay[lane]
  }

  /// Takes in a voice at a moment not before the last, where `rate` voices an hour are expected.
  ///
  /// - Parameter observed: The share of the time since the last voice that was observed: silence
  ///   that nobody could hear speaks against nothing.
  mutating func note(at moment: Double, rate: Double, observed: Double) {
    let passed = moment - last
    last = moment
    calm = min(max(branching + Self.margin, Self.calmRange.lowerBound), Self.calmRange.upperBound)
    let unprompted = rate * (1 - calm)
    var mean = 0.0
    for lane in gain.indices {
      let kept = exp(-Self.decay[lane] * passed)
      let weighed = max(0, gain[lane] - silence(lane, kept: kept) * observed)
      let excitation = excitation[lane] * kept
      let ratio = (unprompted + Self.runaway * excitation) / (unprompted + calm * excitation)
      gain[lane] = max(0, weighed + log(ratio))
      self.excitation[lane] = excitation + Self.decay[lane]
      mean += excitation / Double(gain.scalarCount)
    }
    learn(excitation: mean, rate: rate)
  }

  /// A step of stochastic expectation–maximisation: the branching follows the probability that this
  /// voice answered another.
  private mutating func learn(excitation: Double, rate: Double) {
    let answered = branching * excitation
    let probability = answered / (rate * (1 - branching) + answered)
    voices += 1
    let pace = max(1 / Self.branchingMemory, 1 / (voices + Self.branchingPrior))
    branching = min(max(branching + pace * (probability - branching), 0.05), 0.9)
  }
}

extension Excitement {
  func write(to archive: inout ArchiveWriter) {
    for lane in gain.indices {
      archive.put(excitation[lane])
      archive.put(gain[lane])
    }
    for value in [branching, voices, calm, last] { archive.put(value) }
  }

  init(from archive: inout ArchiveReader) throws(ArchiveError) {
    for lane in gain.indices {
      excitation[lane] = try archive.number()
      gain[lane] = try archive.number()
    }
    branching = try archive.number()
    voices = try archive.number()
    calm = try archive.number()
    last = try archive.number()
  }
}
