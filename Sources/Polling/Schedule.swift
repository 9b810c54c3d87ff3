package import FoundationEssentials
package import Model

/// Decides which source is asked when.
///
/// Promises, each to the server's eye: no poll before the stored due moment, no gap shorter than the
/// interval, one request at a time to a host and a pause after each, no request before the moment a
/// server named, nothing given up for ever but what is gone. The cost of a poll grows with the
/// logarithm of the number of sources.
package struct Schedule: Sendable {
  private var pacing: Pacing
  private var entries: [Entry] = []
  private var places: [Source.ID: Int] = [:]
  private var queue = DueQueue()
  /// Also of sources that have left the configuration since.
  private var flights: [Source.ID: Flight] = [:]
  private var blackout = Blackout()

  private struct Entry: Sendable {
    var source: Source
    var state: PollState
    var isWaiting = false
    /// When it would have been asked, had its host not wanted quiet.
    var heldSince: Date?

    /// The address to ask.
    var url: String { state.move.flatMap { $0.isAdopted ? $0.url : nil } ?? source.url }
  }

  private struct Flight: Sendable {
    var order: PollOrder
    var line: Int
    var began: Date
  }

  /// - Parameters:
  ///   - states: What was stored of earlier runs; a source without is new. New sources are spread
  ///     over their interval, the first polls at once.
  ///   - hosts: What was stored of hosts, by name.
  package init(
    _ sources: [Source], states: [Source.ID: PollState], hosts: [String: HostState],
    pacing: Pacing, at now: Date
  ) {
    self.pacing = pacing
    for (name, state) in hosts {
      var state = state
      // A clock that ran ahead once must not silence a host for years.
      state.notBefore = min(state.notBefore, now + pacing.retryAfterCeiling)
      queue.set(state, of: queue.line(of: (name, pacing.host(of: name).pacing)))
    }
    install(sources, states: states, at: now)
  }

  /// The polls that are due, the longest due first, one for each host that is free; they count as
  /// under way until `finish` or `abandon`. Keeping to time limits is the caller's part.
  package mutating func begin(at now: Date, limit: Int) -> [PollOrder] {
    var orders: [PollOrder] = []
    while orders.count < limit, let (place, line) = queue.popDue(at: now) {
      entries[place].isWaiting = false
      let entry = entries[place]
      let order = PollOrder(
        source: entry.source, url: entry.url, validators: entry.state.validators,
        bodyHash: entry.state.bodyHash)
      flights[entry.source.id] = Flight(order: order, line: line, began: now)
      orders.append(order)
    }
    return orders
  }

  /// Takes in how a poll went. Nil where the source has left the configuration or changed its address
  /// meanwhile: then the outcome concerns nobody, and nothing is to be stored.
  package mutating func finish(
    _ id: Source.ID, _ outcome: PollOutcome, at now: Date
  ) -> PollUpdate? {
    guard let flight = land(id, at: now) else { return nil }
    guard let place = places[id], entries[place].source.url == flight.order.source.url else {
      requeue(id)
      return nil
    }
    var order = flight.order
    order.source = entries[place].source
    let old = queue.lines[flight.line].state
    let verdict = Verdict(
      on: outcome, of: order, state: entries[place].state, host: old, pacing: pacing,
      began: flight.began, at: now)
    entries[place].state = verdict.state
    entries[place].heldSince = nil
    queue.set(verdict.host, of: flight.line)
    if verdict.host.notBefore > old.notBefore { spread(flight.line) }
    if !verdict.state.isGone {
      entries[place].state.due = queue.quietest(
        from: verdict.earliest, within: verdict.window, for: id)
      wait(place)
    }
    notice(outcome, of: place, on: flight.line, at: now)
    let host = verdict.host == old ? nil : (queue.lines[flight.line].name, verdict.host)
    return PollUpdate(
      state: entries[place].state, host: host,
      events: verdict.events.filter { !isToldAlready($0, place, flight.line) })
  }

  /// Takes back a poll that was begun and will not be finished: it is due as before.
  package mutating func abandon(_ id: Source.ID, at now: Date) {
    if land(id, at: now) != nil { requeue(id) }
  }

  /// When `begin` is worth calling again: `now` where something is due already, nil where nothing
  /// waits but for polls under way.
  package func nextDue(after now: Date) -> Date? {
    queue.nextTurn.map { max($0, now) }
  }

  /// Takes over a new configuration. Sources that keep id and address keep their state; a new address
  /// is a new source. Polls under way go on.
  package mutating func replace(_ sources: [Source], pacing: Pacing, at now: Date) {
    self.pacing = pacing
    queue.adopt { pacing.host(of: $0).pacing }
    var states: [Source.ID: PollState] = [:]
    let old = places.mapValues { entries[$0] }
    for source in sources {
      guard let entry = old[source.id], entry.source.url == source.url else { continue }
      var state = entry.state
      // A shorter interval counts from now, unless the source is failing.
      if state.failures == 0, let interval = source.interval, interval != entry.source.interval {
        state.due = min(state.due, now + max(interval, pacing.minimumInterval))
      }
      states[source.id] = state
    }
    entries = []
    places = [:]
    queue.removeAll()
    blackout = Blackout()
    install(sources, states: states, at: now)
    for id in states.keys {
      if let place = places[id] { entries[place].heldSince = old[id]?.heldSince }
    }
  }

  /// Makes each source that fares well due as soon as the least interval since it was last asked is
  /// over, for a run that asks all of them once; gives those that are due within that interval. Who
  /// fails keeps its back-off.
  package mutating func hasten(at now: Date) -> [Source.ID] {
    var dues: [Int: [Int: Date]] = [:]
    for place in entries.indices where entries[place].isWaiting {
      let state = entries[place].state
      let rested = state.lastAttempt.map { max($0 + pacing.minimumInterval, now) } ?? now
      guard state.failures == 0, rested < state.due else { continue }
      dues[line(of: place), default: [:]][place] = rested
    }
    for (line, dues) in dues { move(dues, in: line) }
    let latest = now + pacing.minimumInterval
    return entries.filter { $0.isWaiting && $0.state.due <= latest }.map(\.source.id)
  }

  /// The sources that cannot be read now, in the order of the configuration.
  package func blind(at now: Date) -> [Blindness] {
    entries.compactMap { entry in
      let state = entry.state
      if let since = state.blindSince {
        return Blindness(
          source: entry.source.id, since: since, problem: state.problem ?? "cannot be read")
      }
      // Well itself, but its host wants to be left alone for longer than the source may wait.
      guard let since = entry.heldSince,
        now - since > pacing.interval(of: entry.source, state),
        let host = queue.state(ofHost: pacing.host(of: entry.url).name)
      else { return nil }
      return Blindness(
        source: entry.source.id, since: since,
        problem: "its host asked for quiet until \(host.notBefore.utc)")
    }
  }
}

