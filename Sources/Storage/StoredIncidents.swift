package import Model

extension Database {
  /// Saves a new incident; returns its id, which is given where the incident's own is 0.
  package func insert(_ incident: Incident) throws(StorageError) -> Incident.ID {
    let id = incident.id == 0 ? try nextID(of: .incident) : incident.id
    try connection.run(
      """
      INSERT INTO incident (id, brand, severity, opened, resolved, last_alert, subject, topics,
        last_voices, peak_voices, calm_since, story, rung)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      id, incident.brand, incident.severity, incident.opened, incident.resolved,
      incident.lastAlert, incident.subject.name, TextList(incident.topics.sorted()),
      incident.lastVoices, incident.peakVoices, incident.calmSince, incident.story,
      incident.rung)
    return id
  }

  /// Saves an incident as it is now. Its brand and when it opened stay as they were.
  package func update(_ incident: Incident) throws(StorageError) {
    try connection.run(
      """
      UPDATE incident SET severity = ?, resolved = ?, last_alert = ?, subject = ?,
        topics = ?, last_voices = ?, peak_voices = ?, calm_since = ?, story = ?, rung = ?
      WHERE id = ?
      """,
      incident.severity, incident.resolved, incident.lastAlert, incident.subject.name,
      TextList(incident.topics.sorted()), incident.lastVoices, incident.peakVoices,
      incident.calmSince, incident.story, incident.rung, incident.id)
  }

  /// The oldest first.
  package func openIncidents() throws(StorageError) -> [Incident] {
    try connection.rows(
      """
      SELECT id, brand, severity, opened, resolved, last_alert, subject, topics,
        last_voices, peak_voices, calm_since, story, rung
      FROM incident WHERE resolved IS NULL ORDER BY id
      """
    ).all(Incident.init(reading:))
  }

  /// Open and resolved ones, the newest first.
  package func incidents(limit: Int) throws(StorageError) -> [Incident] {
    try connection.rows(
      """
      SELECT id, brand, severity, opened, resolved, last_alert, subject, topics,
        last_voices, peak_voices, calm_since, story, rung
      FROM incident ORDER BY id DESC LIMIT ?
      """, limit
    ).all(Incident.init(reading:))
  }

  package func incident(_ id: Incident.ID) throws(StorageError) -> Incident? {
    try connection.rows(
      """
      SELECT id, brand, severity, opened, resolved, last_alert, subject, topics,
        last_voices, peak_voices, calm_since, story, rung
      FROM incident WHERE id = ?
      """, id
    ).first(Incident.init(reading:))
  }
}

extension Incident {
  fileprivate init(reading row: inout Rows) throws(StorageError) {
    self.init(
      id: try row.take(), brand: try row.take(), severity: try row.take(),
      opened: try row.take(), resolved: try row.take(), lastAlert: try row.take(),
      subject: Subject(name: try row.take(String.self)) ?? .complaints,
      topics: Set(try row.take(TextList.self).texts), lastVoices: try row.take(),
      peakVoices: try row.take(), calmSince: try row.take(),
      story: try row.take(), rung: try row.take())
  }
}
