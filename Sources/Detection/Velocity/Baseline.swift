import Glibc

/// How many voices an hour the past predicts: a level times a season of the day, learned apart for
/// weekdays and weekends and drawn towards no season while there is little to learn from.
struct Baseline: Sendable {
  /// Voices an hour below which no stream is expected to fall.
  static let leastRate = 0.002
  /// The level remembers two weeks.
  private static let memoryHours = 336.0
  /// The season forgets a fourteenth each day.
  private static let seasonKept = 13.0 / 14.0
  /// Voices that the assumption of no season counts for.
  private static let seasonPrior = 3.0
  private(set) var level: Double
  /// Overdispersion of hourly counts: their variance is m + spread·m².
  private(set) var spread = 0.3
  /// Hours that have taught.
  private(set) var hours = 0.0
  /// Voices heard in each slot, and voices that the level alone let expect there; both fade.
  private var heard = InlineArray<48, Float>(repeating: Float(Self.seasonPrior))
  private var predicted = InlineArray<48, Float>(repeating: Float(Self.seasonPrior))

  /// - Parameter level: voices an hour to expect while nothing is known.
  init(level: Double) {
    self.level = max(Self.leastRate, level)
  }

  /// Voices an hour at a moment, in hours since 1970. The season runs straight from the middle of
  /// one hour to the middle of the next: steps at full hours would look like news.
  func rate(at moment: Double) -> Double {
    let middle = moment - 0.5
    let hour = middle.rounded(.down)
    let part = middle - hour
    let season = (1 - part) * self.season(Int(hour)) + part * self.season(Int(hour) + 1)
    return max(Self.leastRate, level * season)
  }

  /// Voices predicted between two moments.
  func expected(from begin: Double, to end: Double) -> Double {
    let pieces = max(1, Int(((end - begin) * 2).rounded(.up)))
    let width = (end - begin) / Double(pieces)
    return (0..<pieces).reduce(0) {
      $0 + rate(at: begin + (Double($1) + 0.5) * width) * width
    }
  }

  private func season(_ hour: Int) -> Double {
    let slot = Self.slot(hour)
    return Double(heard[slot] / predicted[slot])
  }

  private static func slot(_ hour: Int) -> Int {
    let day = hour >= 0 ? hour / 24 : (hour - 23) / 24
    // 1970-01-01 was a Thursday.
    let weekday = ((day + 3) % 7 + 7) % 7
    return (weekday >= 5 ? 24 : 0) + hour - day * 24
  }

  /// Takes in an hour that has ended, of which `share` was observed.
  mutating func close(hour: Int, voices: Double, share: Double) {
    // From less than half an hour too little follows for a whole one.
    guard share >= 0.5 else { return }
    let slot = Self.slot(hour)
    let season = self.season(hour)
    let expected = max(Self.leastRate, level * season)
    let count = voices / share
    let deviation = min(
      count - expected, 3 * (expected + spread * expected * expected).squareRoot())
    let excess = (deviation * deviation - expected) / (expected * expected + 0.05)
    let pace = max(1 / Self.memoryHours, 1 / (hours + 4))
    spread = min(max(0.001, spread + pace * (excess - spread)), 10)
    // A burst must not teach that it is normal.
    let capped = min(count, expected + 4 * (2 * expected + 1).squareRoot() + 1)
    level = max(Self.leastRate, level + pace * (capped / season - level))
    hours += 1
    let kept = Float(Self.seasonKept)
    let assumed = Float(Self.seasonPrior) * (1 - kept)
    heard[slot] = heard[slot] * kept + assumed + Float(capped)
    predicted[slot] = predicted[slot] * kept + assumed + Float(level)
  }

  /// Takes in a voice that was heard too late to be part of its hour.
  mutating func learnLate() {
    level += max(1 / Self.memoryHours, 1 / (hours + 4))
  }
}

extension Baseline {
  func write(to archive: inout ArchiveWriter) {
    archive.put(level)
    archive.put(spread)
    archive.put(hours)
    for slot in heard.indices {
      archive.put(heard[slot])
      archive.put(predicted[slot])
    }
  }

  init(from archive: inout ArchiveReader) throws(ArchiveError) {
    self.init(level: try archive.number())
    spread = try archive.number()
    hours = try archive.number()
    for slot in heard.indices {
      heard[slot] = try archive.float()
      predicted[slot] = try archive.float()
    }
  }
}
