package import FoundationEssentials
package import Model

extension Database {
  /// Saves a mention of an item; returns its id.
  ///
  /// Its story must be saved in the same transaction. A mention whose `id` is 0 is given one; whose
  /// `story` is 0, it begins a story that has the mention's own id. There is one mention of an item
  /// for each brand; a second one is refused.
  package func insert(
    _ mention: Mention, item: StoredItem.ID
  ) throws(StorageError) -> Mention.ID {
    let id = mention.id == 0 ? try nextID(of: .mention) : mention.id
    try connection.run(
      """
      INSERT INTO mention (id, item, brand, source, outlet, rung, author, voice, at, seen, title,
        excerpt, url, matched, score, is_complaint, topics, terms, is_severe, story, copy_of,
        repeats, is_news, thread)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      id, item, mention.brand, mention.source, mention.outlet, mention.rung, mention.author,
      mention.voice, mention.at, mention.seen, mention.title, mention.excerpt, mention.url,
      TextList(mention.matched), mention.complaint.score, mention.complaint.isComplaint,
      TextList(mention.complaint.topics), TextList(mention.complaint.terms),
      mention.complaint.isSevere, mention.story == 0 ? id : mention.story, mention.copyOf,
      mention.repeats, mention.isNews, mention.thread)
    return id
  }

  /// Saves what a revision or a later insight may change: the words, the judgement, the story.
  /// When it counts, whose voice it is and where it stood stay as they were.
  package func update(_ mention: Mention) throws(StorageError) {
    try connection.run(
      """
      UPDATE mention SET title = ?, excerpt = ?, url = ?, matched = ?, score = ?,
        is_complaint = ?, topics = ?, terms = ?, is_severe = ?, story = ?, copy_of = ?, repeats = ?
      WHERE id = ?
      """,
      mention.title, mention.excerpt, mention.url, TextList(mention.matched),
      mention.complaint.score, mention.complaint.isComplaint, TextList(mention.complaint.topics),
      TextList(mention.complaint.terms), mention.complaint.isSevere, mention.story,
      mention.copyOf, mention.repeats, mention.id)
  }

  /// The mentions of an item, at most one for each brand.
  package func mentions(ofItem item: StoredItem.ID) throws(StorageError) -> [Mention] {
    try connection.rows(
      """
      SELECT id, brand, source, outlet, rung, author, voice, at, seen, title, excerpt, url,
        matched, score, is_complaint, topics, terms, is_severe, story, copy_of, repeats,
        is_news, thread
      FROM mention WHERE item = ? ORDER BY id
      """, item
    ).all(Mention.init(reading:))
  }

  /// The mentions of a story, in the order in which they were published.
  package func mentions(
    ofStory story: Story.ID, limit: Int
  ) throws(StorageError) -> [Mention] {
    try connection.rows(
      """
      SELECT id, brand, source, outlet, rung, author, voice, at, seen, title, excerpt, url,
        matched, score, is_complaint, topics, terms, is_severe, story, copy_of, repeats,
        is_news, thread
      FROM mention WHERE story = ? ORDER BY at, id LIMIT ?
      """, story, limit
    ).all(Mention.init(reading:))
  }

  /// A brand's mentions that count within a range, in the order in which they were published.
  package func mentions(
    of brand: Brand.ID, in range: Range<Date>, limit: Int
  ) throws(StorageError) -> [Mention] {
    try connection.rows(
      """
      SELECT id, brand, source, outlet, rung, author, voice, at, seen, title, excerpt, url,
        matched, score, is_complaint, topics, terms, is_severe, story, copy_of, repeats,
        is_news, thread
      FROM mention WHERE brand = ? AND at >= ? AND at < ? ORDER BY at, id LIMIT ?
      """, brand, range.lowerBound, range.upperBound, limit
    ).all(Mention.init(reading:))
  }

  /// How many voices each source brought of each brand that count since a moment: copies,
  /// repetitions and the brand's own words aside.
  package func voiceCounts(since moment: Date) throws(StorageError) -> [Brand.ID: [Source.ID: Int]]
  {
    // The conditions are those of an index that has all that is asked for; 5 is `Rung.own`.
    let rows = try connection.rows(
      """
      SELECT brand, source, count(*) FROM mention
      WHERE at >= ? AND copy_of IS NULL AND repeats IS NULL AND rung <> 5
      GROUP BY brand, source
      """, moment
    ).all { row throws(StorageError) in
      (
        brand: try row.take(String.self), source: try row.take(String.self),
        count: try row.take(Int.self)
      )
    }
    return rows.reduce(into: [:]) { $0[$1.brand, default: [:]][$1.source, default: 0] += $1.count }
  }

  /// Gives every mention seen since a moment to `body`, in the order of their arrival, one at a
  /// time, so that a long past needs no memory. `body` may use other doors, but not write mentions.
  package func forEachMention(
    since moment: Date, _ body: (Mention) throws -> Void
  ) throws {
    var rows = try connection.rows(
      """
      SELECT id, brand, source, outlet, rung, author, voice, at, seen, title, excerpt, url,
        matched, score, is_complaint, topics, terms, is_severe, story, copy_of, repeats,
        is_news, thread
      FROM mention WHERE seen >= ? ORDER BY seen, id
      """, moment)
    while try rows.next() { try body(Mention(reading: &rows)) }
  }

  /// The mentions above an id that were seen since a moment, in the order of their arrival.
  package func mentions(
    after id: Mention.ID, seenSince moment: Date, limit: Int
  ) throws(StorageError) -> [Mention] {
    try connection.rows(
      """
      SELECT id, brand, source, outlet, rung, author, voice, at, seen, title, excerpt, url,
        matched, score, is_complaint, topics, terms, is_severe, story, copy_of, repeats,
        is_news, thread
      FROM mention WHERE id > ? AND seen >= ? ORDER BY id LIMIT ?
      """, id, moment, limit
    ).all(Mention.init(reading:))
  }

  /// The id of the first mention seen since a moment; nil where there is none.
  package func firstMention(seenSince moment: Date) throws(StorageError) -> Mention.ID? {
    try connection.rows(
      "SELECT id FROM mention WHERE seen >= ? ORDER BY seen, id LIMIT 1", moment
    ).first { row throws(StorageError) in try row.take() }
  }

  /// Gives every mention above an id to `body`, in the order of their arrival.
  package func forEachMention(
    after id: Mention.ID, _ body: (Mention) throws -> Void
  ) throws {
    var rows = try connection.rows(
      """
      SELECT id, brand, source, outlet, rung, author, voice, at, seen, title, excerpt, url,
        matched, score, is_complaint, topics, terms, is_severe, story, copy_of, repeats,
        is_news, thread
      FROM mention WHERE id > ? ORDER BY id
      """, id)
    while try rows.next() { try body(Mention(reading: &rows)) }
  }
}

extension Mention {
  fileprivate init(reading row: inout Rows) throws(StorageError) {
    self.init(
      id: try row.take(), brand: try row.take(), source: try row.take(), outlet: try row.take(),
      rung: try row.take(), author: try row.take(), voice: try row.take(), at: try row.take(),
      seen: try row.take(), title: try row.take(), excerpt: try row.take(), url: try row.take(),
      matched: try row.take(TextList.self).texts, complaint: try Complaint(reading: &row),
      story: try row.take(), copyOf: try row.take(), repeats: try row.take(),
      isNews: try row.take())
    thread = try row.take()
  }
}

extension Complaint {
  fileprivate init(reading row: inout Rows) throws(StorageError) {
    self.init(
      score: try row.take(), isComplaint: try row.take(),
      topics: try row.take(TextList.self).texts, terms: try row.take(TextList.self).texts,
      isSevere: try row.take())
  }
}
