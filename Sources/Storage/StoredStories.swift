package import FoundationEssentials
package import Model

extension Database {
  /// Saves a story as it is now, new or known.
  package func save(_ story: Story) throws(StorageError) {
    try connection.run(
      """
      INSERT INTO story (id, brand, headline, topic, began, latest, voices, mentions, lowest_rung,
        highest_rung)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET headline = excluded.headline, topic = excluded.topic,
        began = excluded.began, latest = excluded.latest, voices = excluded.voices,
        mentions = excluded.mentions, lowest_rung = excluded.lowest_rung,
        highest_rung = excluded.highest_rung
      """,
      story.id, story.brand, story.headline, story.topic, story.began, story.latest, story.voices,
      story.mentions, story.rungs.lowerBound, story.rungs.upperBound)
  }

  /// Whether a voice has been heard in a story.
  package func hasVoice(_ voice: UInt64, in story: Story.ID) throws(StorageError) -> Bool {
    try connection.rows("SELECT 1 FROM mention WHERE story = ? AND voice = ? LIMIT 1", story, voice)
      .first { row throws(StorageError) in try row.take(Int.self) } != nil
  }

  package func story(_ id: Story.ID) throws(StorageError) -> Story? {
    try connection.rows(
      """
      SELECT id, brand, headline, topic, began, latest, voices, mentions, lowest_rung, highest_rung
      FROM story WHERE id = ?
      """, id
    ).first(Story.init(reading:))
  }

  /// Stories whose newest mention was published since a moment, the newest first.
  package func stories(since moment: Date, limit: Int) throws(StorageError) -> [Story] {
    try connection.rows(
      """
      SELECT id, brand, headline, topic, began, latest, voices, mentions, lowest_rung, highest_rung
      FROM story WHERE latest >= ? ORDER BY latest DESC, id DESC LIMIT ?
      """, moment, limit
    ).all(Story.init(reading:))
  }
}

extension Story {
  fileprivate init(reading row: inout Rows) throws(StorageError) {
    self.init(
      id: try row.take(), brand: try row.take(), headline: try row.take(), topic: try row.take(),
      began: try row.take(), latest: try row.take(), voices: try row.take(),
      mentions: try row.take(), rungs: try row.takeRungs())
  }
}

extension Rows {
  /// Two columns, the lowest rung and the highest.
  mutating func takeRungs() throws(StorageError) -> ClosedRange<Rung> {
    let lowest = try take(Rung.self)
    return lowest...max(lowest, try take(Rung.self))
  }
}
