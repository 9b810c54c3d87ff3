package import FoundationEssentials
package import Model

/// What is remembered of an item, so that it is counted once, whatever it comes back as.
package struct StoredItem: Hashable, Sendable, Identifiable {
  package typealias ID = Int64

  package var id: ID

  /// The source that brought it first; only that one can revise it.
  package var source: Source.ID

  /// Nil where its words were not read, since nobody asks for them.
  package var contentHash: UInt64?

  /// The moment it counts at, as `Mention.at`.
  package var at: Date

  /// When it was first seen.
  package var seen: Date

  /// When it was last seen, to within a day.
  package var latest: Date

  /// How often its content changed.
  package var revisions: Int
}

/// What an item that came in is to us.
package enum Sighting: Hashable, Sendable {
  /// Never seen before.
  case first(StoredItem.ID)
  /// Seen before, and nothing about it is new.
  case again(StoredItem.ID)
  /// Seen before; its source has changed its content since.
  case revised(StoredItem.ID)

  package var item: StoredItem.ID {
    switch self {
    case .first(let id), .again(let id), .revised(let id): id
    }
  }
}

extension Database {
  /// An item is written at most once in so long for being seen again: that it is still in its feed
  /// is true at every poll, and needed only when items are forgotten.
  private static let sightingPrecision = 86_400.0

  /// Stands in the column for a content that was not read. A hash is as likely to be it as any other.
  private static let unread: UInt64 = 0

  private static func read(_ content: UInt64) -> UInt64? { content == unread ? nil : content }

  /// Recognises an item by its keys, remembers it where it is new, and what is new about it.
  ///
  /// The first key that is known tells which item it is; the others become its keys too, except
  /// those of another item. Another source often carries the same item cut or with other markup;
  /// its content is not a revision, or two sources would revise each other at every poll.
  ///
  /// - Parameters:
  ///   - keys: hashes of all that identifies it, the surest first.
  ///   - contentHash: nil where its words were not read: then it is no revision, nor is it the next
  ///     time that they are.
  ///   - at: the moment it counts at. Kept from the first sighting.
  package func noteItem(
    keys: [UInt64], contentHash: UInt64?, from source: Source.ID, at: Date, seen: Date
  ) throws(StorageError) -> Sighting {
    try atomically { () throws(StorageError) in
      var known: KnownItem?
      var fresh: [UInt64] = []
      for key in keys {
        if known == nil {
          known = try knownItem(withKey: key, of: source)
          if known == nil { fresh.append(key) }
        } else if try item(withKey: key) == nil {
          fresh.append(key)
        }
      }
      let sighting =
        if let known {
          try noteAgain(known, contentHash: contentHash, seen: seen)
        } else {
          Sighting.first(
            try insertItem(contentHash: contentHash, from: source, at: at, seen: seen))
        }
      for key in fresh { try add(key, of: sighting.item) }
      return sighting
    }
  }

  package func item(_ id: StoredItem.ID) throws(StorageError) -> StoredItem? {
    try connection.rows(
      "SELECT id, source, content, at, seen, latest, revisions FROM item WHERE id = ?", id
    ).first { row throws(StorageError) in
      StoredItem(
        id: try row.take(), source: try row.take(), contentHash: Self.read(try row.take()),
        at: try row.take(), seen: try row.take(), latest: try row.take(),
        revisions: try row.take())
    }
  }

  private func insertItem(
    contentHash: UInt64?, from source: Source.ID, at: Date, seen: Date
  ) throws(StorageError) -> StoredItem.ID {
    try connection.run(
      """
      INSERT INTO item (source, content, at, seen, latest, revisions) VALUES (?, ?, ?, ?, ?, 0)
      """, source, contentHash ?? Self.unread, at, seen, seen)
    return connection.lastInsertedID
  }

  /// What is asked of an item that came again.
  private struct KnownItem {
    var id: StoredItem.ID
    /// Whether the source that brings it now brought it first.
    var isOfSource: Bool
    var contentHash: UInt64?
    var latest: Date
  }

  private func knownItem(
    withKey key: UInt64, of source: Source.ID
  ) throws(StorageError) -> KnownItem? {
    if let heldKeys {
      return try heldKeys.item(key).flatMap { id throws(StorageError) in try item(id) }.map {
        item in
        KnownItem(
          id: item.id, isOfSource: item.source == source, contentHash: item.contentHash,
          latest: item.latest)
      }
    }
    return try connection.rows(
      """
      SELECT item_key.item, source, content, latest
      FROM item_key LEFT JOIN item ON item.id = item_key.item WHERE key = ?
      """, key
    ).first { row throws(StorageError) in
      let id = try row.take(StoredItem.ID.self)
      guard let first = try row.take(Source.ID?.self) else {
        throw .damaged(path: connection.path, reason: "a key of item \(id), which is missing")
      }
      return KnownItem(
        id: id, isOfSource: first == source, contentHash: Self.read(try row.take()),
        latest: try row.take())
    }
  }

  private func noteAgain(
    _ known: KnownItem, contentHash: UInt64?, seen: Date
  ) throws(StorageError) -> Sighting {
    let id = known.id
    if seen.timeIntervalSince(known.latest) >= Self.sightingPrecision {
      try connection.run("UPDATE item SET latest = ? WHERE id = ?", seen, id)
    }
    guard known.isOfSource, let contentHash, known.contentHash != contentHash else {
      return .again(id)
    }
    guard known.contentHash != nil else {
      try connection.run("UPDATE item SET content = ? WHERE id = ?", contentHash, id)
      return .again(id)
    }
    try connection.run(
      "UPDATE item SET content = ?, revisions = revisions + 1 WHERE id = ?", contentHash, id)
    return .revised(id)
  }
}
