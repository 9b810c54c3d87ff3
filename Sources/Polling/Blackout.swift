import FoundationEssentials

/// Tells an outage of our own from those of others: for a while no host at all is reached.
///
/// Without it, an hour without network would push every source into a long back-off, the daemon
/// would be deaf for hours after the network is back, and people would read a line for each host.
struct Blackout: Sendable {
  /// So many hosts that fail in a row, with no answer from any other between, are no chance.
  private static let leastHosts = 5

  private var unreached: Set<Int> = []
  private var lines: Set<Int> = []

  /// The first failure of the row.
  private var began: Date?

  /// Since when nothing is reached; nil while that may be chance.
  private(set) var since: Date?

  /// An entry was not reached; whether it is the one by which the blackout shows.
  ///
  /// - Parameter hosts: How many there are at all.
  mutating func note(_ entry: Int, _ line: Int, hosts: Int, at now: Date) -> Bool {
    unreached.insert(entry)
    lines.insert(line)
    began = began ?? now
    guard since == nil, lines.count >= min(Self.leastHosts, max(hosts, 2)) else { return false }
    since = began
    return true
  }

  /// A host answered: gives since when none did, and the entries that were not reached meanwhile, in
  /// the order of the configuration; nil where it was no blackout.
  mutating func end() -> (since: Date, entries: [Int])? {
    defer { self = Blackout() }
    return since.map { ($0, unreached.sorted()) }
  }
}
