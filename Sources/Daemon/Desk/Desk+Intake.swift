import Alerting
import Detection
import FoundationEssentials
import Model
import Polling
import Storage

/// How a poll ended, with what it brought.
struct EndedPoll: Sendable {
  var source: Source

  /// The items of the document, where there was one, the oldest first.
  var items: [ExaminedItem] = []

  /// What was lost of the document, where anything was.
  var loss: String?

  /// Made from how many of the items were new.
  var outcome: @Sendable (_ newItems: Int) -> PollOutcome
}

extension Desk {
  /// An item first seen longer than this after its publication teaches what is usual, but cannot
  /// raise an alert.
  static let lateness = Duration.hours(24)

  /// Most characters of an item's text that are kept to judge and to quote.
  static let excerptLimit = 2000

  /// Takes in what polls gave, and plans the next; gives what came of each. All are saved, or none.
  func receive(_ polls: [EndedPoll], at now: Date) throws -> [Report] {
    var reports = try database.transaction { try polls.map { try receive($0, at: now) } }
    reports.forEach(count)
    totals.polls += polls.count
    let hastensPolls = hastensPolls(at: now)
    for place in reports.indices { reports[place].hastensPolls = hastensPolls }
    return reports
  }

  private func receive(_ poll: EndedPoll, at now: Date) throws -> Report {
    var report = Report()
    let (source, items) = (poll.source, poll.items)
    // What a source held before it was first asked is history, however young.
    let kind = heardSources.contains(source.id) ? Kind.news : .history
    try take(items, of: source, at: now, as: kind, into: &report)
    if !items.isEmpty { newBrands.endLook(at: source.id) }
    let outcome = poll.outcome(report.newItems)
    if case .feed = outcome, isNew(loss: poll.loss, of: source.id) { report.loss = poll.loss }
    if outcome.isAnswer, heardSources.insert(source.id).inserted {
      report.isFirstAnswer = true
      try database.insert(Gap(before: now, of: source.id))
    }
    if let update = schedule.finish(source.id, outcome, at: now) {
      report.pollEvents = worthTelling(update.events, of: source.id, items: items.count)
      try database.save(update.state, of: source.id)
      try regainSight(of: source.id, outcome, gap: update.gap, at: now)
      if let host = update.host { try database.save(host.state, of: host.name) }
    }
    return report
  }

  func hastensPolls(at now: Date) -> Bool {
    guard let due = schedule.nextDue(after: now) else { return false }
    return nextPolls.map { due < $0 } ?? true
  }

  /// Leaves out an overrun that follows another: a busy source would say so at each poll.
  private func worthTelling(_ events: [PollEvent], of source: Source.ID, items: Int) -> [PollEvent]
  {
    let isOverrun = events.contains { if case .overrun = $0 { true } else { false } }
    if isOverrun { totals.overruns += 1 }
    let isNews = !overrunning.contains(source)
    if isOverrun { overrunning.insert(source) } else if items > 0 { overrunning.remove(source) }
    return events.filter { if case .overrun = $0 { isNews } else { true } }
  }

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

  private func count(_ report: Report) {
    totals.items += report.newItems
    totals.mentions += report.mentions.count
    totals.alerts += report.alerts.count
  }

  enum Kind { case history, news }

