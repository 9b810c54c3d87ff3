package import FoundationEssentials
package import Model

extension Schedule {
  /// The sources that cannot be read now, in the order of the configuration.
  package func blind(at now: Date) -> [Blindness] {
    entries.compactMap { entry in
      let state = entry.state
      if let since = state.blindSince {
        return Blindness(
          source: entry.source.id, since: since, problem: state.problem ?? "cannot be read")
      }
      guard let since = heldSince(entry, at: now),
        let host = queue.state(ofHost: pacing.host(of: entry.url).name)
      else { return nil }
      return Blindness(
        source: entry.source.id, since: since,
        problem: "its host asked for quiet until \(host.notBefore.utc)")
    }
  }

  /// Since when a source that is well itself has been held back for its host's sake; nil where that
  /// is no longer than it may wait anyway.
  func heldSince(_ entry: Entry, at now: Date) -> Date? {
    entry.heldSince.flatMap {
      now - $0 > pacing.interval(of: entry.source, entry.state) ? $0 : nil
    }
  }
}
