package import FoundationEssentials
package import Model

/// A mention, as far as it takes to tell what it repeats and which story it tells.
package struct StoryEntry: Sendable {
  /// Rises with the order of arrival.
  package var id: Int64

  /// Texts are compared within a scope only: a brand.
  package var scope: String

  package var voice: UInt64

  package var reading: StoryReading

  /// What it answers, and how it is answered.
  package var thread: ThreadKeys

  /// When it counts.
  package var at: Date

  package init(
    id: Int64, scope: String, voice: UInt64, reading: StoryReading,
    thread: ThreadKeys = ThreadKeys(), at: Date
  ) {
    self.id = id
    self.scope = scope
    self.voice = voice
    self.reading = reading
    self.thread = thread
    self.at = at
  }

  /// The same of a text that was not read yet.
  package init(
    id: Int64, scope: String, voice: UInt64, outlet: String = "", title: String, text: String,
    url: String?, thread: ThreadKeys = ThreadKeys(), at: Date
  ) {
    self.init(
      id: id, scope: scope, voice: voice,
      reading: StoryReading(title: title, text: text, url: url, outlet: outlet), thread: thread,
      at: at)
  }
}

/// Where a mention belongs.
package struct Placement: Hashable, Sendable {
  /// The first mention of the same text by another voice.
  package var copyOf: Int64?

  /// An earlier mention of the same text by the same voice, where it is no copy of another's.
  package var repeats: Int64?

  /// The id of the story's first mention.
  package var story: Int64

  /// Stories that this mention shows to be one with `story`, which is older than they: they are parts
  /// of it from now on.
  package var joined: [Int64]

  package init(
    copyOf: Int64? = nil, repeats: Int64? = nil, story: Int64, joined: [Int64] = []
  ) {
    self.copyOf = copyOf
    self.repeats = repeats
    self.story = story
    self.joined = joined
  }
}
