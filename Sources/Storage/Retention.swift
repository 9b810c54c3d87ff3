package import FoundationEssentials

/// What may be forgotten: all that is older than these moments.
package struct Retention: Hashable, Sendable {
  /// Mentions first seen before, with the stories that they leave without any.
  package var mentions: Date

  /// Items last seen before, with the keys that they are recognised by. Earlier than `mentions`: a
  /// feed that shows an old item again must find it known.
  package var items: Date

  /// Incidents resolved before, with their alerts and what was sent of them.
  package var incidents: Date

  package init(mentions: Date, items: Date, incidents: Date) {
    self.mentions = mentions
    self.items = items
    self.incidents = incidents
  }
}

extension Database {
  /// Rows of a kind that one step forgets. Keys lie anywhere in their tree, so that each costs pages
  /// of its own; 1000 of a kind took a tenth of a second, in which the owner does nothing else.
  private static let stepRows = 200

  /// Pages that one step gives back to the file system.
  private static let stepPages = 1000

  /// Forgets a little of what is too old. True where there may be more to forget; ask again later.
  package func prune(_ retention: Retention) throws(StorageError) -> Bool {
    let removed = try atomically { () throws(StorageError) in
      try pruneMentions(before: retention.mentions)
        + pruneStories(before: retention.mentions)
        + pruneItems(before: retention.items)
        + pruneIncidents(before: retention.incidents)
        + prunePolls(before: retention.items)
        + pruneGaps(before: retention.mentions)
    }
    return try giveBackPages() || removed > 0
  }

  private func pruneMentions(before moment: Date) throws(StorageError) -> Int {
    try connection.run(
      """
      DELETE FROM mention WHERE id IN (
        SELECT id FROM mention WHERE seen < ? ORDER BY seen LIMIT ?)
      """, moment, Self.stepRows)
    return connection.changes
  }

  private func pruneStories(before moment: Date) throws(StorageError) -> Int {
    try connection.run(
      """
      DELETE FROM story WHERE id IN (
        SELECT id FROM story WHERE latest < ?
          AND NOT EXISTS (SELECT * FROM mention WHERE mention.story = story.id)
          AND NOT EXISTS (SELECT * FROM story AS whole WHERE whole.id = story.part_of)
        LIMIT ?)
      """, moment, Self.stepRows)
    return connection.changes
  }

  private func pruneItems(before moment: Date) throws(StorageError) -> Int {
    let gone = try connection.rows(
      """
      DELETE FROM item WHERE id IN (
        SELECT id FROM item WHERE latest < ?
          AND NOT EXISTS (SELECT * FROM mention WHERE mention.item = item.id)
        LIMIT ?)
      RETURNING id
      """, moment, Self.stepRows
    ).all { row throws(StorageError) in try row.take(StoredItem.ID.self) }
    heldKeys?.forget(gone)
    return gone.count
  }

  /// An incident stays while somebody is still to be told of it.
  private func pruneIncidents(before moment: Date) throws(StorageError) -> Int {
    try connection.run(
      """
      DELETE FROM incident WHERE id IN (
        SELECT id FROM incident WHERE resolved < ?
          AND NOT EXISTS (
            SELECT * FROM alert JOIN notification ON notification.alert = alert.id
            WHERE alert.incident = incident.id AND notification.finished IS NULL)
        LIMIT ?)
      """, moment, Self.stepRows)
    return connection.changes
  }

  /// Sources and hosts that nobody has asked for so long. Those that are gone stay known as gone.
  private func prunePolls(before moment: Date) throws(StorageError) -> Int {
    try connection.run("DELETE FROM poll WHERE last_attempt < ? AND is_gone = 0", moment)
    let polls = connection.changes
    try connection.run("DELETE FROM host WHERE not_before < ?", moment)
    return polls + connection.changes
  }

  /// Shrinks the file where more than a quarter of it is free; less than that will be used again.
  /// True where there is more to give back.
  private func giveBackPages() throws(StorageError) -> Bool {
    let free = try number("PRAGMA freelist_count")
    guard free > Self.stepPages, try free > number("PRAGMA page_count") / 4 else { return false }
    try connection.execute("PRAGMA incremental_vacuum(\(Self.stepPages))")
    return true
  }

  /// The size of the file in bytes, its log aside.
  package var byteCount: Int {
    get throws(StorageError) {
      try number("PRAGMA page_count") * number("PRAGMA page_size")
    }
  }

  /// What is wrong with the file, in words of SQLite; empty where nothing is. Reads all of it.
  package func problems() throws(StorageError) -> [String] {
    let damage = try connection.rows("PRAGMA integrity_check(100)")
      .all { row throws(StorageError) in try row.take(String.self) }
    let orphans = try connection.rows(
      "SELECT DISTINCT \"table\", parent FROM pragma_foreign_key_check LIMIT 100"
    ).all { row throws(StorageError) in
      "a \(try row.take(String.self)) without its \(try row.take(String.self))"
    }
    return damage.filter { $0 != "ok" } + orphans
  }
}