  private func take(
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
      for hit in examined.hits {
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

  private func note(
    _ examined: ExaminedItem, of source: Source, at now: Date
  ) throws -> Sighting {
    try database.noteItem(
      keys: examined.keys, contentHash: examined.contentHash, from: source.id,
      at: eventMoment(of: examined.item, seen: now), seen: now)
  }

  /// Judges a changed item again; gives the mentions that have become complaints by the change.
  ///
  /// An edit is no new mention: the judgement changes, the count stays. Who complains only now is
  /// counted among those who complain, at the moment of the mention.
  private func revise(_ item: StoredItem.ID, as examined: ExaminedItem) throws -> [Mention] {
    var turned: [Mention] = []
    for var mention in try database.mentions(ofItem: item) {
      guard let hit = examined.hits.first(where: { $0.brand == mention.brand }) else { continue }
      let wasComplaint = mention.complaint.isComplaint
      mention.complaint = hit.complaint
      mention.matched = hit.matched
      mention.title = examined.item.title
      mention.excerpt = excerpt(of: examined.item)
      try database.update(mention)
      guard hit.complaint.isComplaint, !wasComplaint, mention.isNews else { continue }
      streams.note(mention)
      storyPace.note(mention)
      turned.append(mention)
    }
    return turned
  }

  func record(
    _ hit: Hit, in examined: ExaminedItem, item: StoredItem.ID, of source: Source, at now: Date,
    as kind: Kind
  ) throws -> Mention {
    let isOwn = examined.rung == .own || listening.isOwn(examined, brand: hit.brand)
    var mention = Mention(
      id: nextMention, brand: hit.brand, source: source.id, outlet: examined.outlet,
      rung: isOwn ? .own : examined.rung, author: examined.item.author, voice: examined.voice,
      at: eventMoment(of: examined.item, seen: now), seen: now, title: examined.item.title,
      excerpt: excerpt(of: examined.item), url: examined.item.url, matched: hit.matched,
      complaint: hit.complaint, story: nextMention)
    mention.isNews = kind == .news && now.timeIntervalSince(mention.at) <= Self.lateness.seconds
    nextMention += 1
    let placement = stories.place(StoryEntry(mention))
    mention.story = placement.story
    mention.copyOf = placement.copyOf
    mention.repeats = placement.repeats
    try join(placement.joined, to: placement.story)
    try saveStory(of: mention)
    _ = try database.insert(mention, item: item)
    if !mention.isNews { brandsWithHistory.insert(mention.brand) }
    streams.note(mention)
    storyPace.note(mention)
    contacts.note(mention, at: now)
    try noteEngagement(examined.item.engagement, of: mention, before: nil, at: now)
    return mention
  }

  /// Makes stories one that a mention has shown to be one.
  private func join(_ parts: [Story.ID], to older: Story.ID) throws {
    guard !parts.isEmpty else { return }
    try database.join(parts, to: older)
    storyPace.join(parts, to: older)
    incidents.join(parts, to: older)
  }

  /// Adds a mention to its story, or begins one with it.
  private func saveStory(of mention: Mention) throws {
    guard var story = try database.story(mention.story) else {
      return try database.save(Story(beginningWith: mention))
    }
    let isNewVoice = try !database.hasVoice(mention.voice, in: story.id)
    story.mentions += 1
    story.voices += isNewVoice && mention.isVoice ? 1 : 0
    story.began = min(story.began, mention.at)
    story.latest = max(story.latest, mention.at)
    story.topic = story.topic ?? mention.complaint.topics.first
    if mention.rung != .own {
      if mention.rung > story.rungs.upperBound, mention.isNews, mention.complaint.isComplaint {
        climbs[mention.brand] = max(climbs[mention.brand] ?? .customer, mention.rung)
      }
      story.rungs =
        min(story.rungs.lowerBound, mention.rung)...max(story.rungs.upperBound, mention.rung)
    }
    try database.save(story)
  }

  private func excerpt(of item: Item) -> String {
    SafeText.cut(item.text, to: Self.excerptLimit)
  }

  /// When an item counts: when it was published, never later than it was first seen.
  private func eventMoment(of item: Item, seen: Date) -> Date {
    min(item.moment ?? seen, seen)
  }
}

extension Item {
  /// The publisher's claim of when it came to be.
  var moment: Date? { published ?? updated }
}

extension StoryEntry {
  /// What tells the copies of a mention; the same whether it just came or is read back.
  init(_ mention: Mention) {
    self.init(
      id: mention.id, scope: mention.brand, voice: mention.voice, outlet: mention.outlet,
      title: mention.title, text: mention.excerpt, url: mention.url, at: mention.at)
  }
}

extension Story {
  init(beginningWith mention: Mention) {
    self.init(
      id: mention.story, brand: mention.brand, headline: mention.headline,
      topic: mention.complaint.topics.first, began: mention.at, latest: mention.at,
      voices: mention.isVoice ? 1 : 0, mentions: 1, rungs: mention.rung...mention.rung)
  }
}
