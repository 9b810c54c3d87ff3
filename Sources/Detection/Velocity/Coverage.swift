/// Which parts of the last days were observed.
struct Coverage: Equatable, Sendable {
  private static let mostGaps = 16

  /// Since when anything was observed, in hours since 1970.
  var begin: Double
  private var gaps: [ClosedRange<Double>] = []

  init(begin: Double) { self.begin = begin }

  mutating func add(_ gap: ClosedRange<Double>) {
    var gap = gap
    gaps.removeAll {
      guard $0.overlaps(gap) else { return false }
      gap = min($0.lowerBound, gap.lowerBound)...max($0.upperBound, gap.upperBound)
      return true
    }
    gaps.append(gap)
    gaps.sort { $0.lowerBound < $1.lowerBound }
    if gaps.count > Self.mostGaps { gaps.removeFirst() }
  }

  /// Forgets what ended before a moment.
  mutating func forget(before moment: Double) {
    gaps.removeAll { $0.upperBound < moment }
  }

  /// The share of a stretch that was observed, 0…1.
  func share(from start: Double, to end: Double) -> Double {
    guard end > start else { return 1 }
    if gaps.isEmpty, start >= begin { return 1 }
    let from = max(start, begin)
    guard end > from else { return 0 }
    let lost = gaps.reduce(0.0) {
      $0 + max(0, min($1.upperBound, end) - max($1.lowerBound, from))
    }
    return max(0, end - from - lost) / (end - start)
  }
}

extension Coverage {
  func write(to archive: inout ArchiveWriter) {
    archive.put(begin)
    archive.put(UInt32(gaps.count))
    for gap in gaps {
      archive.put(gap.lowerBound)
      archive.put(gap.upperBound)
    }
  }

  init(from archive: inout ArchiveReader) throws(ArchiveError) {
    begin = try archive.number()
    for _ in 0..<(try archive.count(upTo: Self.mostGaps)) {
      let lower = try archive.number()
      let upper = try archive.number()
      guard lower <= upper else { throw .damaged }
      gaps.append(lower...upper)
    }
  }
}
