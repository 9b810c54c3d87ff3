package import FoundationEssentials
package import Model

/// How fast sources are polled: those without a configured interval slower where their host's budget
/// is spent, and all that may surge faster while what they carry is on the rise.
extension Schedule {
  /// Polls these sources more often from now on, and all others as usual again.
  ///
  /// Only those that may surge: an interval that somebody chose is the operator's word, and may be a
  /// publisher's. What servers and documents ask for holds, as do gap, budget and the least interval.
  ///
  /// - Parameter sources: The most telling first; `Pacing.surgeSources` of them count.
  package mutating func surge(_ sources: [Source.ID], at now: Date) {
    let chosen = Set(sources.prefix(pacing.surgeSources))
    for place in entries.indices
    where entries[place].isSurging != chosen.contains(entries[place].source.id) {
      entries[place].isSurging.toggle()
      count(place)
      if entries[place].isSurging { hasten(place, at: now) }
    }
  }

  /// Brings a waiting source forward to where its new interval puts it.
  private mutating func hasten(_ place: Int, at now: Date) {
    let entry = entries[place]
    guard entry.isWaiting, entry.source.surges, entry.state.failures == 0,
      entry.heldSince == nil, let last = entry.state.lastAttempt
    else { return }
    let line = line(of: place)
    guard !waitsForTurn(place, on: line) else { return }
    let interval = pacing.interval(of: entry.source, entry.state) * tempo(of: place, on: line)
    let due = max(now, entry.state.notBefore ?? now, last + max(interval, pacing.minimumInterval))
    guard due < entry.state.due else { return }
    move([place: due], in: line)
    setApart(line, from: now)
  }

  /// By what a source's interval is multiplied.
  func tempo(of place: Int, on line: Int) -> Double {
    let (demand, budget) = (queue.lines[line].demand, queue.lines[line].pacing.budget)
    guard entries[place].source.interval != nil else {
      return demand.stretch(within: budget) * surge(of: place)
    }
    // A surge spends what the host has left, and an interval that is set never grows.
    return min(1, surge(of: place) * max(1, demand.total / budget))
  }

  /// Whether a line may be asked twice as often for an hour, see `DayProfile`.
  func hasRoom(_ line: Int) -> Bool {
    queue.lines[line].demand.total * 2 <= queue.lines[line].pacing.budget
  }

  private func surge(of place: Int) -> Double {
    entries[place].isSurging && entries[place].source.surges ? 1 / pacing.surgeFactor : 1
  }

  /// Keeps account of what a source asks of its host.
  mutating func count(_ place: Int) {
    if let old = entries[place].share { queue.withdraw(old.share, from: old.line) }
    entries[place].share = nil
    guard !entries[place].state.isGone else { return }
    let share = pacing.share(
      of: entries[place].source, entries[place].state, tempo: surge(of: place))
    let line = line(of: place)
    queue.enter(share, into: line)
    entries[place].share = (line, share)
  }
}
