import Glibc

/// Whether there are more voices than usual, however they came: the probability of the counts of the
/// last hours. It hears the slow surge that no voice seems to pass on, which the likelihood ratio of
/// runaway growth does not.
struct Surge: Sendable {
  /// Hours that are added up; within less than three, runaway growth is the surer sign.
  private static let windows = [3, longest]

  /// One or two voices are no surge, however long it was silent.
  private static let fewest = 3.0

  private static let longest = 12

  /// The voices of the last hours, and those that were expected; the latest last.
  private var voices = InlineArray<12, Float>(repeating: 0)
  private var expected = InlineArray<12, Float>(repeating: 0)
  /// −ln of the probability of the rarer of the windows.
  private(set) var evidence = 0.0

  /// Takes in an hour that has ended; `expected` counts its observed part alone.
  ///
  /// - Parameters:
  ///   - spread: overdispersion of the hours, in squares of what is expected.
  ///   - branching: how many more voices each voice usually brings.
  mutating func close(voices: Double, expected: Double, spread: Double, branching: Double) {
    // The variance of a self-exciting process over its mean (Hawkes and Oakes 1974): in a slow
    // stream a few answers are no surge.
    let clusters = 1 / ((1 - branching) * (1 - branching)) - 1
    for hour in 1..<Self.longest {
      self.voices[hour - 1] = self.voices[hour]
      self.expected[hour - 1] = self.expected[hour]
    }
    self.voices[Self.longest - 1] = Float(voices)
    self.expected[Self.longest - 1] = Float(expected)
    evidence = 0
    // A surge whose last hour is as usual is over.
    guard voices > expected else { return }
    for window in Self.windows {
      let hours = Self.longest - window..<Self.longest
      let count = hours.reduce(0) { $0 + Double(self.voices[$1]) }
      let mean = hours.reduce(0) { $0 + Double(self.expected[$1]) }
      guard count >= Self.fewest, count > mean, mean > 0 else { continue }
      // Hours vary on their own, so their sum is less overdispersed than each.
      let tail = NegativeBinomial.tail(
        Int(count), mean: mean, spread: spread / Double(window) + clusters / mean)
      evidence = max(evidence, -log(max(tail, 1e-300)))
    }
  }
}

extension Surge {
  func write(to archive: inout ArchiveWriter) {
    for hour in voices.indices {
      archive.put(voices[hour])
      archive.put(expected[hour])
    }
    archive.put(evidence)
  }

  init(from archive: inout ArchiveReader) throws(ArchiveError) {
    for hour in voices.indices {
      voices[hour] = try archive.float()
      expected[hour] = try archive.float()
    }
    evidence = try archive.number()
  }
}
