package import Model

/// An alert as it was decided, with what it was decided by.
package struct StoredAlert: Hashable, Sendable {
  package var alert: Alert

  /// The hash of the configuration that was in force.
  package var configuration: String

  /// What people were told.
  package var proof: String

  /// What the detector knew when it decided, in bytes that only `Detection` can read: whoever doubts
  /// the figures can reckon them again.
  package var stream: [UInt8]?

  package init(alert: Alert, configuration: String, proof: String, stream: [UInt8]? = nil) {
    self.alert = alert
    self.configuration = configuration
    self.proof = proof
    self.stream = stream
  }
}

extension Database {
  /// Saves a new alert with its whole evidence; returns its id, which is given where the alert's
  /// own is 0.
  package func insert(_ stored: StoredAlert) throws(StorageError) -> Alert.ID {
    let alert = stored.alert
    let (velocity, evidence) = (alert.velocity, alert.evidence)
    return try atomically { () throws(StorageError) in
      let id = alert.id == 0 ? try nextID(of: .alert) : alert.id
      try connection.run(
        """
        INSERT INTO alert (id, incident, brand, at, reason, severity, cause, length, observed,
          expected, return_hours, branching, branching_low, branching_high, hour_expected, hour_low,
          hour_high, six_expected, six_low, six_high, learned, is_viral, voices, complaints, mentions,
          copies, topic, topic_count, story, headline, terms, lowest_rung, highest_rung,
          configuration, proof, stream, answered, serial)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
          ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        id, alert.incident, alert.brand, alert.at, alert.reason, alert.severity, alert.cause,
        velocity.window, velocity.observed, velocity.expected, velocity.returnHours,
        velocity.growth?.branching, velocity.growth?.branchingRange.lowerBound,
        velocity.growth?.branchingRange.upperBound, velocity.growth?.nextHour.expected,
        velocity.growth?.nextHour.range.lowerBound, velocity.growth?.nextHour.range.upperBound,
        velocity.growth?.nextSixHours.expected, velocity.growth?.nextSixHours.range.lowerBound,
        velocity.growth?.nextSixHours.range.upperBound, velocity.learned, alert.isViral,
        evidence.voices,
        evidence.complaints, evidence.mentions, evidence.copies, evidence.topic,
        evidence.topicCount, evidence.story, evidence.headline, TextList(evidence.terms),
        evidence.rungs?.lowerBound, evidence.rungs?.upperBound, stored.configuration,
        stored.proof, stored.stream, evidence.answered, evidence.serial)
      if let first = evidence.first { try insert(first, of: id, at: 0) }
      for (place, witness) in evidence.top.enumerated() {
        try insert(witness, of: id, at: place + 1)
      }
      for (place, blindness) in evidence.blind.enumerated() {
        try connection.run(
          "INSERT INTO blindness (alert, place, source, since, problem) VALUES (?, ?, ?, ?, ?)",
          id, place, blindness.source, blindness.since, blindness.problem)
      }
      if let reach = evidence.reach { try insert(reach, of: id) }
      for (place, contact) in evidence.known.enumerated() {
        try insert(contact, of: id, at: place)
      }
      return id
    }
  }

  /// The alerts of an incident, in the order in which they were decided.
  package func alerts(of incident: Incident.ID) throws(StorageError) -> [StoredAlert] {
    try atomically { () throws(StorageError) in
      var alerts = try connection.rows(
        """
        SELECT id, incident, brand, at, reason, severity, cause, length, observed, expected,
          return_hours, branching, branching_low, branching_high, hour_expected, hour_low,
          hour_high, six_expected, six_low, six_high, learned, is_viral, voices, complaints, mentions, copies, topic,
          topic_count, story, headline, terms, lowest_rung, highest_rung, answered, serial,
          configuration, proof, stream
        FROM alert WHERE incident = ? ORDER BY id
        """, incident
      ).all(StoredAlert.init(reading:))
      for index in alerts.indices {
        let id = alerts[index].alert.id
        (alerts[index].alert.evidence.first, alerts[index].alert.evidence.top) =
          try witnesses(of: id)
        alerts[index].alert.evidence.blind = try blindnesses(of: id)
        alerts[index].alert.evidence.reach = try reach(of: id)
        alerts[index].alert.evidence.known = try knownContacts(of: id)
      }
      return alerts
    }
  }

  /// The earliest witness stands at place 0, the most telling ones from place 1.
  private func insert(
    _ witness: Witness, of alert: Alert.ID, at place: Int
  ) throws(StorageError) {
    try connection.run(
      """
      INSERT INTO witness (alert, place, mention, author, outlet, at, quote, url)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      alert, place, witness.mention, witness.author, witness.outlet, witness.at, witness.quote,
      witness.url)
  }

  private func witnesses(
    of alert: Alert.ID
  ) throws(StorageError) -> (first: Witness?, top: [Witness]) {
    let rows = try connection.rows(
      """
      SELECT place, mention, author, outlet, at, quote, url FROM witness
      WHERE alert = ? ORDER BY place
      """, alert
    ).all { row throws(StorageError) in
      (
        place: try row.take(Int.self),
        witness: Witness(
          mention: try row.take(), author: try row.take(), outlet: try row.take(),
          at: try row.take(), quote: try row.take(), url: try row.take())
      )
    }
    return (
      first: rows.first { $0.place == 0 }?.witness,
      top: rows.filter { $0.place > 0 }.map(\.witness)
    )
  }

  private func blindnesses(of alert: Alert.ID) throws(StorageError) -> [Blindness] {
    try connection.rows(
      "SELECT source, since, problem FROM blindness WHERE alert = ? ORDER BY place", alert
    ).all { row throws(StorageError) in
      Blindness(source: try row.take(), since: try row.take(), problem: try row.take())
    }
  }
}

extension StoredAlert {
  /// All but what has tables of its own: witnesses, what was blind, reach and known contacts.
  fileprivate init(reading row: inout Rows) throws(StorageError) {
    self.init(
      alert: Alert(
        id: try row.take(), incident: try row.take(), brand: try row.take(), at: try row.take(),
        reason: try row.take(), severity: try row.take(), cause: try row.take(),
        velocity: Velocity(
          window: try row.take(), observed: try row.take(), expected: try row.take(),
          returnHours: try row.take(), growth: try Growth.optional(reading: &row),
          learned: try row.take()),
        isViral: try row.take(), evidence: try Evidence(reading: &row)),
      configuration: try row.take(), proof: try row.take(), stream: try row.take())
  }
}

extension Evidence {
  fileprivate init(reading row: inout Rows) throws(StorageError) {
    self.init(
      voices: try row.take(), complaints: try row.take(), mentions: try row.take(),
      copies: try row.take(), topic: try row.take(), topicCount: try row.take(),
      story: try row.take(), headline: try row.take(), terms: try row.take(TextList.self).texts)
    let lowest = try row.take(Rung?.self)
    let highest = try row.take(Rung?.self)
    if let lowest, let highest { rungs = lowest...max(lowest, highest) }
    answered = try row.take()
    serial = try row.take()
  }
}

extension Growth {
  /// Nil where the first column is null. An alert of before its intervals were stored has none.
  fileprivate static func optional(reading row: inout Rows) throws(StorageError) -> Growth? {
    let branching: Double? = try row.take()
    let bounds: (Double?, Double?) = (try row.take(), try row.take())
    let hour = try Forecast.optional(reading: &row)
    let six = try Forecast.optional(reading: &row)
    guard let branching, let low = bounds.0, let high = bounds.1, low <= high, let hour, let six
    else { return nil }
    return Growth(
      branching: branching, branchingRange: low...high, nextHour: hour, nextSixHours: six)
  }
}

extension Forecast {
  fileprivate static func optional(reading row: inout Rows) throws(StorageError) -> Forecast? {
    let expected: Double? = try row.take()
    let bounds: (Int?, Int?) = (try row.take(), try row.take())
    guard let expected, let low = bounds.0, let high = bounds.1, low <= high else { return nil }
    return Forecast(expected: expected, range: low...high)
  }
}
