package import FoundationEssentials
package import Model

/// What notice mentions found, and how it grew.
extension Database {
  /// Saves what notice a mention had found at a moment.
  package func save(
    _ engagement: Engagement, of mention: Mention.ID, at moment: Date
  ) throws(StorageError) {
    try connection.run(
      """
      INSERT OR REPLACE INTO engagement (mention, at, likes, shares, comments, views, followers,
        is_promoted)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      mention, moment, engagement.likes, engagement.shares, engagement.comments,
      engagement.views, engagement.followers, engagement.isPromoted)
  }

  /// All that was saved of a mention, in the order of time; empty where nothing was told of it.
  package func engagements(
    of mention: Mention.ID
  ) throws(StorageError) -> [EngagementReading] {
    try connection.rows(
      """
      SELECT at, likes, shares, comments, views, followers, is_promoted FROM engagement
      WHERE mention = ? ORDER BY at
      """, mention
    ).all(EngagementReading.init(reading:))
  }

  /// The newest of these for each mention of an item; nil for one of which nothing was told.
  package func latestEngagements(
    ofItem item: StoredItem.ID
  ) throws(StorageError) -> [Mention.ID: EngagementReading?] {
    let rows = try connection.rows(
      """
      SELECT mention.id, engagement.at, likes, shares, comments, views, followers, is_promoted
      FROM mention LEFT JOIN engagement ON engagement.mention = mention.id
        AND engagement.at = (
          SELECT max(latest.at) FROM engagement AS latest WHERE latest.mention = mention.id)
      WHERE item = ?
      """, item
    ).all { row throws(StorageError) in
      (id: try row.take(Mention.ID.self), reading: try EngagementReading.optional(reading: &row))
    }
    return Dictionary(rows.map { ($0.id, $0.reading) }) { first, _ in first }
  }

  /// Gives what notice the newest mentions have found to `body`, each once, in the order of arrival.
  ///
  /// - Parameter limit: So many mentions before the last; a start need not read a year.
  package func forEachEngagement(
    limit: Int, _ body: (Noticed) throws -> Void
  ) throws {
    var rows = try connection.rows(
      """
      SELECT brand, mention.at, is_complaint, engagement.at, likes, shares, comments, views,
        followers, is_promoted
      FROM engagement JOIN mention ON mention.id = engagement.mention
      WHERE engagement.mention > (SELECT max(id) FROM mention) - ?
        AND NOT EXISTS (
          SELECT * FROM engagement AS later
          WHERE later.mention = engagement.mention AND later.at > engagement.at)
      ORDER BY engagement.mention
      """, limit)
    while try rows.next() { try body(Noticed(reading: &rows)) }
  }
}

/// A mention, as far as its reach is learned from.
package struct Noticed: Hashable, Sendable {
  package var brand: Brand.ID
  package var at: Date
  package var isComplaint: Bool
  package var reading: EngagementReading

  fileprivate init(reading row: inout Rows) throws(StorageError) {
    brand = try row.take()
    at = try row.take()
    isComplaint = try row.take()
    reading = try EngagementReading(reading: &row)
  }
}

extension EngagementReading {
  /// Nil where the first column is null.
  static func optional(reading row: inout Rows) throws(StorageError) -> EngagementReading? {
    guard let at = try row.take(Date?.self) else { return nil }
    return EngagementReading(at: at, engagement: try Engagement(reading: &row))
  }

  init(reading row: inout Rows) throws(StorageError) {
    self.init(at: try row.take(), engagement: try Engagement(reading: &row))
  }
}

extension Engagement {
  init(reading row: inout Rows) throws(StorageError) {
    self.init(
      likes: try row.take(), shares: try row.take(), comments: try row.take(),
      views: try row.take(), followers: try row.take(), isPromoted: try row.take())
  }
}
