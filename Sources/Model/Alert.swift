package import FoundationEssentials

/// A change of an incident that people should hear of, with all that makes it believable.
package struct Alert: Hashable, Sendable, Identifiable {
  /// Given by the database.
  package typealias ID = Int64

  package enum Reason: String, Hashable, Sendable {
    case opened, escalated, repeated, resolved
  }

  package var id: ID
  package var incident: Incident.ID
  package var brand: Brand.ID
  package var at: Date
  package var reason: Reason
  package var severity: Severity

  /// Which rule spoke, in one clause: `more complaints than usual`.
  package var cause: String

  package var velocity: Velocity

  /// Whether the voices bring more voices, rather than there being just many.
  package var isViral: Bool

  package var evidence: Evidence

  package init(
    id: ID = 0, incident: Incident.ID, brand: Brand.ID, at: Date, reason: Reason,
    severity: Severity, cause: String, velocity: Velocity, isViral: Bool, evidence: Evidence
  ) {
    self.id = id
    self.incident = incident
    self.brand = brand
    self.at = at
    self.reason = reason
    self.severity = severity
    self.cause = cause
    self.velocity = velocity
    self.isViral = isViral
    self.evidence = evidence
  }
}

/// What was seen, counted at the moment of an alert.
package struct Evidence: Hashable, Sendable {
  /// Independent authors within the alert's window.
  package var voices: Int

  /// Mentions within the window that are complaints, copies aside.
  package var complaints: Int

  /// All mentions within the window, copies included.
  package var mentions: Int

  /// Copies among `mentions`.
  package var copies: Int

  /// The cause most complained of.
  package var topic: String?

  /// How many of the complaints are of that cause.
  package var topicCount: Int

  /// The leading story and its headline.
  package var story: Story.ID?
  package var headline: String?

  /// The words that were found most often, brand and complaint alike.
  package var terms: [String]

  /// The lowest and highest rung among the mentions.
  package var rungs: ClosedRange<Rung>?

  /// The earliest mention of the leading story, else of the window.
  package var first: Witness?

  /// When the brand first said something to it itself; nil where it has not.
  package var answered: Date?

  /// Voices that post the same again and again, or a large share of all.
  package var serial: Int

  /// A few mentions that show best what it is about, the most telling first.
  package var top: [Witness]

  /// Sources that could not be read, and since when.
  package var blind: [Blindness]

  /// The mention that reaches the most people out of the usual, where one does.
  package var reach: Reach?

  /// Who told the brand before, the longest unanswered first.
  package var known: [KnownContact]

  package init(
    voices: Int = 0, complaints: Int = 0, mentions: Int = 0, copies: Int = 0,
    topic: String? = nil, topicCount: Int = 0, story: Story.ID? = nil, headline: String? = nil,
    terms: [String] = [], rungs: ClosedRange<Rung>? = nil, first: Witness? = nil,
    answered: Date? = nil, serial: Int = 0, top: [Witness] = [], blind: [Blindness] = [],
    reach: Reach? = nil, known: [KnownContact] = []
  ) {
    self.voices = voices
    self.complaints = complaints
    self.mentions = mentions
    self.copies = copies
    self.topic = topic
    self.topicCount = topicCount
    self.story = story
    self.headline = headline
    self.terms = terms
    self.rungs = rungs
    self.first = first
    self.answered = answered
    self.serial = serial
    self.top = top
    self.blind = blind
    self.reach = reach
    self.known = known
  }
}

/// A mention as an alert quotes it.
package struct Witness: Hashable, Sendable {
  package var mention: Mention.ID
  package var author: String?
  package var outlet: String
  package var at: Date
  package var quote: String
  package var url: String?

  package init(
    mention: Mention.ID, author: String? = nil, outlet: String, at: Date, quote: String,
    url: String? = nil
  ) {
    self.mention = mention
    self.author = author
    self.outlet = outlet
    self.at = at
    self.quote = quote
    self.url = url
  }
}

/// A source that is not being observed.
package struct Blindness: Hashable, Sendable {
  package var source: Source.ID
  package var since: Date
  package var problem: String

  package init(source: Source.ID, since: Date, problem: String) {
    self.source = source
    self.since = since
    self.problem = problem
  }
}
