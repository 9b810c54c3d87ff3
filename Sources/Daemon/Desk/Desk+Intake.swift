import Detection
import FoundationEssentials
import Model
import Storage

/// What comes in is looked at once, as history or as news.
extension Desk {
  /// Takes in items that came another way than by a poll.
  func receive(_ items: [ExaminedItem], of source: Source, at now: Date) throws -> Report {
    var report = Report()
    try database.transaction {
      try take(items, of: source, at: now, as: .news, into: &report)
    }
    count(report)
    return report
  }

  /// Takes in items that were recorded, within a transaction of the caller's.
  func takeRecorded(
    _ items: [ExaminedItem], of source: Source, at now: Date
  ) throws -> Report {
    var report = Report()
    try take(items, of: source, at: now, as: .news, into: &report)
    count(report)
    return report
  }

  func count(_ report: Report) {
    totals.items += report.newItems
    totals.mentions += report.mentions.count
    totals.alerts += report.alerts.count
  }

  enum Kind { case history, news }

  func take(
    _ items: [ExaminedItem], of source: Source, at now: Date, as kind: Kind,
    into report: inout Report
  ) throws {
    var news: [Brand.ID: [Mention]] = [:]
    try restoreStories()
    for examined in items {
      let item: StoredItem.ID
      switch try note(examined, of: source, at: now) {
      case .first(let id): item = id
      case .again(let id):
        try noteEngagement(of: examined, item: id, at: now)
        try lookAgain(at: examined, item: id, of: source, at: now, into: &report)
        continue
      case .revised(let id):
        for mention in try revise(id, as: examined) {
          news[mention.brand, default: []].append(mention)
        }
        try noteEngagement(of: examined, item: id, at: now)
        continue
      }
      report.newItems += 1
      for hit in examined.hits + ownAnswers(in: examined) {
        let mention = try record(hit, in: examined, item: item, of: source, at: now, as: kind)
        report.mentions.append(mention)
        news[hit.brand, default: []].append(mention)
      }
    }
    for brand in listening.brands {
      let mentions = news[brand.brand.id] ?? []
      guard kind == .news, !mentions.isEmpty || reach.isPending(brand.brand.id) else { continue }
      try evaluate(brand.brand, news: mentions, at: now, into: &report)
    }
  }

  /// What a brand said in a story without its name: that it answers is news of the story.
  private func ownAnswers(in examined: ExaminedItem) -> [Hit] {
    examined.speaksFor.filter { stories.story(answeredBy: examined.thread, scope: $0) != nil }
      .map { Hit(brand: $0, matched: [], complaint: Complaint()) }
  }

  private func note(
    _ examined: ExaminedItem, of source: Source, at now: Date
  ) throws -> Sighting {
    try database.noteItem(
      keys: examined.keys, contentHash: examined.contentHash, from: source.id,
      at: eventMoment(of: examined.item, seen: now), seen: now)
  }

  /// Lets a brand to whose past something was added learn it, before anybody asks how it stands.
  func learnHistory(of brand: Brand.ID, at now: Date) throws {
    guard brandsWithHistory.remove(brand) != nil, streams.isLearning(brand) else { return }
    let past = try database.mentions(
      of: brand, in: now - Self.pastWindow.seconds..<now + 1, limit: Self.mostPastMentions)
    streams.relearn(brand, from: past, at: now)
  }

  /// How far back a young brand's past is learned anew, and from how many mentions at most.
  private static let pastWindow = Duration.hours(24 * 14)
  private static let mostPastMentions = 100_000
}
