import Alerting
import Detection
import FoundationEssentials
import Model
import Storage

/// How far mentions are heard: an item that comes again may tell more likes than the last time.
extension Desk {
  /// Mentions that a start learns the usual reach from.
  private static let mostRestored = 100_000

  /// A thread rises that has half as much again as within this time before.
  private static let risingWithin = Duration.hours(1)

  /// So long after it was last seen to rise its source is polled more often.
  private static let followedFor = Duration.hours(2)

  static func usualReach(in database: Database, since moment: Date) throws -> ReachShelf {
    var shelf = ReachShelf()
    try database.forEachEngagement(limit: mostRestored) { noticed in
      guard noticed.at >= moment else { return }
      shelf.restore(
        noticed.reading.engagement, of: noticed.brand, isComplaint: noticed.isComplaint,
        at: noticed.at)
    }
    return shelf
  }

  /// Takes note of what notice a known item has found by now.
  func noteEngagement(of examined: ExaminedItem, item: StoredItem.ID, at now: Date) throws {
    let engagement = examined.item.engagement
    guard !examined.hits.isEmpty, !engagement.isEmpty else { return }
    // Most items that come again tell nothing new, and their texts need not be read back.
    let known = try database.latestEngagements(ofItem: item).filter { known in
      known.value.map { engagement.isBeyond($0.engagement) } ?? true
    }
    guard !known.isEmpty else { return }
    for mention in try database.mentions(ofItem: item) {
      guard let before = known[mention.id] else { continue }
      try noteEngagement(engagement, of: mention, before: before, at: now)
    }
  }

  /// Takes note of what notice a mention has found by now.
  ///
  /// - Parameter before: what was recorded of it; nil where nothing was.
  func noteEngagement(
    _ engagement: Engagement, of mention: Mention, before: EngagementReading?, at now: Date
  ) throws {
    guard !engagement.isEmpty, mention.rung != .own,
      let brand = listening.brands.first(where: { $0.brand.id == mention.brand })?.brand
    else { return }
    let joined = before?.engagement.joined(with: engagement) ?? engagement
    try database.save(joined, of: mention.id, at: now)
    // What history has when it is found alarms nobody; what it gains from then on may.
    reach.note(
      joined, of: mention, before: before, isHistory: before == nil && !mention.isNews, brand,
      by: configuration.rules, at: now)
    if mention.complaint.isComplaint, before != nil, try isRising(mention, to: joined, at: now) {
      reach.follow(mention, until: now + Self.followedFor.seconds)
    }
  }

  /// Whether a tenth of what is looked at by itself was reached, half as much again as an hour ago.
  private func isRising(
    _ mention: Mention, to engagement: Engagement, at now: Date
  ) throws -> Bool {
    let readings = try database.engagements(of: mention.id)
    let from = readings.last { $0.at <= now - Self.risingWithin.seconds } ?? readings.first
    guard let from else { return false }
    return [Engagement.Measure.reactions, .views].contains { measure in
      guard let count = engagement[measure], let before = from.engagement[measure] else {
        return false
      }
      return count >= configuration.rules.reachFloors[measure] / 10 && count * 2 >= before * 3
    }
  }
}
