import CSQLite

/// Where the state is kept.
package enum StateLocation: Hashable, Sendable {
  /// Nowhere: it ends with the `Database`.
  case memory
  /// Nowhere as well, and the keys of items are held beside the tables, which takes a tenth of the
  /// time: for a replay, which asks for nothing as often.
  case passing
  /// In a file, with `-wal` and `-shm` beside it.
  case file(String)
}

/// All that is remembered: one file of SQLite.
///
/// Owned by one actor; not `Sendable`. Every door throws `StorageError`. After one the owner's memory
/// and the disk may differ, so that it had better end and read its memory back.
///
/// A commit survives the death of the process (WAL). One that touches the outbox also survives a
/// power cut: nothing is sent that was not decided for good, and nothing is sent again that was
/// delivered. All others may lose their last moments in a power cut, the newest first, together
/// with the validators of their polls, so that the same items are asked for and counted again. To
/// wait for the disk at each of them would cost milliseconds a poll and win nothing.
package final class Database {
  package enum Access: Hashable, Sendable {
    /// Makes the file where there is none, and brings an older one up to date.
    case readWrite
    /// Reads what is committed, also while another process writes.
    case readOnly
  }

  /// What bounds the file and its tables.
  package struct Limits: Hashable, Sendable {
    /// The size of the file, its log aside. 16 GB hold years of a busy brand; beyond that
    /// something is wrong, and the disk is not ours alone.
    package var bytes: Int64 = 16 << 30

    /// Notifications that wait for one receiver. A brand gives a few a day, so a thousand are
    /// a receiver that nobody has missed for months.
    package var waiting = 1000

    /// Notifications kept after they were delivered or given up.
    package var finished = 10_000

    /// Deliveries kept in the log.
    package var deliveries = 20_000

    /// Stretches without observation that are kept: a thousand flapping sources give as many a day.
    package var gaps = 50_000

    package init() {}
  }

  let connection: Connection
  let limits: Limits
  private let access: Access

  /// The keys of items, where no table has them.
  var heldKeys: HeldKeys?

  /// Set by what must not be lost in a power cut; see `transaction`.
  private var mustReachDisk = false

  /// Opens the state.
  ///
  /// - Parameter version: the schema to bring it to; an older one only to test migrations.
  package init(
    _ location: StateLocation, access: Access = .readWrite, limits: Limits = Limits(),
    version: Int = Migrations.latest
  ) throws(StorageError) {
    let path =
      switch location {
      case .memory, .passing: ":memory:"
      case .file(let path): path
      }
    self.access = access
    self.limits = limits
    heldKeys = location == .passing ? HeldKeys() : nil
    switch access {
    case .readWrite:
      connection = try Connection(path: path, flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
      try prepareToWrite(location, version: version)
    case .readOnly:
      connection = try Connection(path: path, flags: SQLITE_OPEN_READONLY)
      try prepareToRead(version: version)
    }
  }

  /// Saves all that `body` does, or nothing: rolls back where it throws.
  ///
  /// Not to be nested. Of a read-only state it is a look at one moment.
  package func transaction<Result>(_ body: () throws -> Result) throws -> Result {
    precondition(!connection.isInTransaction, "a transaction within a transaction")
    // With IMMEDIATE the wait for another writer is here, where it can be waited for; a
    // transaction that turns from reading to writing fails at once.
    try connection.run(access == .readOnly ? "BEGIN" : "BEGIN IMMEDIATE")
    let result: Result
    do {
      result = try body()
      try connection.run("COMMIT")
    } catch {
      mustReachDisk = false
      // After some errors, a full disk among them, SQLite has rolled back already.
      if connection.isInTransaction { try? connection.run("ROLLBACK") }
      throw error
    }
    try reachDisk()
    return result
  }

  /// Runs a door of several statements as one, within the caller's transaction or its own.
  func atomically<Result>(
    _ body: () throws(StorageError) -> Result
  ) throws(StorageError) -> Result {
    if connection.isInTransaction { return try body() }
    do {
      return try transaction(body)
    } catch {
      // Both `body` and the commit throw nothing else.
      throw error as! StorageError
    }
  }

  /// Asks that the transaction be on the disk, and not with the operating system, when it ends.
  func requireDisk() {
    mustReachDisk = true
  }

  private func reachDisk() throws(StorageError) {
    guard mustReachDisk else { return }
    mustReachDisk = false
    try connection.syncLog()
  }
}
