/// Which share of the voices of the last days could be observed, as it changed over time.
struct Coverage: Equatable, Sendable {
  /// A day in which something changes every quarter of an hour.
  private static let mostSteps = 96

  /// Shares that differ by less are the same.
  private static let precision = 1e-4

  /// Since when anything was observed, in hours since 1970.
  var begin: Double

  /// From a moment on this share is lost; before the first, and after the last where that says so,
  /// nothing is.
  private struct Step: Equatable, Sendable {
    var at: Double
    var lost: Double
  }

  /// In the order of time; neighbours differ, and the last is of nothing lost.
  private var steps: [Step] = []

  init(begin: Double) { self.begin = begin }

  /// A share more of a stretch was observed than was known, or less where it is negative.
  mutating func observe(_ share: Double, of stretch: ClosedRange<Double>) {
    guard stretch.lowerBound < stretch.upperBound else { return }
    split(at: stretch.lowerBound)
    split(at: stretch.upperBound)
    for index in steps.indices
    where steps[index].at >= stretch.lowerBound && steps[index].at < stretch.upperBound {
      steps[index].lost = min(1, max(0, steps[index].lost - share))
    }
    simplify()
  }

  /// Forgets what ended before a moment.
  mutating func forget(before moment: Double) {
    while steps.count > 1, steps[1].at < moment { steps.removeFirst() }
    if let only = steps.first, steps.count == 1, only.at < moment { steps = [] }
  }

  /// The share of a stretch that was observed, 0…1.
  func share(from start: Double, to end: Double) -> Double {
    guard end > start else { return 1 }
    if steps.isEmpty, start >= begin { return 1 }
    let from = max(start, begin)
    guard end > from else { return 0 }
    var lost = 0.0
    for (index, step) in steps.enumerated() where step.lost > 0 {
      let next = index + 1 < steps.count ? steps[index + 1].at : .infinity
      lost += step.lost * max(0, min(next, end) - max(step.at, from))
    }
    return max(0, end - from - lost) / (end - start)
  }

  private mutating func split(at moment: Double) {
    let index = steps.firstIndex { $0.at >= moment } ?? steps.endIndex
    if index < steps.endIndex, steps[index].at == moment { return }
    let lost = index > 0 ? steps[index - 1].lost : 0
    steps.insert(Step(at: moment, lost: lost), at: index)
  }

  private mutating func simplify() {
    var kept: [Step] = []
    for step in steps where abs(step.lost - (kept.last?.lost ?? 0)) >= Self.precision {
      kept.append(step)
    }
    // The oldest are told least of: what is behind them counts as observed.
    if kept.count > Self.mostSteps { kept.removeFirst(kept.count - Self.mostSteps) }
    steps = kept
  }
}

extension Coverage {
  func write(to archive: inout ArchiveWriter) {
    archive.put(begin)
    archive.put(UInt32(steps.count))
    for step in steps {
      archive.put(step.at)
      archive.put(step.lost)
    }
  }

  init(from archive: inout ArchiveReader) throws(ArchiveError) {
    begin = try archive.number()
    for _ in 0..<(try archive.count(upTo: Self.mostSteps)) {
      let step = Step(at: try archive.number(), lost: try archive.number())
      guard steps.last.map({ $0.at < step.at }) ?? true, (0...1).contains(step.lost) else {
        throw .damaged
      }
      steps.append(step)
    }
  }
}
