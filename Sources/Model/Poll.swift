package import FoundationEssentials

/// What a server gave to recognise an unchanged document by, kept byte for byte.
package struct Validators: Hashable, Sendable {
  /// The address that gave them; they mean nothing to another.
  package var url: String
  package var etag: String?
  package var lastModified: String?

  package init(url: String, etag: String? = nil, lastModified: String? = nil) {
    self.url = url
    self.etag = etag
    self.lastModified = lastModified
  }
}

/// What is remembered of a source from one poll to the next, also across restarts.
package struct PollState: Hashable, Sendable {
  /// The configured address that all of this was learned from; with another the source is a new one.
  /// Nil fits every address.
  package var address: String?

  package var validators: Validators?

  /// Hash of the last body that was a feed, to know an unchanged one without parsing it.
  package var bodyHash: UInt64?

  /// No poll before this moment.
  package var due: Date

  package var lastAttempt: Date?
  package var lastSuccess: Date?

  /// Failures in a row.
  package var failures: Int

  /// Why the last poll failed, in words; nil after a success.
  package var problem: String?

  /// Since when the source could not be read: it is blind from here on.
  package var blindSince: Date?

  /// Time between polls that the source's habits suggest; nil before the first success.
  package var adaptedInterval: Duration?

  /// The least time between polls that its document asks for: RSS `ttl`, `sy:updatePeriod`.
  package var minimumInterval: Duration?

  /// When its document asks not to be polled; nil where it does not.
  package var quietTimes: QuietTimes?

  /// How often it publishes; nil before the first success.
  package var pace: Pace?

  /// At which hours it publishes; nil before the second success, and where its interval is configured.
  package var day: DayProfile?

  /// How many items its last document had, without further pages.
  package var items: Int?

  /// When its newest item was published; nil where none was seen.
  package var lastItem: Date?

  /// The longest time between two items that was seen: what is longer is no habit of it.
  package var longestSilence: Duration?

  /// Where permanent redirects lead, as long as they do.
  package var move: Move?

  /// The server said 410: not polled again until the configuration changes.
  package var isGone: Bool

  /// No poll before this moment by the wish of its server or its document, whoever is in a hurry; nil
  /// where they have none.
  package var notBefore: Date?

  package init(
    address: String? = nil, validators: Validators? = nil, bodyHash: UInt64? = nil, due: Date,
    lastAttempt: Date? = nil, lastSuccess: Date? = nil, failures: Int = 0, problem: String? = nil,
    blindSince: Date? = nil,
    adaptedInterval: Duration? = nil, minimumInterval: Duration? = nil,
    quietTimes: QuietTimes? = nil, pace: Pace? = nil, day: DayProfile? = nil, items: Int? = nil,
    lastItem: Date? = nil, longestSilence: Duration? = nil, move: Move? = nil,
    isGone: Bool = false, notBefore: Date? = nil
  ) {
    self.address = address
    self.validators = validators
    self.bodyHash = bodyHash
    self.due = due
    self.lastAttempt = lastAttempt
    self.lastSuccess = lastSuccess
    self.failures = failures
    self.problem = problem
    self.blindSince = blindSince
    self.adaptedInterval = adaptedInterval
    self.minimumInterval = minimumInterval
    self.quietTimes = quietTimes
    self.pace = pace
    self.day = day
    self.items = items
    self.lastItem = lastItem
    self.longestSilence = longestSilence
    self.move = move
    self.isGone = isGone
    self.notBefore = notBefore
  }
}

extension PollState {
  /// Whether it was learned from a source's address.
  package func fits(_ source: Source) -> Bool { address == nil || address == source.url }
}

/// A new address that a server names by 301 or 308.
package struct Move: Hashable, Sendable {
  package var url: String

  /// When it was first named; each reply since has named the same.
  package var since: Date

  /// Replies that named it.
  package var sightings: Int

  /// Whether it is believed: it is asked instead of the configured address.
  package var isAdopted: Bool

  package init(url: String, since: Date, sightings: Int = 1, isAdopted: Bool = false) {
    self.url = url
    self.since = since
    self.sightings = sightings
    self.isAdopted = isAdopted
  }
}

/// What is remembered of a host that several sources may share.
package struct HostState: Hashable, Sendable {
  /// No request to the host before this moment.
  package var notBefore: Date

  /// Refusals in a row that spoke of too many requests.
  package var refusals: Int

  package init(notBefore: Date, refusals: Int = 0) {
    self.notBefore = notBefore
    self.refusals = refusals
  }
}
