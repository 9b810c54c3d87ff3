import Model
import Polling
import Transport

/// How one kind of place on the web is listened to: where to ask, how to read the answer, and with
/// how much patience.
struct Preset: Sendable {
  var name: String

  /// What it brings, in a clause.
  var about: String

  /// Where the place itself tells how it is asked.
  var documentation: String?

  /// What the operator must have got before; nil where anybody may ask.
  var needs: String?

  /// What the operator gives, in the order in which it is asked for.
  var parameters: [PresetParameter] = []

  /// The address with `{name}` where a parameter goes, `{&name}` for one that may be missing.
  var url: String

  var headers: [HTTPHeader] = []
  var rung: Rung
  var outlet: String?
  var interval: Duration?

  /// The JSON of a `Mapping`, with `<name>` where a parameter goes.
  var mapping: String?

  /// What the place requires of `auth`, with `{name}` where a parameter goes.
  var auth: AuthorizationTerms?

  var policy = PresetPolicy()
  var proposed = Proposal.never

  /// Whether `add` proposes it for a brand.
  enum Proposal: String, Sendable, CaseIterable {
    case never

    /// Disabled, for somebody has to get something first.
    case disabled
    case enabled
  }
}

/// What is known of how a place wants to be asked.
struct PresetPolicy: Hashable, Sendable {
  /// Time between two requests to its host, where it asks for more than usual.
  var hostGap: Duration?

  /// Whom a refusal concerns.
  var backOff = HostPacing.Scope.host

  /// Statuses by which it says that it is asked too often, besides 429 and 503.
  var throttledStatuses: [Int] = []

  /// Statuses that pass by themselves although they say that something is gone.
  var transientStatuses: [Int] = []

  /// Pages that may be read of one answer, the first one included.
  var pages = 1

  var limit: RequestLimit?

  /// What its statuses mean; nil where they mean what they say.
  var statuses: StatusPolicy? {
    throttledStatuses.isEmpty && transientStatuses.isEmpty
      ? nil : StatusPolicy(throttled: Set(throttledStatuses), passing: Set(transientStatuses))
  }

  /// How its host is to be treated, where others are treated as `usual`: never less patiently.
  func pacing(besides usual: HostPacing) -> HostPacing {
    var pacing = usual
    pacing.gap = max(usual.gap, hostGap ?? .zero)
    if backOff == .source { pacing.backOff = .source }
    if let limit {
      let perHour = Double(limit.requests) * 3600 / limit.per.seconds
      pacing.requestsPerHour = min(usual.requestsPerHour, perHour)
    }
    return pacing
  }
}

/// So many requests in so much time are free.
struct RequestLimit: Hashable, Sendable {
  var requests: Int
  var per: Duration
}

/// What the operator tells a preset.
struct PresetParameter: Sendable {
  var name: String
  var about: String
  var kind = Kind.text
  var example: String?
  var isOptional = false

  /// What goes there where the operator says nothing.
  var standard: String?

  /// What `add` makes of a brand's name for it.
  var origin: Origin?

  /// What `add` proposes besides; one source for each.
  var proposals: [String] = []

  enum Kind: String, Sendable, CaseIterable {
    /// Any text.
    case text
    /// A host name, with a port where it needs one.
    case host
    /// An absolute http or https address.
    case url
    /// Words that the place wants with a plus between them.
    case list
    /// A part of an address behind the question mark, as it is.
    case query
  }

  enum Origin: String, Sendable, CaseIterable {
    /// The name, in quotes where it is several words.
    case phrase
    /// The name without all but letters and digits.
    case tag
  }

  var isRequired: Bool { standard == nil && !isOptional }

  /// A value that shows how it is written.
  var sample: String {
    switch origin {
    case .phrase: example ?? "\"acme air\""
    case .tag: example ?? "acmeair"
    case nil: example ?? standard ?? name.uppercased()
    }
  }
}
