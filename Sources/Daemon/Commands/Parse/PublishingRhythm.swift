import FoundationEssentials
import Model

/// How often a feed's items come, by their own dates.
struct PublishingRhythm {
  let oldest: Date?
  let newest: Date?

  /// How many of the items have a date.
  let datedCount: Int

  /// Seconds between an item and the next: the median, since a pause says little of the pace. Nil with
  /// fewer than three moments, for one gap is no rhythm.
  let usualGap: TimeInterval?

  init(_ items: [Item]) {
    let moments = items.compactMap { $0.published ?? $0.updated }.sorted()
    oldest = moments.first
    newest = moments.last
    datedCount = moments.count
    let gaps = zip(moments, moments.dropFirst()).map { $1.timeIntervalSince($0) }.sorted()
    let median = gaps.isEmpty ? 0 : gaps[gaps.count / 2]
    usualGap = gaps.count >= 2 && median > 0 ? median : nil
  }
}
