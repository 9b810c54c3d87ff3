import Glibc

/// Whether voices bring more voices: a sequential likelihood ratio of a branching that runs away
/// against one that dies out, kept for several paces of answering.
///
/// Each lane is a CUSUM of the log likelihood ratio of two self-exciting (Hawkes) processes: the
/// excitation rises by the pace with each voice and decays with it.
struct Excitement: Equatable, Sendable {
  /// Answers an hour from one voice, as decay per hour of each lane.
  static let decay = SIMD2<Double>(4, 1.5)
  static let runaway = 1.3
  static let calm = 0.6

  private var excitation = SIMD2<Double>.zero
  private var gain = SIMD2<Double>.zero
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
    (Self.runaway - Self.calm) * excitation[lane] * (1 - kept) / Self.decay[lane]
  }

  /// Takes in a voice at a moment not before the last, where `rate` voices an hour are expected.
  ///
  /// - Parameter observed: The share of the time since the last voice that was observed: silence
  ///   that nobody could hear speaks against nothing.
  mutating func note(at moment: Double, rate: Double, observed: Double = 1) {
    let unprompted = rate * (1 - Self.calm)
    let passed = moment - last
    last = moment
    for lane in gain.indices {
      let kept = exp(-Self.decay[lane] * passed)
      let silence = silence(lane, kept: kept)
      let excitation = excitation[lane] * kept
      let ratio =
        (unprompted + Self.runaway * excitation) / (unprompted + Self.calm * excitation)
      gain[lane] = max(0, max(0, gain[lane] - silence * observed) + log(ratio))
      self.excitation[lane] = excitation + Self.decay[lane]
    }
  }
}

extension Excitement {
  func write(to archive: inout ArchiveWriter) {
    for lane in gain.indices {
      archive.put(excitation[lane])
      archive.put(gain[lane])
    }
    archive.put(last)
  }

  init(from archive: inout ArchiveReader) throws(ArchiveError) {
    for lane in gain.indices {
      excitation[lane] = try archive.number()
      gain[lane] = try archive.number()
    }
    last = try archive.number()
  }
}
