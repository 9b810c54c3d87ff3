package import Model

/// How one host is treated, or all hosts of a domain.
package struct HostPacing: Hashable, Sendable {
  /// Whom a refusal by 429 or 503 concerns.
  package enum Scope: Hashable, Sendable {
    /// All sources of the host: servers count by client.
    case host
    /// The source alone: a bridge answers for many servers and passes on their refusals.
    case source
  }

  /// Time from the end of one request to the begin of the next.
  package var gap: Duration

  /// Requests at once, those aside that have gone on for longer than `patience`.
  package var concurrency = 1

  /// After so long without an end a request is hanging, and the next is not held up by it.
  package var patience: Duration = .seconds(5)

  /// Hanging requests that are passed by; with more of them the host itself hangs.
  package var mostHanging = 3

  /// Requests an hour that sources without an interval of their own share: one in six seconds is a
  /// load that no host feels. Their intervals stretch where they would want more.
  package var requestsPerHour: Double

  package var backOff: Scope

  package var statuses: StatusPolicy

  package init(
    gap: Duration = .seconds(2), requestsPerHour: Double = 600, backOff: Scope = .host,
    statuses: StatusPolicy = StatusPolicy()
  ) {
    self.gap = gap
    self.requestsPerHour = requestsPerHour
    self.backOff = backOff
    self.statuses = statuses
  }

  /// A file of this machine: nobody is burdened.
  static let local = HostPacing(gap: .zero, requestsPerHour: .infinity)

  /// Requests an hour that the gap lets through, were each answered at once.
  package var capacity: Double {
    gap > .zero ? 3600 / gap.seconds * Double(concurrency) : .infinity
  }

  /// Requests an hour that are shared out.
  package var budget: Double { min(requestsPerHour, capacity) }
}
