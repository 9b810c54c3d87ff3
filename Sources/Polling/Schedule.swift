package import FoundationEssentials
package import Model

/// Decides which source is asked when.
///
/// Promises, each to the server's eye: no poll before the stored due moment, no gap shorter than the
/// interval, one request at a time to a host and a pause after each, no request before the moment a
/// server named, nothing given up for ever but what is gone. The cost of a poll grows with the
/// logarithm of the number of sources.
package struct Schedule: Sendable {
  var pacing: Pacing
  var entries: [Entry] = []
  var places: [Source.ID: Int] = [:]
  var queue = DueQueue()
  /// Also of sources that have left the configuration since.
  var flights: [Source.ID: Flight] = [:]
  var blackout = Blackout()

  struct Entry: Sendable {
    var source: Source
    var state: PollState
    var isWaiting = false
    /// When it would have been asked, had its host not wanted quiet.
    var heldSince: Date?
    var isSurging = false
    /// Where an address stands in line; a name takes longer to find than a poll should.
    var line: (url: String, line: Int)?
    /// What it asks of its host, and which that is.
    var share: (line: Int, share: Demand.Share)?

    /// The address to ask.
    var url: String { state.move.flatMap { $0.isAdopted ? $0.url : nil } ?? source.url }
  }

  struct Flight: Sendable {
    var order: PollOrder
    var line: Int
    var began: Date
    /// When its latest request went out, or will.
    var asked: Date
    /// When it was due.
    var due: Date
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

  /// The polls that are due, the longest due first, as far as their hosts are free; they count as
  /// under way until `finish` or `abandon`. Keeping to time limits is the caller's part.
  ///
  /// - Parameter limit: How many may be under way at once. Those that hang do not count, so that dead
  ///   hosts do not hold up the others; but there are never more than twice as many.
  package mutating func begin(at now: Date, limit: Int) -> [PollOrder] {
    let hanging = flights.values.count { now - $0.asked >= pacing.host.patience }
    var room = min(limit - flights.count + hanging, 2 * limit - flights.count)
    var orders: [PollOrder] = []
    while room > 0, let (place, line) = queue.popDue(at: now) {
      room -= 1
      let due = entries[place].state.due
      entries[place].isWaiting = false
      let interval = pacing.interval(of: entries[place].source, entries[place].state)
      entries[place].state.due = max(due, now + interval)
      let entry = entries[place]
      let order = PollOrder(
        source: entry.source, url: entry.url, validators: entry.state.validators,
        bodyHash: entry.state.bodyHash, gap: queue.lines[line].pacing.gap, state: entry.state)
      flights[entry.source.id] = Flight(
        order: order, line: line, began: now, asked: now, due: due)
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
    let before = entries[place]
    let old = queue.lines[flight.line].state
    var order = flight.order
    order.source = before.source
    let verdict = Verdict(
      on: outcome,
      Verdict.Circumstances(
        order: order, host: old, hostPacing: queue.lines[flight.line].pacing,
        tempo: tempo(of: place, on: flight.line), followsHours: hasRoom(flight.line),
        began: flight.began,
        heldSince: heldSince(before, at: now),
        isOurFault: before.source.isLocal || blackout.since != nil),
      state: before.state, pacing: pacing, at: now)
    entries[place].state = verdict.state
    entries[place].heldSince = nil
    queue.set(verdict.host, of: flight.line)
    if verdict.host.notBefore > old.notBefore { spread(flight.line) }
    if !verdict.state.isGone {
      let line = line(of: place)
      let turn = turn(of: place, on: line, from: verdict.earliest, asked: now)
      entries[place].state.due =
        turn ?? queue.quietest(from: verdict.earliest, within: verdict.window, for: id)
      wait(place)
      if entries[place].isSurging { setApart(line, from: now) }
    }
    count(place)
    let outage = notice(outcome, of: place, on: flight.line, at: now)
    return PollUpdate(
      state: entries[place].state,
      host: verdict.host == old ? nil : (queue.lines[flight.line].name, verdict.host),
      gap: verdict.gap,
      events: outage + tellings(of: before, verdict.state, on: flight.line)
        + verdict.events)
  }

  /// A poll goes on with another request to its host, after the gap: until then, and while that
  /// request does not hang, the host is not free.
  package mutating func goOn(with id: Source.ID, at now: Date) {
    guard var flight = flights[id] else { return }
    let next = now + flight.order.gap
    queue.extend(flight.line, from: flight.asked, to: next)
    flight.asked = next
    flights[id] = flight
  }

  /// Takes back a poll that was begun and will not be finished: it is due as before. Gives the state
  /// to be stored; nil where there is nothing to store.
  package mutating func abandon(_ id: Source.ID, at now: Date) -> PollState? {
    guard let flight = land(id, at: now) else { return nil }
    guard let place = places[id], !entries[place].isWaiting else { return nil }
    if entries[place].source.url == flight.order.source.url {
      entries[place].state.due = flight.due
    }
    requeue(id)
    return entries[place].state
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
}
