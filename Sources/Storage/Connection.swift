import CSQLite
import Glibc

/// An open file of SQLite with the statements that were compiled for it.
final class Connection {
  let handle: OpaquePointer
  let path: String

  /// Compiled statements that nobody is using, with the addresses of their texts; what was used last
  /// stands last. What is asked for each item stands near the end, so that a search finds it sooner
  /// than a table would.
  ///
  /// One is taken out while its rows are being read, so that whoever reads them may run the same
  /// statement again. There are no more than the program has literals of SQL, but for those that were
  /// run so.
  private var idle: [(sql: UnsafePointer<UInt8>, statement: OpaquePointer)] = []

  /// SQLite counts what it allocates, under a lock that all threads share. Nobody asks for the count,
  /// and without it a row costs a seventh less.
  private static let leavesMemoryUncounted =
    csqlite_leave_memory_uncounted() == SQLITE_OK

  /// - Parameter flags: of `sqlite3_open_v2`.
  init(path: String, flags: Int32) throws(StorageError) {
    // Fails where the library is in use already, which then counts on.
    _ = Self.leavesMemoryUncounted
    var handle: OpaquePointer?
    // One actor owns the connection, so SQLite need not lock it.
    let flags = flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = sqlite3_open_v2(path, &handle, flags, nil)
    guard code == SQLITE_OK, let handle else {
      let reason = handle.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      sqlite3_close_v2(handle)
      if flags & SQLITE_OPEN_CREATE == 0, access(path, F_OK) != 0, errno == ENOENT {
        throw .missing(path: path)
      }
      throw StorageError(code: code, reason: reason, path: path)
    }
    self.handle = handle
    self.path = path
  }

  deinit {
    for (_, statement) in idle { sqlite3_finalize(statement) }
    sqlite3_close_v2(handle)
  }

  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// How many rows the last statement inserted, changed or deleted.
  var changes: Int { Int(sqlite3_changes64(handle)) }

  var lastInsertedID: Int64 { sqlite3_last_insert_rowid(handle) }

  /// Runs a statement for its effect. SQL is a literal, so that no value can become part of it.
  func run<each Value: Storable>(
    _ sql: StaticString, _ values: repeat each Value
  ) throws(StorageError) {
    var rows = try rows(sql, repeat each values)
    while try rows.next() {}
  }

  /// Runs a statement for its rows.
  func rows<each Value: Storable>(
    _ sql: StaticString, _ values: repeat each Value
  ) throws(StorageError) -> Rows {
    let statement = try take(sql)
    var place: Int32 = 0
    var code = SQLITE_OK
    for value in repeat each values {
      place += 1
      if code == SQLITE_OK { code = value.bind(to: statement, at: place) }
    }
    let rows = Rows(statement: statement, sql: sql, connection: self)
    guard code == SQLITE_OK else { throw error(code) }
    assert(place == sqlite3_bind_parameter_count(statement), "a value too few in: \(sql)")
    return rows
  }

  /// Runs statements that are not worth keeping: settings and migrations.
  func execute(_ script: String) throws(StorageError) {
    let code = sqlite3_exec(handle, script, nil, nil, nil)
    guard code == SQLITE_OK else { throw error(code) }
  }

  func error(_ code: Int32) -> StorageError {
    StorageError(code: code, reason: String(cString: sqlite3_errmsg(handle)), path: path)
  }

  private func take(_ sql: StaticString) throws(StorageError) -> OpaquePointer {
    if let place = idle.lastIndex(where: { $0.sql == sql.utf8Start }) {
      return idle.remove(at: place).statement
    }
    var statement: OpaquePointer?
    let code = sql.utf8Start.withMemoryRebound(to: CChar.self, capacity: sql.utf8CodeUnitCount) {
      sqlite3_prepare_v3(
        handle, $0, Int32(sql.utf8CodeUnitCount), UInt32(SQLITE_PREPARE_PERSISTENT), &statement,
        nil)
    }
    guard code == SQLITE_OK, let statement else { throw error(code) }
    return statement
  }

  fileprivate func giveBack(_ statement: OpaquePointer, of sql: StaticString) {
    // The result of a reset repeats that of the last step, which was told already. What is bound stays
    // until something else is bound in its place, which saves making room for it again.
    sqlite3_reset(statement)
    idle.append((sql.utf8Start, statement))
  }
}

/// The rows of a running statement, one after the other; its columns from left to right.
struct Rows: ~Copyable {
  private let statement: OpaquePointer
  private let sql: StaticString
  private let connection: Connection
  private var column: Int32 = 0

  fileprivate init(statement: OpaquePointer, sql: StaticString, connection: Connection) {
    self.statement = statement
    self.sql = sql
    self.connection = connection
  }

  deinit {
    connection.giveBack(statement, of: sql)
  }

  /// Goes to the next row; false where there is none.
  mutating func next() throws(StorageError) -> Bool {
    column = 0
    let code = sqlite3_step(statement)
    switch code {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw connection.error(code)
    }
  }

  /// The value of the next column of this row.
  mutating func take<Value: Storable>(
    _: Value.Type = Value.self
  ) throws(StorageError) -> Value {
    defer { column += 1 }
    guard let value = Value.read(statement, column) else {
      let name = sqlite3_column_name(statement, column).map { String(cString: $0) } ?? "?"
      throw .damaged(path: connection.path, reason: "column \(name) holds no \(Value.self)")
    }
    return value
  }

  /// What every row is read as.
  consuming func all<Value>(
    _ read: (inout Rows) throws(StorageError) -> Value
  ) throws(StorageError) -> [Value] {
    var values: [Value] = []
    while try next() { values.append(try read(&self)) }
    return values
  }

  /// What the first row is read as; nil where there is none.
  consuming func first<Value>(
    _ read: (inout Rows) throws(StorageError) -> Value
  ) throws(StorageError) -> Value? {
    try next() ? try read(&self) : nil
  }
}
