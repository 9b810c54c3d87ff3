package import FoundationEssentials
package import Model

/// A poll to be made now.
package struct PollOrder: Hashable, Sendable {
  package var source: Source

  /// The address to ask: the source's own, or the one it has moved to for good.
  package var url: String

  /// They belong to their own `url`, which differs from the order's where that redirects: send them
  /// on the hop to exactly that address and on no other (RFC 9110 §13.1). Nil makes the poll
  /// unconditional.
  package var validators: Validators?

  /// Hash of the last body that was a feed: a reply with the same is `unchanged`.
  package var bodyHash: UInt64?

  /// Time from the end of one request to the host to the begin of the next.
  package var gap: Duration

  /// To be stored before the request goes out: should the program end before the poll does, the next
  /// start does not ask the source again at once, and so not at each start of a program that keeps
  /// failing.
  package var state: PollState
}

extension Validators {
  /// The fields that make a request for `url` conditional, byte for byte what the server gave.
  package var conditions: [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = []
    if let etag { fields.append(("If-None-Match", etag)) }
    if let lastModified { fields.append(("If-Modified-Since", lastModified)) }
    return fields
  }
}

/// What the caller has to store, and what is worth a line of the log.
package struct PollUpdate: Sendable {
  /// Of the source that was polled.
  package var state: PollState

  /// Of its host; nil where nothing changed that has to survive a restart.
  package var host: (name: String, state: HostState)?

  /// A stretch without observation that ended with this poll.
  package var gap: Gap?

  package var events: [PollEvent]
}

/// A turn in the life of a source.
package enum PollEvent: Hashable, Sendable {
  /// The first failure after a success; once for all sources of a host that fail for one reason.
  case failed(reason: String)

  /// Failures went on for long enough to tell people; once for each stretch of failures, and once
  /// for all sources of a host that fail for the same reason.
  case blind(reason: String, since: Date, failures: Int)

  /// The first success after failures that were told; once for a host and reason as well.
  case recovered(since: Date, failures: Int)

  /// No host at all is reached: the fault is on our side. Told once, in the place of a line for each
  /// host, until `reached`.
  case cutOff(since: Date, reason: String)

  /// A host answered after `cutOff`.
  case reached(since: Date)

  /// The server said 410: the source is not polled any more.
  case gone

  /// A permanent redirect is believed; the configuration should follow.
  case moved(to: String)

  /// No item of the last poll is left in the document: some may have come and gone between.
  case overrun(items: Int)

  /// It answers as ever but has had nothing new for longer than is its habit; told once.
  case silent(since: Date, longest: Duration)

  /// Something new after a silence that was told.
  case heardAgain(since: Date)
}
