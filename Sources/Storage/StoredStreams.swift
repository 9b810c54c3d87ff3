/// A small thing that is remembered by its name.
package enum Fact: String, Hashable, Sendable, CaseIterable {
  /// When the daemon started, as UTC text.
  case started
  /// When it last ticked, as UTC text.
  case lastTick
  /// Whether the last run was meant to end by itself: `RunKind`.
  case lastRun
  /// The id of the last mention that the saved streams have taken in.
  case streamsThrough
  /// The hash of the configuration that it last ran with.
  case configuration
  /// The sources that are polled more often for the time being, a name on each line.
  case surge
  /// What brands are searched for, in words of `Daemon`.
  case searches
  /// Which lists of contacts cannot be had, in words of `Daemon`.
  case contacts
}

extension Fact: Storable {}

extension Database {
  /// What each detector remembers, in bytes that only `Detection` can read.
  package func streams() throws(StorageError) -> [String: [UInt8]] {
    let rows = try connection.rows("SELECT name, state FROM stream")
      .all { row throws(StorageError) in
        (name: try row.take(String.self), state: try row.take([UInt8].self))
      }
    return Dictionary(rows.map { ($0.name, $0.state) }) { first, _ in first }
  }

  package func saveStream(_ state: [UInt8], named name: String) throws(StorageError) {
    try connection.run("INSERT OR REPLACE INTO stream (name, state) VALUES (?, ?)", name, state)
  }

  /// Nil where it was never saved.
  package func fact(_ name: Fact) throws(StorageError) -> String? {
    try connection.rows("SELECT value FROM fact WHERE name = ?", name)
      .first { row throws(StorageError) in try row.take() }
  }

  package func save(_ value: String, as name: Fact) throws(StorageError) {
    try connection.run("INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)", name, value)
  }
}
