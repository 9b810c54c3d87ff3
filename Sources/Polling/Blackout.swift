/// Tells an outage of our own from those of others: for a while no host at all is reached.
///
/// Without it, an hour without network would push every source into a long back-off, and the daemon
/// would be deaf for hours after the network is back.
struct Blackout: Sendable {
  /// So many hosts that fail in a row, with no answer from any other between, are no chance.
  private static let leastHosts = 5

  private var unreached: Set<Int> = []
  private var lines: Set<Int> = []

  mutating func note(_ entry: Int, _ line: Int) {
    unreached.insert(entry)
    lines.insert(line)
  }

  /// A host answered: gives the entries that were not reached meanwhile, in the order of the
  /// configuration; none where it was no blackout.
  ///
  /// - Parameter hosts: How many there are at all.
  mutating func end(hosts: Int) -> [Int] {
    let isBlackout = lines.count >= min(Self.leastHosts, max(hosts, 2))
    let entries = isBlackout ? unreached.sorted() : []
    unreached = []
    lines = []
    return entries
  }
}
