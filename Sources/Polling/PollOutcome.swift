package import FoundationEssentials
package import Model

/// How a poll went, as the caller saw it.
package enum PollOutcome: Sendable {
  /// 304, or 200 with the body of the last time by its hash.
  case unchanged(PollReply)

  /// A document that could be read as a feed, empty ones included.
  case feed(PollReply, FeedHabits)

  /// 200 with something else: an error page, a challenge, nothing at all.
  case notAFeed(PollReply, reason: String)

  /// A status other than 2xx and 304.
  case refused(PollReply)

  /// The host was not reached, or not within the limits.
  case failed(reason: String)

  /// Whether the source told what it has.
  package var isAnswer: Bool {
    switch self {
    case .unchanged, .feed: true
    case .notAFeed, .refused, .failed: false
    }
  }
}

/// What a server answered, the document aside.
package struct PollReply: Sendable {
  package var status: Int

  /// The address that gave the answer, after redirects.
  package var url: String

  /// In the order received; the values byte for byte.
  package var headers: [(name: String, value: String)]

  /// `BodyHash` of the decoded body; nil where there was none.
  package var bodyHash: UInt64?

  /// Where a chain of nothing but 301 and 308 led; nil where there was no redirect or another one.
  package var permanentlyAt: String?

  /// Whether the connection broke before the end. Its validators are not kept then (RFC 9111 §3.3):
  /// those of the last whole body stay, as the rest is still wanted.
  package var isPart: Bool

  package init(
    status: Int, url: String, headers: [(name: String, value: String)] = [],
    bodyHash: UInt64? = nil, permanentlyAt: String? = nil, isPart: Bool = false
  ) {
    self.status = status
    self.url = url
    self.headers = headers
    self.bodyHash = bodyHash
    self.permanentlyAt = permanentlyAt
    self.isPart = isPart
  }

  /// The first value of a field, whatever the case of its name.
  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name }?.value
  }

  /// All values of a field that may come several times, as one list (RFC 9110 §5.3).
  func list(_ name: String) -> String {
    headers.filter { $0.name.lowercased() == name }.map(\.value).joined(separator: ",")
  }
}

/// What a document told about how its source publishes.
package struct FeedHabits: Hashable, Sendable {
  /// All items of the document, those of further pages that were asked for included.
  package var items: Int

  /// Those of the document alone.
  package var firstPage: Int

  /// Those among them that no earlier poll had shown.
  package var newItems: Int

  /// When they were published, of those that say it.
  package var moments: [Date]

  /// The least time between polls that the document asks for: RSS `ttl`, `sy:updatePeriod` by
  /// `sy:updateFrequency`.
  package var minimumInterval: Duration?

  /// When the document asks not to be polled: RSS `skipHours` and `skipDays`.
  package var quietTimes: QuietTimes?

  package init(
    items: Int, newItems: Int, firstPage: Int? = nil, moments: [Date] = [],
    minimumInterval: Duration? = nil,
    quietTimes: QuietTimes? = nil
  ) {
    self.items = items
    self.firstPage = firstPage ?? items
    self.newItems = newItems
    self.moments = moments
    self.minimumInterval = minimumInterval
    self.quietTimes = quietTimes
  }

  /// Whether nothing is left of a document with so many items, so that more may have come and gone
  /// between. Of a shorter document the items have grown old, as in searches for the last day.
  func replaces(_ before: Int?) -> Bool {
    guard let before, before > 0, firstPage >= before else { return false }
    return newItems >= items
  }
}
