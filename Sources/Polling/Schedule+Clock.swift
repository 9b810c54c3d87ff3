import FoundationEssentials
package import Model

/// What follows when somebody sets the clock back.
extension Schedule {
  /// Moves all moments back by as much as the clock, so that what was due in a minute is due in a
  /// minute still, and not in an hour and a minute. Gives what has to be stored.
  package mutating func setBack(
    by length: Duration
  ) -> (sources: [Source.ID: PollState], hosts: [String: HostState]) {
    for place in entries.indices {
      entries[place].state.setBack(by: length)
      entries[place].heldSince?.setBack(by: length)
    }
    for id in flights.keys {
      flights[id]?.began.setBack(by: length)
      flights[id]?.asked.setBack(by: length)
      flights[id]?.due.setBack(by: length)
    }
    queue.setBack(by: length)
    let hosts = queue.lines.filter { $0.state.notBefore > .distantPast }
    return (
      Dictionary(entries.map { ($0.source.id, $0.state) }) { first, _ in first },
      Dictionary(hosts.map { ($0.name, $0.state) }) { first, _ in first }
    )
  }
}

extension PollState {
  /// What the server told of its items stays: that was not read from our clock.
  fileprivate mutating func setBack(by length: Duration) {
    due.setBack(by: length)
    lastAttempt?.setBack(by: length)
    lastSuccess?.setBack(by: length)
    blindSince?.setBack(by: length)
    notBefore?.setBack(by: length)
    move?.since.setBack(by: length)
  }
}

extension HostLine {
  mutating func setBack(by length: Duration) {
    if state.notBefore > .distantPast { state.notBefore.setBack(by: length) }
    if free > .distantPast { free.setBack(by: length) }
    for request in begun {
      end(request)
      begin(at: request + (.zero - length))
    }
    queue = Heap(
      queue.elements.map { place in
        var place = place
        place.due.setBack(by: length)
        return place
      })
  }
}

extension Date {
  fileprivate mutating func setBack(by length: Duration) { self = self + (.zero - length) }
}
