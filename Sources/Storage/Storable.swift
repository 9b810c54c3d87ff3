import CSQLite
import FoundationEssentials
import Model

/// A value that a column can hold, and that comes back equal.
protocol Storable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32

  /// Nil where the column holds something that this type cannot be.
  static func read(_ statement: OpaquePointer, _ column: Int32) -> Self?
}

extension Int64: Storable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    sqlite3_bind_int64(statement, place, self)
  }

  static func read(_ statement: OpaquePointer, _ column: Int32) -> Int64? {
    sqlite3_column_int64(statement, column)
  }
}

extension Int: Storable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    Int64(self).bind(to: statement, at: place)
  }

  static func read(_ statement: OpaquePointer, _ column: Int32) -> Int? {
    Int64.read(statement, column).map { Int($0) }
  }
}

/// SQLite's integers have a sign; a hash keeps its bits.
extension UInt64: Storable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    Int64(bitPattern: self).bind(to: statement, at: place)
  }

  static func read(_ statement: OpaquePointer, _ column: Int32) -> UInt64? {
    Int64.read(statement, column).map { UInt64(bitPattern: $0) }
  }
}

extension Bool: Storable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    Int64(self ? 1 : 0).bind(to: statement, at: place)
  }

  static func read(_ statement: OpaquePointer, _ column: Int32) -> Bool? {
    Int64.read(statement, column).map { $0 != 0 }
  }
}

/// SQLite has no NaN and stores NULL for it, which the columns refuse.
extension Double: Storable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    sqlite3_bind_double(statement, place, self)
  }

  static func read(_ statement: OpaquePointer, _ column: Int32) -> Double? {
    sqlite3_column_double(statement, column)
  }
}

/// Seconds since 2001-01-01 UTC, which is what `Date` holds. Text cut to seconds, or a shift to
/// 1970, would round, and memory and disk would differ after a restart. To read one by hand:
/// `datetime(at + 978307200, 'unixepoch')`.
extension Date: Storable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    timeIntervalSinceReferenceDate.bind(to: statement, at: place)
  }

  static func read(_ statement: OpaquePointer, _ column: Int32) -> Date? {
    Double.read(statement, column).map { Date(timeIntervalSinceReferenceDate: $0) }
  }
}

/// Attoseconds, as decimal text because they need 128 bits.
extension Duration: Storable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    String(attoseconds).bind(to: statement, at: place)
  }

  static func read(_ statement: OpaquePointer, _ column: Int32) -> Duration? {
    String.read(statement, column).flatMap { Int128($0) }.map { Duration(attoseconds: $0) }
  }
}

/// Bound and read with its length, so that NUL is a character like any other.
extension String: Storable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    var copy = self
    return copy.withUTF8 { bytes in
      guard let start = bytes.baseAddress, let count = Int32(exactly: bytes.count) else {
        return bytes.isEmpty ? csqlite_bind_text(statement, place, "", 0) : SQLITE_TOOBIG
      }
      return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
        csqlite_bind_text(statement, place, $0, count)
      }
    }
  }

  static func read(_ statement: OpaquePointer, _ column: Int32) -> String? {
    guard let start = sqlite3_column_text(statement, column) else { return nil }
    let count = Int(sqlite3_column_bytes(statement, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }
}

extension [UInt8]: Storable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    // An empty array may have no address, and a blob without address is NULL.
    if isEmpty { return sqlite3_bind_zeroblob(statement, place, 0) }
    guard let count = Int32(exactly: count) else { return SQLITE_TOOBIG }
    return withUnsafeBytes { csqlite_bind_blob(statement, place, $0.baseAddress, count) }
  }

  static func read(_ statement: OpaquePointer, _ column: Int32) -> [UInt8]? {
    let start = sqlite3_column_blob(statement, column)
    let count = Int(sqlite3_column_bytes(statement, column))
    return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }
}

extension Optional: Storable where Wrapped: Storable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    self?.bind(to: statement, at: place) ?? sqlite3_bind_null(statement, place)
  }

  static func read(_ statement: OpaquePointer, _ column: Int32) -> Wrapped?? {
    guard sqlite3_column_type(statement, column) != SQLITE_NULL else { return .some(nil) }
    return Wrapped.read(statement, column).map { .some($0) }
  }
}

extension Storable where Self: RawRepresentable, RawValue: Storable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    rawValue.bind(to: statement, at: place)
  }

  static func read(_ statement: OpaquePointer, _ column: Int32) -> Self? {
    RawValue.read(statement, column).flatMap { Self(rawValue: $0) }
  }
}

extension Rung: Storable {}
extension Severity: Storable {}
extension Alert.Reason: Storable {}
extension Engagement.Measure: Storable {}
extension KnownContact.Way: Storable {}
extension KnownContact.State: Storable {}
