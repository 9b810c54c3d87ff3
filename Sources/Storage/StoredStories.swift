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

  /// A story; nil for one that was never told, and for one that is part of another by now.
  package func story(_ id: Story.ID) throws(StorageError) -> Story? {
    try connection.rows(
      """
      SELECT id, brand, headline, topic, began, latest, voices, mentions, lowest_rung, highest_rung
      FROM story WHERE id = ? AND part_of IS NULL
      """, id
    ).first(Story.init(reading:))
  }

  /// The story that an id leads to: its own, or the older one that it became part of.
  package func current(_ id: Story.ID) throws(StorageError) -> Story.ID {
    try connection.rows("SELECT part_of FROM story WHERE id = ? AND part_of IS NOT NULL", id)
      .first { row throws(StorageError) in try row.take() } ?? id
  }

  /// The ids of stories that became part of one, the oldest first.
  package func parts(of story: Story.ID) throws(StorageError) -> [Story.ID] {
    try connection.rows("SELECT id FROM story WHERE part_of = ? ORDER BY id", story)
      .all { row throws(StorageError) in try row.take() }
  }

  /// Makes stories part of an older one: their mentions and incidents are its own from now on, and
  /// their ids lead to it.
  package func join(_ parts: [Story.ID], to older: Story.ID) throws(StorageError) {
    try atomically { () throws(StorageError) in
      guard var whole = try story(older) else { return }
      for part in parts {
        guard part != older, let joined = try story(part) else { continue }
        whole.began = min(whole.began, joined.began)
        whole.latest = max(whole.latest, joined.latest)
        whole.mentions += joined.mentions
        whole.topic = whole.topic ?? joined.topic
        whole.rungs =
          min(
            whole.rungs.lowerBound, joined.rungs.lowerBound)...max(
            whole.rungs.upperBound, joined.rungs.upperBound)
        try connection.run("UPDATE mention SET story = ? WHERE story = ?", older, part)
        try connection.run("UPDATE incident SET story = ? WHERE story = ?", older, part)
        try connection.run(
          "UPDATE story SET part_of = ? WHERE id = ? OR part_of = ?", older, part, part)
      }
      whole.voices = try voices(in: older)
      try save(whole)
    }
  }

  private func voices(in story: Story.ID) throws(StorageError) -> Int {
    try connection.rows(
      """
      SELECT count(DISTINCT voice) FROM mention
      WHERE story = ? AND copy_of IS NULL AND repeats IS NULL AND rung <> ?
      """, story, Rung.own
    ).first { row throws(StorageError) in try row.take() } ?? 0
  }

  /// Stories whose newest mention was published since a moment, the newest first; those of all brands
  /// where none is named.
  ///
  /// - Parameter least: how many mentions a story has at least.
  package func stories(
    of brand: Brand.ID? = nil, since moment: Date, mentions least: Int = 1, limit: Int
  ) throws(StorageError) -> [Story] {
    try connection.rows(
      """
      SELECT id, brand, headline, topic, began, latest, voices, mentions, lowest_rung, highest_rung
      FROM story WHERE latest >= ?1 AND part_of IS NULL AND (?2 IS NULL OR brand = ?2)
        AND mentions >= ?3
      ORDER BY latest DESC, id DESC LIMIT ?4
      """, moment, brand, least, limit
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
