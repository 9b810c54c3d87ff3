package import FoundationEssentials
package import Model

/// Tells copies from new texts and gathers mentions into stories, one after another.
///
/// A text is a copy where one of two texts holds nearly all that the other tells, in its order,
/// weighted by how rare its words are, and no number or name stands in the place of another.
/// A mention joins the story of its original, of what it answers, of the pages that it links to, and
/// else the one that shares much of its rare words within two days. Where these are several stories,
/// they are one from then on and keep the oldest one's id.
package struct StoryBook: Sendable {
  /// Texts held at most; the oldest go first. About 250 bytes for a post of 20 words, 1.5 kB for an
  /// article of 150.
  package var textLimit = 1_000_000

  /// How far apart two mentions may be to tell one story by their words alone.
  package var storySpan = Duration.hours(48)

  /// A mention that links to more stories than this is a digest, and makes none of them one.
  private static let mostLinkedStories = 2

  private var index = TextIndex()
  private var query = TextQuery()
  private var comparison = TextComparison()

  /// Which story tells of a page or answers in a thread.
  private var pages = SeenKeys(limit: 500_000)

  /// The older story that a story has become part of.
  private var mergers = SeenKeys(limit: 100_000)
  private var lastTurn = Date.distantPast

  package init() {}

  /// Texts held.
  package var count: Int { index.count }

  /// Takes in the next mention.
  package mutating func place(_ entry: StoryEntry) -> Placement {
    let scope = read(entry)
    let pages = StoryPages(of: entry, scope: scope)
    let kin = nearest(at: entry.at)
    var told = linkedStories(pages)
    var placement = Placement(story: entry.id)
    switch kin {
    case .copy(let text, let addsMuch):
      let original = index.texts[text]
      if original.voice == entry.voice {
        placement.repeats = original.id
      } else {
        placement.copyOf = isLikeFirst(of: original) ? original.first : original.id
      }
      told.append(current(original.story))
      tell(entry, told, pages, &placement)
      if addsMuch {
        let first = placement.copyOf ?? original.first
        add(entry, scope: scope, first: first, story: placement.story)
      }
    case .story(let text):
      // Words alone do not make two stories one.
      tell(entry, told.isEmpty ? [current(index.texts[text].story)] : told, pages, &placement)
      add(entry, scope: scope, first: entry.id, story: placement.story)
    case .none:
      tell(entry, told, pages, &placement)
      add(entry, scope: scope, first: entry.id, story: placement.story)
    }
    return placement
  }

  /// Takes in a mention that was placed before, after a restart, in the order of arrival. What the
  /// book knows afterwards is what it knew.
  package mutating func restore(_ entry: StoryEntry, _ placement: Placement) {
    let scope = read(entry)
    for key in StoryPages(of: entry, scope: scope).noted {
      pages.note(placement.story, for: key)
    }
    guard placement.copyOf != nil || placement.repeats != nil else {
      return add(entry, scope: scope, first: entry.id, story: placement.story)
    }
    guard case .copy(let text, addsMuch: true) = nearest(at: entry.at) else { return }
    let first = placement.copyOf ?? index.texts[text].first
    add(entry, scope: scope, first: first, story: placement.story)
  }

  /// The story that something answers by its thread alone; nil where it answers nothing that is known.
  package func story(answeredBy thread: ThreadKeys, scope: String) -> Int64? {
    let scope = StableHash.of(scope)
    return thread.answers.lazy.compactMap { self.pages[$0 ^ scope] }.first.map(current)
  }

  /// Forgets the texts that were published before a moment.
  package mutating func forget(before moment: Date) {
    let seconds = moment.timeIntervalSince1970
    while let first = index.first, first.at < seconds { index.removeFirst() }
    if lastTurn < moment {
      pages.turn()
      mergers.turn()
      lastTurn = moment + 14 * 86400
    }
  }

  private mutating func read(_ entry: StoryEntry) -> UInt64 {
    let scope = StableHash.of(entry.scope)
    query.prepare(
      entry.reading.words, within: scope, table: index.table, texts: index.count(of: scope))
    return scope
  }

  private mutating func add(_ entry: StoryEntry, scope: UInt64, first: Int64, story: Int64) {
    index.add(
      query,
      TextIndex.Text(
        id: entry.id, first: first, story: story, voice: entry.voice,
        at: entry.at.timeIntervalSince1970, scope: scope))
    if index.count > textLimit { index.removeFirst() }
  }

  /// The stories of the page or the thread that a mention stands on, and of those that it links to.
  private func linkedStories(_ pages: StoryPages) -> [Int64] {
    let own = (pages.own + pages.sought).compactMap { self.pages[$0] }.map(current)
    let linked = Set(pages.links.compactMap { self.pages[$0] }.map(current))
    return linked.count > Self.mostLinkedStories ? own : own + linked
  }

  /// Lets the oldest of some stories be told by a mention, and the others become part of it.
  private mutating func tell(
    _ entry: StoryEntry, _ stories: [Int64], _ pages: StoryPages, _ placement: inout Placement
  ) {
    placement.story = stories.min() ?? entry.id
    placement.joined = Set(stories).subtracting([placement.story]).sorted()
    for story in placement.joined {
      mergers.note(placement.story, for: UInt64(bitPattern: story))
    }
    for key in pages.noted { self.pages.note(placement.story, for: key) }
  }

  /// What a story is part of by now; itself where of nothing.
  package func current(_ story: Int64) -> Int64 {
    var story = story
    while let older = mergers[UInt64(bitPattern: story)] { story = older }
    return story
  }

  /// Whether what was found like a text is like the first of its copies as well. A longer version may
  /// hold what somebody added, and others share just that.
  private mutating func isLikeFirst(of text: TextIndex.Text) -> Bool {
    guard text.first != text.id, let first = index.place(of: text.first) else { return true }
    return CopyRule.isCopy(likeness(to: first))
  }

  private mutating func likeness(to place: Int) -> Likeness {
    comparison.compare(
      query, index.words(of: place), index.table,
      texts: index.count(of: index.texts[place].scope))
  }

  private enum Kin {
    case none
    case copy(text: Int, addsMuch: Bool)
    case story(text: Int)
  }

  private mutating func nearest(at moment: Date) -> Kin {
    guard query.telling.count >= CopyRule.leastTellingWords else { return .none }
    let candidates = index.candidates(for: query, limit: 3)
    var kin = Kin.none
    for candidate in candidates {
      let text = index.texts[candidate.text]
      guard candidate.score >= CopyRule.promise * min(query.weight, text.weight) else { continue }
      let likeness = likeness(to: candidate.text)
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
