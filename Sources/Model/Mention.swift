package import FoundationEssentials

/// An item that names a brand.
package struct Mention: Hashable, Sendable, Identifiable {
  package typealias ID = Int64

  /// Given by the database; rises with the order of arrival.
  package var id: ID

  package var brand: Brand.ID

  package var source: Source.ID

  /// Who published it: a host name such as `example.org`, or a name set for the source.
  package var outlet: String

  package var rung: Rung

  package var author: String?

  /// One independent author at one outlet: equal voices are one person speaking again.
  package var voice: UInt64

  /// When it counts: the moment it was published, never later than `seen`.
  package var at: Date

  /// When it was first seen.
  package var seen: Date

  package var title: String

  /// The text, cut to a length that suffices to judge and to quote.
  package var excerpt: String

  package var url: String?

  /// The words of the brand's query that were found, as they were written.
  package var matched: [String]

  package var complaint: Complaint

  /// Where it stands in a conversation.
  package var thread: ThreadKeys

  package var story: Story.ID

  /// The first mention of the same text at another author or outlet: this one is reach, not a voice.
  package var copyOf: ID?

  /// An earlier mention of the same text by the same voice: this one adds nothing.
  package var repeats: ID?

  /// Whether it can be part of a rise: known within a day of its publication, and not from a source's
  /// first answer, which is history however young it is. What is not news teaches what is usual.
  package var isNews: Bool

  package init(
    id: ID = 0, brand: Brand.ID, source: Source.ID, outlet: String, rung: Rung = .customer,
    author: String? = nil, voice: UInt64, at: Date, seen: Date, title: String = "",
    excerpt: String = "", url: String? = nil, matched: [String] = [],
    complaint: Complaint = Complaint(), thread: ThreadKeys = ThreadKeys(), story: Story.ID,
    copyOf: ID? = nil, repeats: ID? = nil, isNews: Bool = true
  ) {
    self.id = id
    self.brand = brand
    self.source = source
    self.outlet = outlet
    self.rung = rung
    self.author = author
    self.voice = voice
    self.at = at
    self.seen = seen
    self.title = title
    self.excerpt = excerpt
    self.url = url
    self.matched = matched
    self.complaint = complaint
    self.thread = thread
    self.story = story
    self.copyOf = copyOf
    self.repeats = repeats
    self.isNews = isNews
  }
}

extension Mention {
  /// Whether somebody speaks for themselves here: copies are reach, who repeats a text was counted
  /// with the first, and the brand's own words are answers.
  package var isVoice: Bool { copyOf == nil && repeats == nil && rung != .own }

  /// Its title, or the begin of its text where it has none.
  package var headline: String {
    if !title.isEmpty { return title }
    // No character has less than a byte, and most texts are short.
    return excerpt.utf8.count <= Self.headlineLimit
      ? excerpt : String(excerpt.prefix(Self.headlineLimit))
  }

  /// Characters of a text that stand for a title.
  private static let headlineLimit = 200
}

/// How far a text is a complaint, and the words that say so.
package struct Complaint: Hashable, Sendable {
  /// 0…1.
  package var score: Double

  /// Whether the score passes the one threshold that holds for all texts.
  package var isComplaint: Bool

  /// What is complained of, the likeliest first: `baggage`, `billing`.
  package var topics: [String]

  /// The words that made the score, as the text has them.
  package var terms: [String]

  /// Whether it speaks of something of which one mention is one too many: injury, fraud, a lawsuit.
  package var isSevere: Bool

  package init(
    score: Double = 0, isComplaint: Bool = false, topics: [String] = [], terms: [String] = [],
    isSevere: Bool = false
  ) {
    self.score = score
    self.isComplaint = isComplaint
    self.topics = topics
    self.terms = terms
    self.isSevere = isSevere
  }
}
