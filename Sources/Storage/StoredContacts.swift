import Model

/// Who told the brand before, as an alert told it.
extension Database {
  func insert(
    _ contact: KnownContact, of alert: Alert.ID, at place: Int
  ) throws(StorageError) {
    try connection.run(
      """
      INSERT INTO known_contact (alert, place, mention, author, way, ticket, since, contacts, state,
        channel)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      alert, place, contact.mention, contact.author, contact.way, contact.ticket, contact.since,
      contact.contacts, contact.state, contact.channel)
  }

  func knownContacts(of alert: Alert.ID) throws(StorageError) -> [KnownContact] {
    try connection.rows(
      """
      SELECT mention, author, way, ticket, since, contacts, state, channel FROM known_contact
      WHERE alert = ? ORDER BY place
      """, alert
    ).all { row throws(StorageError) in
      KnownContact(
        mention: try row.take(), author: try row.take(), way: try row.take(),
        ticket: try row.take(), since: try row.take(), contacts: try row.take(),
        state: try row.take(), channel: try row.take())
    }
  }
}
