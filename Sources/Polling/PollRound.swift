package import FoundationEssentials
package import Model

/// Whom a run that asks each source once asks, and whom it leaves out.
package struct PollRound: Hashable, Sendable {
  /// In the order of the configuration.
  package var asked: [Source.ID] = []

  /// In the order of the configuration.
  package var leftOut: [LeftOut] = []

  /// A source that is not asked now.
  package struct LeftOut: Hashable, Sendable {
    package var source: Source.ID
    package var reason: Reason

    /// From when on it may be asked; nil where that is never.
    package var until: Date?
  }

  /// What forbids to ask a source.
  package enum Reason: Hashable, Sendable {
    /// `Pacing.minimumInterval` since it was last asked is not over.
    case askedLately
    /// Its server or its document wants no poll yet: `Retry-After`, `max-age`, `ttl`, quiet hours.
    case unwanted
    /// Its host, by this name, wants no request yet.
    case unwantedByHost(String)
    /// It has failed for so long that it counts as blind, and is not due again yet.
    case backingOff
    /// Its server said 410.
    case gone
  }
}

extension Schedule {
  /// Makes each source due that may be asked, for a run that asks all of them once.
  ///
  /// Its own rhythm is no reason to leave a source out, nor are some failures: who runs this by hand
  /// has just mended what was wrong. Files of this machine are looked at each time.
  package mutating func hasten(at now: Date) -> PollRound {
    var round = PollRound()
    var dues: [Int: [Int: Date]] = [:]
    for place in entries.indices {
      let entry = entries[place]
      if let (reason, until) = hindrance(of: entry, at: now) {
        round.leftOut.append(
          PollRound.LeftOut(source: entry.source.id, reason: reason, until: until))
        continue
      }
      round.asked.append(entry.source.id)
      if entry.state.due > now { dues[line(of: place), default: [:]][place] = now }
    }
    for (line, dues) in dues { move(dues, in: line) }
    return round
  }

  private func hindrance(
    of entry: Entry, at now: Date
  ) -> (reason: PollRound.Reason, until: Date?)? {
    let state = entry.state
    if state.isGone { return (.gone, nil) }
    if entry.source.isLocal { return nil }
    let host = pacing.host(of: entry.url).name
    if let until = queue.state(ofHost: host)?.notBefore, until > now {
      return (.unwantedByHost(host), until)
    }
    if let until = state.notBefore, until > now { return (.unwanted, until) }
    // A clock that was set back must not make a poll of the future out of one of the past.
    guard let last = state.lastAttempt.map({ min($0, now) }) else { return nil }
    if let opening = state.quietTimes?.opening(from: now), opening > now {
      let until = min(opening, last + pacing.publisherCeiling)
      if until > now { return (.unwanted, until) }
    }
    if last + pacing.minimumInterval > now { return (.askedLately, last + pacing.minimumInterval) }
    return pacing.isBlind(state) && state.due > now ? (.backingOff, state.due) : nil
  }
}
