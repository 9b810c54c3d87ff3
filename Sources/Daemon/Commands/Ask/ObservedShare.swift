import FoundationEssentials
import Model

/// Which share of a stretch of time a source was observed in.
struct ObservedShare {
  private let start: Date
  private let end: Date
  private var gaps: [Source.ID?: [(began: Date, ended: Date)]] = [:]
  private var firsts: [Source.ID: Date] = [:]

  /// - Parameter gaps: those that have ended.
  init(_ gaps: [Gap], from start: Date, to end: Date) {
    self.start = start
    self.end = end
    for gap in gaps {
      if let source = gap.source, gap.isBeforeAll {
        firsts[source] = gap.ended
      } else {
        self.gaps[gap.source, default: []].append((gap.began, gap.ended))
      }
    }
  }

  /// When the source was first read, where that was within the stretch: its share is of what follows.
  func firstRead(_ source: Source.ID) -> Date? { firsts[source] }

  /// 0…1; whether what was missed was found later is another matter.
  ///
  /// - Parameter blindSince: Where the source cannot be read now.
  func of(_ source: Source.ID, blindSince: Date?) -> Double {
    let start = firsts[source] ?? start
    guard end > start else { return 1 }
    var all = (gaps[source] ?? []) + (gaps[nil] ?? [])
    if let blindSince { all.append((blindSince, end)) }
    var lost = 0.0
    var reached = start
    for gap in all.sorted(by: { $0.began < $1.began }) {
      let began = max(gap.began, reached)
      let ended = min(gap.ended, end)
      guard ended > began else { continue }
      lost += ended.timeIntervalSince(began)
      reached = ended
    }
    return max(0, 1 - lost / end.timeIntervalSince(start))
  }
}
