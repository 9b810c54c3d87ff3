/// Keeps the number of names that are looked up at once within a limit.
///
/// curl starts a thread for each lookup: 500 new hosts at once were seen to make 480 threads.
struct NameLookups {
  static let limit = 64

  /// How long curl remembers a name. Short, because a request costs more the more names curl knows.
  static let memory: Duration = .seconds(10)

  private var running = 0
  private var known: [String: ContinuousClock.Instant] = [:]

  enum Admission {
    case noLookup
    /// To be given back with `end`.
    case lookup
    case full
  }

  var hasRoom: Bool { running < Self.limit }

  mutating func admit(_ address: WebAddress, at now: ContinuousClock.Instant) -> Admission {
    // What lies below localhost curl knows by itself: RFC 6761 section 6.3.
    if address.literal != nil || address.host.hasSuffix(".localhost") { return .noLookup }
    if let until = known[address.host], now < until { return .noLookup }
    guard hasRoom else { return .full }
    running += 1
    return .lookup
  }

  mutating func end(_ host: String, isFound: Bool, at now: ContinuousClock.Instant) {
    running -= 1
    guard isFound else { return }
    // Half of curl's own span, which began earlier.
    known[host] = now + Self.memory / 2
    if known.count > 1024 { known = known.filter { now < $0.value } }
  }
}
