import FoundationEssentials
import Model

/// Who stands in which line, and when each has its turn.
extension Schedule {
  mutating func install(_ sources: [Source], states: [Source.ID: PollState], at now: Date) {
    // Nor a source.
    let latest = now + max(pacing.retryAfterCeiling, pacing.backOffCeiling)
    var new: [Int] = []
    entries.reserveCapacity(sources.count)
    places.reserveCapacity(sources.count)
    queue.reserve(sources.count)
    for source in sources where places[source.id] == nil {
      let place = entries.count
      places[source.id] = place
      let known = states[source.id].flatMap { $0.fits(source) ? $0 : nil }
      var state = known ?? PollState(due: now)
      state.address = source.url
      let slowest = latest + pacing.interval(of: source, state) * (1 + pacing.jitter)
      state.due = min(state.due, slowest)
      entries.append(Entry(source: source, state: state))
      if known == nil { new.append(place) }
    }
    // A few are all asked within seconds: whoever starts the program wants to see that it works.
    let areFew = new.count <= pacing.promptFirstPolls
    for (rank, place) in new.enumerated() {
      let wait = areFew ? pacing.promptGap * rank : offset(rank, of: new.count, place)
      entries[place].state.due = now + wait
    }
    for place in entries.indices where !entries[place].state.isGone {
      let line = line(of: place)
      count(place)
      queue.restore(entries[place].state, isBlind: pacing.isBlind(entries[place].state), of: line)
      if let last = entries[place].state.lastAttempt {
        queue.rest(line, after: min(last, now))
      }
      if flights[entries[place].source.id] == nil { wait(place) }
    }
    for line in queue.lines.indices {
      if queue.lines[line].state.notBefore > now {
        spread(line)
      } else if isCrowded(line) {
        setApart(line, from: now)
      }
    }
  }

  /// Where the `rank`-th of `count` stands, when they are set evenly over their intervals.
  private func offset(_ rank: Int, of count: Int, _ place: Int) -> Duration {
    let interval = pacing.interval(of: entries[place].source, entries[place].state)
    return min(interval, pacing.firstPollsWithin) * (Double(rank) / Double(count))
  }

  /// Ends a flight: its host is free after the gap.
  mutating func land(_ id: Source.ID, at now: Date) -> Flight? {
    guard let flight = flights.removeValue(forKey: id) else { return nil }
    queue.release(flight.line, begunAt: flight.asked, at: now)
    return flight
  }

  mutating func wait(_ place: Int) {
    entries[place].isWaiting = true
    queue.insert(place, due: entries[place].state.due, into: line(of: place))
  }

  /// Puts a source back into its line after a poll that told nothing about it.
  mutating func requeue(_ id: Source.ID) {
    guard let place = places[id], !entries[place].isWaiting, !entries[place].state.isGone else {
      return
    }
    wait(place)
  }

  /// Sources that come due while their host wants quiet would all be asked in one burst when it
  /// ends, and again in one burst from then on: spread them over their interval behind it.
  mutating func spread(_ line: Int) {
    let end = queue.lines[line].state.notBefore
    let held = queue.lines[line].queue.elements.sorted().filter { $0.due < end }
    var dues: [Int: Date] = [:]
    for (rank, place) in held.enumerated() {
      entries[place.entry].heldSince = entries[place.entry].heldSince ?? place.due
      dues[place.entry] = end + offset(rank + 1, of: held.count + 1, place.entry)
    }
    move(dues, in: line)
    if isCrowded(line) { setApart(line, from: end) }
  }

  /// Sees the begin of a blackout and its end: who was not reached in it has been slowed down for
  /// nothing.
  mutating func notice(
    _ outcome: PollOutcome, of place: Int, on line: Int, at now: Date
  ) -> [PollEvent] {
    if entries[place].source.isLocal { return [] }
    if case .failed(let reason) = outcome {
      let isNew = blackout.note(place, line, hosts: queue.hosts, at: now)
      return isNew ? [.cutOff(since: blackout.since ?? now, reason: reason)] : []
    }
    guard let blackout = blackout.end() else { return [] }
    let woken = blackout.entries.filter { $0 != place }
    var dues: [Int: [Int: Date]] = [:]
    for (rank, place) in woken.enumerated() where entries[place].isWaiting {
      let due = min(entries[place].state.due, now + offset(rank, of: woken.count, place))
      dues[self.line(of: place), default: [:]][place] = due
    }
    for (line, dues) in dues {
      move(dues, in: line)
      if isCrowded(line) { setApart(line, from: now) }
    }
    return [.reached(since: blackout.since)]
  }

  mutating func move(_ dues: [Int: Date], in line: Int) {
    for (place, due) in dues { entries[place].state.due = due }
    queue.move(dues, in: line)
  }

  mutating func line(of place: Int) -> Int {
    let url = entries[place].url
    if let known = entries[place].line, known.url == url { return known.line }
    let line = queue.line(of: pacing.host(of: url))
    entries[place].line = (url, line)
    return line
  }

  /// What the failures of a host give to tell, and their end.
  ///
  /// - Parameter entry: As it was before the poll.
  mutating func tellings(
    of entry: Entry, _ after: PollState, on line: Int
  ) -> [PollEvent] {
    if after.isGone || blackout.since != nil && !entry.source.isLocal { return [] }
    if after.failures > 0 {
      return queue.failed(after, isBlind: pacing.isBlind(after), of: line).map { [$0] } ?? []
    }
    let before = entry.state
    guard before.failures > 0, let problem = before.problem, let since = before.blindSince,
      queue.recovered(from: problem, of: line)
    else { return [] }
    return [.recovered(since: since, failures: before.failures)]
  }
}
