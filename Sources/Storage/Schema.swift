import CSQLite

/// What is settled when a file is opened: that it is ours, that we know its tables, how it is used.
extension Database {
  /// `ment`, where file(1) and SQLite look for the owner of a file.
  private static let applicationID = 0x6D65_6E74

  /// How long a call waits for another process that writes.
  private static let patience = 5000  // Milliseconds; a command writes one row, a checkpoint more.

  /// So many pages of the log, 16 MB, are gathered before they are brought into the file. What is
  /// written again and again, as the front of each table is, is brought there once.
  private static let gatheredPages = 4096

  /// The log is cut to so many bytes when it starts anew, however long a reader had held it up.
  private static let logBytes = 64 << 20

  func prepareToRead(version wanted: Int) throws(StorageError) {
    try connection.execute("PRAGMA busy_timeout = \(Self.patience); PRAGMA trusted_schema = OFF")
    let version = try checkedVersion(known: wanted)
    guard version > 0 else { throw .foreign(path: connection.path) }
    guard version == wanted else {
      throw .older(path: connection.path, version: version, known: wanted)
    }
  }

  func prepareToWrite(_ location: StateLocation, version wanted: Int) throws(StorageError) {
    // SQLite falls back to reading where it may not write.
    guard sqlite3_db_readonly(connection.handle, "main") == 0 else {
      throw .readOnly(path: connection.path)
    }
    try connection.execute("PRAGMA busy_timeout = \(Self.patience); PRAGMA trusted_schema = OFF")
    if try checkedVersion(known: wanted) == 0 {
      // Cannot be changed once there is a table.
      try connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    }
    if case .file = location {
      try connection.execute(
        """
        PRAGMA journal_mode = WAL;
        PRAGMA journal_size_limit = \(Self.logBytes);
        PRAGMA wal_autocheckpoint = \(Self.gatheredPages);
        PRAGMA synchronous = NORMAL
        """)
    }
    // Keys of items are hashes and fall anywhere in their tree; what is not in this cache is still
    // in that of the operating system.
    try connection.execute(
      """
      PRAGMA foreign_keys = ON;
      PRAGMA cell_size_check = ON;
      PRAGMA temp_store = MEMORY;
      PRAGMA cache_size = -8192
      """)
    try migrate(to: wanted)
    let pageBytes = try number("PRAGMA page_size")
    try connection.execute("PRAGMA max_page_count = \(max(1, limits.bytes / Int64(pageBytes)))")
  }

  /// The version of the file; 0 where it is empty. Throws where it is not ours or too new.
  private func checkedVersion(known: Int) throws(StorageError) -> Int {
    let owner = try number("PRAGMA application_id")
    let version = try number("PRAGMA user_version")
    let isEmpty = try number("SELECT count(*) FROM sqlite_schema") == 0
    guard owner == Self.applicationID || (isEmpty && owner == 0 && version == 0) else {
      throw .foreign(path: connection.path)
    }
    guard version <= known else {
      throw .newer(path: connection.path, version: version, known: known)
    }
    return version
  }

  private func migrate(to wanted: Int) throws(StorageError) {
    guard try number("PRAGMA user_version") < wanted else { return }
    try atomically { () throws(StorageError) in
      // Asked again within the transaction: another process may have been quicker.
      let version = try number("PRAGMA user_version")
      guard version < wanted else { return }
      for script in Migrations.all[version..<wanted] { try connection.execute(script) }
      try connection.execute(
        "PRAGMA application_id = \(Self.applicationID); PRAGMA user_version = \(wanted)")
    }
  }

  func number(_ sql: StaticString) throws(StorageError) -> Int {
    try connection.rows(sql).first { row throws(StorageError) in try row.take() } ?? 0
  }
}

extension Connection {
  /// Waits until the write-ahead log, and with it every commit so far, is on the disk.
  func syncLog() throws(StorageError) {
    var pointer: UnsafeMutablePointer<sqlite3_file>?
    let code = sqlite3_file_control(handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &pointer)
    guard code == SQLITE_OK else { throw error(code) }
    // A database in memory has no log.
    guard let log = pointer, let methods = log.pointee.pMethods else { return }
    guard let sync = methods.pointee.xSync else { return }
    let result = sync(log, SQLITE_SYNC_NORMAL)
    guard result == SQLITE_OK else { throw error(result) }
  }
}