// MARK: Lines and turns

extension Schedule {
  private mutating func install(
    _ sources: [Source], states: [Source.ID: PollState], at now: Date
  ) {
    // Nor a source.
    let latest = now + max(pacing.retryAfterCeiling, pacing.backOffCeiling)
    var new: [Int] = []
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
      if let last = entries[place].state.lastAttempt {
        queue.rest(line(of: place), after: min(last, now))
      }
      if flights[entries[place].source.id] == nil { wait(place) }
    }
    for line in queue.lines.indices where queue.lines[line].state.notBefore > now { spread(line) }
  }

  /// Where the `rank`-th of `count` stands, when they are set evenly over their intervals.
  private func offset(_ rank: Int, of count: Int, _ place: Int) -> Duration {
    let interval = pacing.interval(of: entries[place].source, entries[place].state)
    return min(interval, pacing.firstPollsWithin) * (Double(rank) / Double(count))
  }

  /// Ends a flight: its host is free after the gap.
  private mutating func land(_ id: Source.ID, at now: Date) -> Flight? {
    guard let flight = flights.removeValue(forKey: id) else { return nil }
    queue.release(flight.line, at: now)
    return flight
  }

  private mutating func wait(_ place: Int) {
    entries[place].isWaiting = true
    queue.insert(place, due: entries[place].state.due, into: line(of: place))
  }

  /// Puts a source back into its line after a poll that told nothing about it.
  private mutating func requeue(_ id: Source.ID) {
    guard let place = places[id], !entries[place].isWaiting, !entries[place].state.isGone else {
      return
    }
    wait(place)
  }

  /// Sources that come due while their host wants quiet would all be asked in one burst when it
  /// ends, and again in one burst from then on: spread them over their interval behind it.
  private mutating func spread(_ line: Int) {
    let end = queue.lines[line].state.notBefore
    let held = queue.lines[line].queue.elements.sorted().filter { $0.due < end }
    var dues: [Int: Date] = [:]
    for (rank, place) in held.enumerated() {
      entries[place.entry].heldSince = entries[place.entry].heldSince ?? place.due
      dues[place.entry] = end + offset(rank + 1, of: held.count + 1, place.entry)
    }
    move(dues, in: line)
  }

  /// Sees the end of a blackout: who was not reached in it has been slowed down for nothing.
  private mutating func notice(_ outcome: PollOutcome, of place: Int, on line: Int, at now: Date) {
    if case .failed = outcome { return blackout.note(place, line) }
    let woken = blackout.end(hosts: queue.lines.count).filter { $0 != place }
    var dues: [Int: [Int: Date]] = [:]
    for (rank, place) in woken.enumerated() where entries[place].isWaiting {
      let due = min(entries[place].state.due, now + offset(rank, of: woken.count, place))
      dues[self.line(of: place), default: [:]][place] = due
    }
    for (line, dues) in dues { move(dues, in: line) }
  }

  private mutating func move(_ dues: [Int: Date], in line: Int) {
    for (place, due) in dues { entries[place].state.due = due }
    queue.move(dues, in: line)
  }

  private mutating func line(of place: Int) -> Int {
    queue.line(of: pacing.host(of: entries[place].url))
  }

  /// Whether people know already that a host fails, from another of its sources.
  private func isToldAlready(_ event: PollEvent, _ place: Int, _ line: Int) -> Bool {
    guard case .blind(let reason, _, _) = event else { return false }
    return queue.lines[line].queue.elements.contains {
      $0.entry != place && entries[$0.entry].state.problem == reason
        && pacing.isTold(entries[$0.entry].state)
    }
  }
}
