package import Model

/// What a document of any format said: its head, its items, and what was wrong with it.
package struct Feed: Sendable {
  package var format: FeedFormat

  package var title: String?

  /// The page that the feed belongs to, not the feed itself.
  package var url: String?

  /// A BCP 47 tag.
  package var language: String?

  /// In document order, at most `FeedLimits.items`.
  package var items: [Item]

  /// What had to be repaired or left out, each kind once.
  package var problems: [FeedProblem]

  /// Where older items are: `rel=next` (RFC 5005), `next_url` of JSON Feed, `next` of a mapping.
  package var nextPage: String?

  /// How long the publisher asks to wait between two polls: the longest of `ttl` and the `sy`
  /// module's update period.
  package var minimumInterval: Duration?

  /// When the publisher asks not to be polled.
  package var quietTimes = QuietTimes()

  package init(
    format: FeedFormat = .rss,
    title: String? = nil, url: String? = nil, language: String? = nil, items: [Item] = [],
    problems: [FeedProblem] = [], nextPage: String? = nil, minimumInterval: Duration? = nil
  ) {
    self.format = format
    self.title = title
    self.url = url
    self.language = language
    self.items = items
    self.problems = problems
    self.nextPage = nextPage
    self.minimumInterval = minimumInterval
  }
}

/// How much of a document is kept. What goes beyond is left out and told as a problem.
package enum FeedLimits {
  /// Feeds list the newest first; no publisher adds so many between two polls.
  package static let items = 10_000

  /// UTF-8 bytes of the text of one item; a novel has a million.
  package static let textBytes = 1 << 20

  /// UTF-8 bytes of all kept text together, so that a document of any size costs a bounded memory.
  package static let keptBytes = 4 << 20

  /// What an item counts against `keptBytes` besides its text.
  package static let itemBytes = 256

  /// What one item answers or quotes, beyond which it is a list.
  package static let answers = 4

  /// Bytes that a packed document may unpack to.
  package static let unpackedBytes = 32 << 20

  /// Bytes of a document that arrives in pieces and can only be read as a whole, as JSON. XML is read as it arrives and has no limit.
  package static let gatheredBytes = 32 << 20
}
