/// What the database numbers, from 1, without ever giving a number twice.
package enum Numbered: String, Hashable, Sendable {
  case mention, incident, alert
}

extension Database {
  /// The id that the next row will be given, for a room that computes with it before it is saved.
  /// Holds until the next insertion; a row inserted with that id as its own takes it.
  package func nextID(of table: Numbered) throws(StorageError) -> Int64 {
    let last = try connection.rows(
      "SELECT seq FROM sqlite_sequence WHERE name = ?", table
    ).first { row throws(StorageError) in try row.take(Int64.self) }
    return (last ?? 0) + 1
  }
}

extension Numbered: Storable {}
