package import FoundationEssentials

/// Mentions of one brand that tell the same thing.
package struct Story: Hashable, Sendable, Identifiable {
  /// Given by the database; the id of its first mention, so that it is stable and free. Where stories
  /// turn out to be one, the oldest id stays and the others lead to it.
  package typealias ID = Int64

  package var id: ID

  package var brand: Brand.ID

  /// Its first mention's title, or the begin of its text.
  package var headline: String

  /// The cause most complained of, where one is known.
  package var topic: String?

  /// When its first mention was published.
  package var began: Date

  /// When its newest mention was published.
  package var latest: Date

  /// Independent authors who told it.
  package var voices: Int

  /// All mentions, copies included.
  package var mentions: Int

  /// The lowest and the highest rung that it was seen on, the brand's own aside.
  package var rungs: ClosedRange<Rung>

  package init(
    id: ID, brand: Brand.ID, headline: String, topic: String? = nil, began: Date, latest: Date,
    voices: Int, mentions: Int, rungs: ClosedRange<Rung>
  ) {
    self.id = id
    self.brand = brand
    self.headline = headline
    self.topic = topic
    self.began = began
    self.latest = latest
    self.voices = voices
    self.mentions = mentions
    self.rungs = rungs
  }

  /// How people call it: `S17`.
  package static func name(of id: ID) -> String { "S\(id)" }
}
