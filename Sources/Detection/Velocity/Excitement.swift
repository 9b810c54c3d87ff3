import Glibc

/// Whether voices bring more voices: a sequential likelihood ratio of a branching that runs away
/// against the stream's usual one, kept for several paces of answering.
///
/// Each lane is a CUSUM of the log likelihood ratio of two self-exciting (Hawkes) processes: the
/// excitation rises by the pace with each voice and decays with it. The usual branching is learned,
/// for against a fixed one lively streams cry wolf and quiet ones are heard late. It is learned twice:
/// as it is, to tell and to forecast by, and as the test had better take it.
struct Excitement: Equatable, Sendable {
  /// Decay an hour of each lane: answers after 15 and after 40 minutes on average.
  private static let decay = SIMD2<Double>(4, 1.5)
  /// Above 1, or it would die out.
  private static let runaway = 1.4
  /// The usual branching while little was heard, and for how much that counts: voices, and information.
  private static let firstBranching = 0.6
  private static let firstVoices = 60.0
  private static let firstInformation = 30.0
  /// Voices that are remembered: by the test, and for the likeliest branching, which needs many in a fast
  /// stream, since the answers are hidden among so many others.
  private static let memory = 2000.0
  private static let longMemory = 5000.0
  /// Voices that can have failed to come in one silence; more say that the brand changed.
  private static let mostMissing = 10.0
  /// Added to what the test learned, so that an estimate too low does not cry wolf.
  private static let margin = 0.05
  /// Voices an hour at which the test trusts either estimate as much.
  private static let evenRate = 25.0
  private static let calmRange = 0.2...0.85
  private static let branchingRange = 0.05...0.9

  private var excitation = SIMD2<Double>.zero
  private var gain = SIMD2<Double>.zero
  /// How many more voices each voice usually brings: the likeliest number.
  private(set) var branching = Self.firstBranching
  /// How surely that is known (Fisher's information), beside what was assumed.
  private var information = 0.0
  /// The share of voices that look like answers, which is as many or more: the hours that the baseline does
  /// not know, and voices that reach very many, make answers of what is none.
  private var answered = Self.firstBranching
  private var voices = 0.0
  /// What the test takes for usual, as of the last voice, see `usual`.
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

  /// What the test had better take for usual where so many voices an hour are expected: in a slow stream
  /// the share that answers, against which voices that reach very many raise no alarm; in a fast one the
  /// likeliest branching. There four voices of five come soon after others whatever they have to do with
  /// each other, and against such a share a runaway is heard late.
  private func usual(rate: Double) -> Double {
    let trust = rate * rate / (rate * rate + Self.evenRate * Self.evenRate)
    return (answered + trust * (branching - answered) + Self.margin).bounded(by: Self.calmRange)
  }

  /// Takes in a voice at a moment not before the last, where `rate` voices an hour are expected.
  ///
  /// - Parameter observed: The share of the time since the last voice that was observed: silence
  ///   that nobody could hear speaks against nothing.
  mutating func note(at moment: Double, rate: Double, observed: Double) {
    let passed = moment - last
    last = moment
    calm = usual(rate: rate)
    let unprompted = rate * (1 - calm)
    var (mean, due) = (0.0, 0.0)
    for lane in gain.indices {
      let kept = exp(-Self.decay[lane] * passed)
      let weighed = max(0, gain[lane] - silence(lane, kept: kept) * observed)
      let excitation = excitation[lane] * kept
      let ratio = (unprompted + Self.runaway * excitation) / (unprompted + calm * excitation)
      gain[lane] = max(0, weighed + log(ratio))
      due += self.excitation[lane] * (1 - kept) / Self.decay[lane] / Double(gain.scalarCount)
      mean += excitation / Double(gain.scalarCount)
      self.excitation[lane] = excitation + Self.decay[lane]
    }
    voices += 1
    learnAnswered(excitation: mean, rate: rate)
    learnBranching(
      excitation: mean, rate: rate, answers: due * observed,
      expected: min(rate * passed, Self.mostMissing) * observed)
  }

  /// A step of stochastic expectation–maximisation: the share follows the probability that this voice
  /// answered another.
  private mutating func learnAnswered(excitation: Double, rate: Double) {
    let answer = answered * excitation
    let probability = answer / (rate * (1 - answered) + answer)
    let pace = max(1 / Self.memory, 1 / (voices + Self.firstVoices))
    answered = (answered + pace * (probability - answered)).bounded(by: Self.branchingRange)
  }

  /// A step of Newton's method towards the branching that makes the voices likeliest.
  ///
  /// What was to come since the last voice is weighed as well, by `answers` if each voice brought one,
  /// and as `expected` if none did. Without it, a baseline that is 2 % too low is read in a fast stream
  /// as half a voice that each voice brings: there the excitation is hardly more than the rate again.
  private mutating func learnBranching(
    excitation: Double, rate: Double, answers: Double, expected: Double
  ) {
    let slope = (excitation - rate) / (rate * (1 - branching) + branching * excitation)
    let pace = 1 / min(Self.longMemory, voices + Self.firstVoices)
    information += slope * slope - pace * information
    let step =
      slope - (answers - expected)
      + Self.firstInformation * pace * (Self.firstBranching - branching)
    branching = (branching + step / (information + Self.firstInformation))
      .bounded(by: Self.branchingRange)
  }
}

extension Double {
  fileprivate func bounded(by range: ClosedRange<Double>) -> Double {
    min(max(self, range.lowerBound), range.upperBound)
  }
}

extension Excitement {
  func write(to archive: inout ArchiveWriter) {
    for lane in gain.indices {
      archive.put(excitation[lane])
      archive.put(gain[lane])
    }
    for value in [branching, information, answered, voices, calm, last] { archive.put(value) }
  }

  init(from archive: inout ArchiveReader) throws(ArchiveError) {
    for lane in gain.indices {
      excitation[lane] = try archive.number()
      gain[lane] = try archive.number()
    }
    branching = try archive.number()
    information = try archive.number()
    answered = try archive.number()
    voices = try archive.number()
    calm = try archive.number()
    last = try archive.number()
  }
}
