import Glibc

/// Whether the last hour holds more voices than the day before lets expect: the earliest sign, by
/// counts alone.
///
/// A plain level with a short memory, no profile of the day: on real volumes a profile costs more than
/// it gives for as long as months, and what people notice is that today is not as it was yesterday.
/// What the hours of the day make of that in a stream is left to the tail that calibrates it.
struct Rise: Sendable {
  /// Steps of five minutes. Those of an hour are counted, the one that has begun among them: in a
  /// shorter stretch two friends are a rise, in a longer one it is late.
  private static let steps = 12
  /// Hours that have ended and are compared with: a whole day lies before the hour that is counted, so
  /// that the same hour of yesterday is always in it.
  static let memoryHours = Double(pastHours)
  private static let pastHours = 25
  private static let dayHours = 24.0

  /// How much more rarely such a rise comes in calm times than it came in the past that calibrates it: a
  /// past holds what people call bursts besides, and weeks that knew no hours of the day. In calm
  /// self-exciting streams of 0.05 to 50 voices an hour with such hours and a branching of 0.3 to 0.7, all
  /// tests together tell once in 57 hours what they call once in 75, and once in 66 without it.
  static let calmRarity = 1.5

  /// Voices and hours that are assumed beside what was heard: half a voice an hour.
  private static let assumedVoices = 1.0
  private static let assumedHours = 2.0
  /// Hours that have to lie before.
  private static let leastPast = 2.0
  /// Fewer voices are no rise, however long it was silent.
  private static let fewest = 3

  /// Days differ by so much, in squares of what is expected.
  private static let spread = 0.05
  /// The same before a whole day was heard: nothing is known of the hour.
  private static let coldSpread = 1.0
  /// The variance of a self-exciting process over its mean, less one, at a branching of 0.3 (Hawkes
  /// and Oakes 1974): the least that brands have. Livelier ones are found out by the tail.
  private static let clusters = 1 / (0.7 * 0.7) - 1
  /// Expected voices below which clusters are no more overdispersed.
  private static let leastClusters = 0.3

  private var counts = InlineArray<12, UInt16>(repeating: 0)
  /// The step of the last voice, since 1970.
  private var step = 0
  private var voicesOfHours = InlineArray<25, Float>(repeating: 0)
  private var observedOfHours = InlineArray<25, Float>(repeating: 0)
  /// Their sums.
  private var voicesOfDay = 0.0
  private var observedOfDay = 0.0

  /// What was counted.
  struct Finding: Equatable, Sendable {
    /// −ln of the probability of so many.
    var evidence: Double
    /// Hours: one, less what is to come of the begun step.
    var window: Double
    var observed: Int
    /// Voices in the observed part of the window.
    var expected: Double
  }

  /// Takes in a voice at a moment not before the last.
  mutating func note(at moment: Double) {
    let now = Self.step(of: moment)
    if now > step {
      for passed in max(step + 1, now - Self.steps + 1)...now { counts[passed % Self.steps] = 0 }
      step = now
    }
    counts[step % Self.steps] = min(counts[step % Self.steps], .max - 1) + 1
  }

  /// Takes in an hour that has ended, of which `share` was observed.
  mutating func close(hour: Int, voices: Double, share: Double) {
    let place = hour % Self.pastHours
    voicesOfHours[place] = Float(voices)
    observedOfHours[place] = Float(share)
    add()
  }

  /// Takes in a voice of the last day whose place in it shall not count.
  mutating func learnLate() {
    for hour in voicesOfHours.indices { voicesOfHours[hour] += 1 / Float(Self.pastHours) }
    add()
  }

  private mutating func add() {
    (voicesOfDay, observedOfDay) = (0, 0)
    for hour in voicesOfHours.indices {
      voicesOfDay += Double(voicesOfHours[hour])
      observedOfDay += Double(observedOfHours[hour])
    }
  }

  /// The sign of a rise at a moment, if there is any.
  ///
  /// - Parameters:
  ///   - voicesOfHour: voices since the last full hour, which have not been closed.
  ///   - rate: voices an hour that are expected whatever the last day was like.
  func finding(
    at moment: Double, voicesOfHour: Double, atLeast rate: Double, _ coverage: Coverage
  ) -> Finding? {
    let last = Self.step(of: moment)
    let first = last - Self.steps + 1
    guard step >= first else { return nil }
    let observed = (first...min(last, step)).reduce(0) { $0 + Int(counts[$1 % Self.steps]) }
    guard observed >= Self.fewest else { return nil }
    let start = Double(first) / Double(Self.steps)
    let length = (moment - start) * coverage.share(from: start, to: moment)
    let hour = moment.rounded(.down)
    let heard = observedOfDay + (moment - hour) * coverage.share(from: hour, to: moment)
    let past = heard - length
    guard length > 0, past >= Self.leastPast else { return nil }

    let before = max(0, voicesOfDay + voicesOfHour - Double(observed)) + Self.assumedVoices
    let expected = max(rate, before / (past + Self.assumedHours)) * length
    let spread =
      Self.spread + Self.coldSpread * max(0, 1 - past / Self.dayHours)
      + Self.clusters / max(expected, Self.leastClusters) + 1 / before
    let excess = Double(observed) - expected
    // Below one and a half deviations no tail is worth its arithmetic.
    guard excess > 0, excess * excess > 2.25 * (expected + spread * expected * expected) else {
      return nil
    }
    let tail = NegativeBinomial.tail(observed, mean: expected, spread: spread)
    return Finding(
      evidence: -log(max(tail, 1e-300)), window: moment - start, observed: observed,
      expected: expected)
  }

  private static func step(of moment: Double) -> Int {
    Int((moment * Double(steps)).rounded(.down))
  }
}

extension Rise {
  func write(to archive: inout ArchiveWriter) {
    archive.put(step)
    for place in counts.indices { archive.put(counts[place]) }
    for hour in voicesOfHours.indices {
      archive.put(voicesOfHours[hour])
      archive.put(observedOfHours[hour])
    }
  }

  init(from archive: inout ArchiveReader) throws(ArchiveError) {
    step = try archive.integer()
    guard step >= 0 else { throw .damaged }
    for place in counts.indices { counts[place] = try archive.value(UInt16.self) }
    for hour in voicesOfHours.indices {
      voicesOfHours[hour] = try archive.float()
      observedOfHours[hour] = try archive.float()
    }
    add()
  }
}
