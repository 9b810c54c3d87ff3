import FoundationEssentials
package import Model

extension Database {
  /// What is remembered of every source that was ever polled.
  package func pollStates() throws(StorageError) -> [Source.ID: PollState] {
    // Row by row into a table of its size: there may be tens of thousands.
    var states: [Source.ID: PollState] = [:]
    states.reserveCapacity(try number("SELECT count(*) FROM poll"))
    var rows = try connection.rows(
      """
      SELECT source, address, validators_url, etag, last_modified, body_hash, due, last_attempt,
        last_success, failures, problem, blind_since, adapted_interval, minimum_interval,
        quiet_hours, quiet_days, pace_items, pace_hours, day_items, day_hours, items, last_item,
         longest_silence, move_url, move_since, move_sightings, move_adopted, is_gone, not_before
      FROM poll
      """
    )
    while try rows.next() {
      let source = try rows.take(String.self)
      let state = try PollState(reading: &rows)
      // Names that differ in bytes may be equal as texts.
      if states[source] == nil { states[source] = state }
    }
    return states
  }

  /// Why sources could not be read at their last poll; of those that could, nothing.
  package func pollProblems() throws(StorageError) -> [Source.ID: String] {
    let rows = try connection.rows("SELECT source, problem FROM poll WHERE problem IS NOT NULL")
      .all { row throws(StorageError) in
        (source: try row.take(String.self), problem: try row.take(String.self))
      }
    return Dictionary(rows.map { ($0.source, $0.problem) }) { first, _ in first }
  }

  package func save(_ state: PollState, of source: Source.ID) throws(StorageError) {
    try connection.run(
      """
      INSERT OR REPLACE INTO poll (source, address, validators_url, etag, last_modified, body_hash, due,
        last_attempt, last_success, failures, problem, blind_since, adapted_interval,
        minimum_interval, quiet_hours, quiet_days, pace_items, pace_hours, day_items, day_hours, items,
        last_item, longest_silence, move_url, move_since, move_sightings, move_adopted, is_gone,
        not_before)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      source, state.address, state.validators?.url, state.validators?.etag,
      state.validators?.lastModified,
      state.bodyHash, state.due, state.lastAttempt, state.lastSuccess, state.failures,
      state.problem, state.blindSince, state.adaptedInterval, state.minimumInterval,
      state.quietTimes.map { NumberSet($0.hours) }, state.quietTimes.map { NumberSet($0.weekdays) },
      state.pace?.items, state.pace?.hours, state.day.map { FloatList($0.items) }, state.day?.hours,
      state.items, state.lastItem, state.longestSilence,
      state.move?.url, state.move?.since, state.move?.sightings, state.move?.isAdopted,
      state.isGone, state.notBefore)
  }

  /// What is remembered of hosts, by their names.
  package func hostStates() throws(StorageError) -> [String: HostState] {
    let rows = try connection.rows("SELECT name, not_before, refusals FROM host")
      .all { row throws(StorageError) in
        (
          name: try row.take(String.self),
          state: HostState(notBefore: try row.take(), refusals: try row.take())
        )
      }
    return Dictionary(rows.map { ($0.name, $0.state) }) { first, _ in first }
  }

  package func save(_ state: HostState, of host: String) throws(StorageError) {
    try connection.run(
      "INSERT OR REPLACE INTO host (name, not_before, refusals) VALUES (?, ?, ?)",
      host, state.notBefore, state.refusals)
  }
}

extension PollState {
  fileprivate init(reading row: inout Rows) throws(StorageError) {
    let address = try row.take(String?.self)
    let url = try row.take(String?.self)
    let etag = try row.take(String?.self)
    let lastModified = try row.take(String?.self)
    self.init(
      address: address,
      validators: url.map { Validators(url: $0, etag: etag, lastModified: lastModified) },
      bodyHash: try row.take(), due: try row.take(), lastAttempt: try row.take(),
      lastSuccess: try row.take(), failures: try row.take(), problem: try row.take(),
      blindSince: try row.take(), adaptedInterval: try row.take(), minimumInterval: try row.take(),
      quietTimes: try QuietTimes(reading: &row), pace: try Pace(reading: &row),
      day: try DayProfile(reading: &row),
      items: try row.take(), lastItem: try row.take(), longestSilence: try row.take(),
      move: try Move(reading: &row),
      isGone: try row.take(), notBefore: try row.take())
  }
}

extension QuietTimes {
  /// Nil where none are asked for.
  fileprivate init?(reading row: inout Rows) throws(StorageError) {
    let hours = try row.take(NumberSet?.self)
    let days = try row.take(NumberSet?.self)
    guard let hours, let days else { return nil }
    self.init(hours: hours.numbers, weekdays: days.numbers)
  }
}

extension DayProfile {
  /// Nil where none was kept.
  fileprivate init?(reading row: inout Rows) throws(StorageError) {
    let items = try row.take(FloatList?.self)
    let hours = try row.take(Double?.self)
    guard let items, let hours else { return nil }
    self.init(items: items.numbers, hours: hours)
  }
}

extension Pace {
  /// Nil where none was measured.
  fileprivate init?(reading row: inout Rows) throws(StorageError) {
    let items = try row.take(Double?.self)
    let hours = try row.take(Double?.self)
    guard let items, let hours else { return nil }
    self.init(items: items, hours: hours)
  }
}

extension Move {
  /// Nil where no move was named.
  fileprivate init?(reading row: inout Rows) throws(StorageError) {
    let url = try row.take(String?.self)
    let since = try row.take(Date?.self)
    let sightings = try row.take(Int?.self)
    let isAdopted = try row.take(Bool?.self)
    guard let url, let since, let sightings, let isAdopted else { return nil }
    self.init(url: url, since: since, sightings: sightings, isAdopted: isAdopted)
  }
}
