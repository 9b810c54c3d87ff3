import Alerting
import Detection
import FoundationEssentials
import Model
import Storage

/// What becomes of an item that names a brand.
extension Desk {
  /// An item first seen longer than this after its publication teaches what is usual, but cannot
  /// raise an alert.
  static let lateness = Duration.hours(24)

  /// Judges a changed item again; gives the mentions that have become complaints by the change.
  ///
  /// An edit is no new mention: the judgement changes, the count stays. Who complains only now is
  /// counted among those who complain, at the moment of the mention.
  func revise(_ item: StoredItem.ID, as examined: ExaminedItem) throws -> [Mention] {
    var turned: [Mention] = []
    for var mention in try database.mentions(ofItem: item) {
      guard let hit = examined.hits.first(where: { $0.brand == mention.brand }) else { continue }
      let wasComplaint = mention.complaint.isComplaint
      mention.complaint = hit.complaint
      mention.matched = hit.matched
      mention.title = examined.item.title
      mention.excerpt = examined.excerpt
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
      excerpt: examined.excerpt, url: examined.item.url, matched: hit.matched,
      complaint: hit.complaint, thread: examined.thread, story: nextMention)
    mention.isNews = kind == .news && now.timeIntervalSince(mention.at) <= Self.lateness.seconds
    nextMention += 1
    let placement = stories.place(
      StoryEntry(
        id: mention.id, scope: mention.brand, voice: mention.voice, reading: examined.reading,
        thread: mention.thread, at: mention.at))
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
    // A mention's id was no story's before.
    guard mention.story != mention.id, var story = try database.story(mention.story) else {
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

  /// When an item counts: when it was published, never later than it was first seen.
  func eventMoment(of item: Item, seen: Date) -> Date {
    min(item.moment ?? seen, seen)
  }
}

extension Item {
  /// The publisher's claim of when it came to be.
  var moment: Date? { published ?? updated }
}

extension StoryEntry {
  /// What tells the copies of a mention that is read back; the same as when it came.
  init(_ mention: Mention) {
    self.init(
      id: mention.id, scope: mention.brand, voice: mention.voice, outlet: mention.outlet,
      title: mention.title, text: mention.excerpt, url: mention.url, thread: mention.thread,
      at: mention.at)
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
