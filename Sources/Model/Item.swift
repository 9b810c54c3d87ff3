package import FoundationEssentials

/// One entry of a feed, whatever its format was.
///
/// All text is plain: no markup, no entities; it may hold anything that a stranger can type.
package struct Item: Hashable, Sendable {
  /// The identity that the publisher gave it, unique within the source at best.
  package var guid: String?

  /// Where a person reads it; absolute where the document allowed to tell.
  package var url: String?

  /// Empty where the format has none, as for a post in a social network.
  package var title: String

  /// Its content, or its summary where it has no content. Empty where it has neither.
  package var text: String

  package var author: String?

  /// The publisher's claim of when it was published.
  package var published: Date?

  /// The publisher's claim of when it was last changed.
  package var updated: Date?

  package var categories: [String]

  /// A BCP 47 tag.
  package var language: String?

  /// Who published it, where the item itself names that: `source` of RSS and Atom.
  package var outlet: String?

  /// What it answers or quotes: addresses, and ids as the source gives them. Empty for most.
  package var answers: [String]

  /// By what answers of its source name it, where that is neither its guid nor its address.
  package var answeredAs: String?

  /// How many people took notice, where the source tells.
  package var engagement: Engagement

  package init(
    guid: String? = nil, url: String? = nil, title: String = "", text: String = "",
    author: String? = nil, published: Date? = nil, updated: Date? = nil,
    categories: [String] = [], language: String? = nil, outlet: String? = nil,
    answers: [String] = [], answeredAs: String? = nil, engagement: Engagement = Engagement()
  ) {
    self.guid = guid
    self.url = url
    self.title = title
    self.text = text
    self.author = author
    self.published = published
    self.updated = updated
    self.categories = categories
    self.language = language
    self.outlet = outlet
    self.answers = answers
    self.answeredAs = answeredAs
    self.engagement = engagement
  }
}
