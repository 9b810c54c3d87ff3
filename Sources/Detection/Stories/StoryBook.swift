package import FoundationEssentials
import Model

/// A mention, as far as it takes to tell what it repeats and which story it tells.
package struct StoryEntry: Sendable {
  /// Rises with the order of arrival.
  package var id: Int64

  /// Texts are compared within a scope only: a brand.
  package var scope: String

  package var voice: UInt64
  package var title: String
  package var text: String
  package var url: String?

  /// When it counts.
  package var at: Date

  package init(
    id: Int64, scope: String, voice: UInt64, title: String, text: String, url: String?, at: Date
  ) {
    self.id = id
    self.scope = scope
    self.voice = voice
    self.title = title
    self.text = text
    self.url = url
    self.at = at
  }
}

/// Where a mention belongs.
package struct Placement: Hashable, Sendable {
  /// The first mention of the same text by another voice.
  package var copyOf: Int64?

  /// The id of the story's first mention.
  package var story: Int64

  package init(copyOf: Int64? = nil, story: Int64) {
    self.copyOf = copyOf
    self.story = story
  }
}

/// Tells copies from new texts and gathers mentions into stories, one after another.
///
/// A text is a copy where one of two texts holds nearly all that the other tells, in its order,
/// weighted by how rare its words are, and no number or name stands in the place of another.
/// A mention that is no copy joins the story that it links to, that links to the same page, or that
/// shares much of its rare words within two days.
package struct StoryBook: Sendable {
  /// Texts held at most; the oldest go first. About 400 bytes for a post of 20 words, 3 kB for an
  /// article of 150.
  package var textLimit = 1_000_000

  /// How far apart two mentions may be to tell one story by their words alone.
  package var storySpan = Duration.hours(48)

  private var index = TextIndex()
  private var reader = WordReader()
  private var query = TextQuery()
  private var comparison = TextComparison()
  private var pages = SeenKeys(limit: 500_000)
  private var lastTurn = Date.distantPast

  package init() {}

  /// Texts held.
  package var count: Int { index.count }

  /// Takes in the next mention.
  package mutating func place(_ entry: StoryEntry) -> Placement {
    let scope = read(entry)
    let pageKeys = pageKeys(of: entry, scope: scope)
    let kin = nearest(at: entry.at)
    var placement = Placement(story: entry.id)
    var first = entry.id
    switch kin {
    case .copy(let text, let addsMuch):
      let original = index.texts[text]
      placement.story = original.story
      placement.copyOf = original.voice == entry.voice ? nil : original.first
      first = original.first
      if addsMuch { add(entry, scope: scope, first: first, story: placement.story) }
    case .story, .none:
      if let linked = pageKeys.compactMap({ pages[$0] }).first {
        placement.story = linked
      } else if case .story(let text) = kin {
        placement.story = index.texts[text].story
      }
      add(entry, scope: scope, first: first, story: placement.story)
    }
    for key in pageKeys { pages.note(placement.story, for: key) }
    return placement
  }

  /// Takes in a mention that was placed before, after a restart.
  package mutating func restore(_ entry: StoryEntry, _ placement: Placement) {
    let scope = read(entry)
    for key in pageKeys(of: entry, scope: scope) { pages.note(placement.story, for: key) }
    guard placement.copyOf == nil else { return }
    add(entry, scope: scope, first: entry.id, story: placement.story)
  }

  /// Forgets the texts that were published before a moment.
  package mutating func forget(before moment: Date) {
    let seconds = moment.timeIntervalSince1970
    while let first = index.first, first.at < seconds { index.removeFirst() }
    if lastTurn < moment {
      pages.turn()
      lastTurn = moment + 14 * 86400
    }
  }

  private mutating func read(_ entry: StoryEntry) -> UInt64 {
    let scope = StableHash.of(entry.scope)
    reader.read(title: entry.title, text: entry.text, scope: scope)
    query.prepare(reader.words, table: index.table, texts: index.count(of: scope))
    return scope
  }

  private mutating func add(_ entry: StoryEntry, scope: UInt64, first: Int64, story: Int64) {
    if index.count >= textLimit { index.removeFirst() }
    index.add(
      query,
      TextIndex.Text(
        id: entry.id, first: first, story: story, voice: entry.voice,
        at: entry.at.timeIntervalSince1970, scope: scope, weight: 0, firstWord: 0,
        firstPosting: 0))
  }

  /// The page of a mention and those that it links to; no front pages, which say nothing.
  private func pageKeys(of entry: StoryEntry, scope: UInt64) -> [UInt64] {
    var keys: [UInt64] = []
    for link in [entry.url].compactMap(\.self) + reader.links {
      guard let page = CanonicalURL.of(link), !CanonicalURL.isFrontPage(page) else { continue }
      keys.append(StableHash.of(page) ^ scope)
    }
    return keys
  }

  private enum Kin {
    case none
    case copy(text: Int, addsMuch: Bool)
    case story(text: Int)
  }

  private mutating func nearest(at moment: Date) -> Kin {
    guard query.tellingWords >= CopyRule.leastTellingWords else { return .none }
    let candidates = index.candidates(for: query, limit: 3)
    var kin = Kin.none
    for candidate in candidates {
      let text = index.texts[candidate.text]
      guard candidate.score >= 0.1 * min(query.weight, text.weight) else { continue }
      let texts = index.count(of: text.scope)
      let likeness = comparison.compare(query, index.words(of: candidate.text)) { word in
        TextQuery.weight(of: word, uses: index.table[word].uses, texts: texts)
      }
      if CopyRule.isCopy(likeness) {
        // The first may have been cut. What stands before it is somebody's comment.
        let addsMuch = likeness.queryWeight > 1.3 * likeness.shared && likeness.queryLead <= 2
        return .copy(text: candidate.text, addsMuch: addsMuch)
      }
      let isNear = abs(moment.timeIntervalSince1970 - text.at) <= storySpan.seconds
      if case .none = kin, isNear, CopyRule.isSameStory(likeness) {
        kin = .story(text: candidate.text)
      }
    }
    return kin
  }
}
