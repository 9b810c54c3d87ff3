package import FoundationEssentials
package import Model

extension Database {
  package func insert(_ gap: Gap) throws(StorageError) {
    try connection.run(
      "INSERT INTO gap (source, began, ended, cause, is_made_good) VALUES (?, ?, ?, ?, ?)",
      gap.source, gap.began, gap.ended, gap.cause, gap.isMadeGood)
  }

  /// The stretches without observation that ended after a moment, in the order of their ends.
  package func gaps(since moment: Date) throws(StorageError) -> [Gap] {
    try connection.rows(
      """
      SELECT source, began, ended, cause, is_made_good FROM gap WHERE ended > ? ORDER BY ended, id
      """, moment
    ).all { row throws(StorageError) in
      Gap(
        source: try row.take(), began: try row.take(), ended: try row.take(),
        cause: try row.take(), isMadeGood: try row.take())
    }
  }

  /// Forgets those that ended before, and the oldest beyond `limits.gaps`.
  func pruneGaps(before moment: Date) throws(StorageError) -> Int {
    try connection.run(
      """
      DELETE FROM gap WHERE ended < ? OR id <= (SELECT max(id) FROM gap) - ?
      """, moment, limits.gaps)
    return connection.changes
  }
}
