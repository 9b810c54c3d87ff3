import Glibc

/// Whether there are more voices than usual, however they came: the probability of the counts of the
/// last hours. It hears the slow surge that no voice seems to pass on, which the likelihood ratio of
/// runaway growth does not.
struct Surge: Equatable, Sendable {
  /// Hours that are added up; within less than three, runaway growth is the surer sign.
  private static let windows = [3, 12]

  /// One or two voices are no surge, however long it was silent.
  private static let fewest = 3.0

  private struct Hour: Equatable, Sendable {
    var voices = 0.0
    var expected = 0.0
  }

  private var hours = [Hour](repeating: Hour(), count: 12)
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
    hours.removeFirst()
    hours.append(Hour(voices: voices, expected: expected))
    evidence = 0
    // A surge whose last hour is as usual is over.
    guard voices > expected else { return }
    for window in Self.windows {
      let last = hours.suffix(window)
      let count = last.reduce(0) { $0 + $1.voices }
      let mean = last.reduce(0) { $0 + $1.expected }
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
    for hour in hours {
      archive.put(hour.voices)
      archive.put(hour.expected)
    }
    archive.put(evidence)
  }

  init(from archive: inout ArchiveReader) throws(ArchiveError) {
    for index in hours.indices {
      hours[index] = Hour(voices: try archive.number(), expected: try archive.number())
    }
    evidence = try archive.number()
  }
}
