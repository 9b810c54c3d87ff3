import FoundationEssentials
package import Model

/// The incidents that are open, and the rules for opening, raising, repeating and resolving them.
///
/// A brand has one incident at a time: the voices of one cause are never told as two.
package struct IncidentBook: Sendable {
  package var rules: Rules

  /// Open incidents, and the last resolved one of each brand, which decides on the rest.
  private var latest: [Brand.ID: Incident] = [:]

  /// The rungs that open incidents have climbed to since they were last told.
  private var climbs: [Brand.ID: Rung] = [:]

  private var nextID: Incident.ID

  /// - Parameters:
  ///   - incidents: at most one for each brand: the open one, else the last resolved.
  ///   - nextID: one above all ids that were ever given.
  package init(rules: Rules = Rules(), incidents: [Incident] = [], nextID: Incident.ID = 1) {
    self.rules = rules
    self.nextID = nextID
    for incident in incidents { latest[incident.brand] = incident }
  }

  package var open: [Incident] {
    latest.values.filter { $0.resolved == nil }.sorted { $0.id < $1.id }
  }

  package func isOpen(for brand: Brand.ID) -> Bool {
    latest[brand].map { $0.resolved == nil } ?? false
  }

  /// Stories became part of an older one: so did the incidents that they led.
  package mutating func join(_ parts: [Story.ID], to older: Story.ID) {
    for (brand, incident) in latest where incident.story.map(parts.contains) ?? false {
      latest[brand]?.story = older
    }
  }

  /// Takes in how things stand with a brand; returns what changed.
  package mutating func note(_ reading: Reading) -> Change? {
    var verdict = rules.judgement(on: reading)
    guard var incident = latest[reading.brand.id], incident.resolved == nil else {
      return verdict.flatMap { open($0, reading) }
    }
    let newTopic = newTopic(of: incident, reading)
    if let newTopic, verdict.map({ $0.severity <= incident.severity && $0.cause != .reach }) ?? true
    {
      verdict = newTopic
    }
    let before = incident
    var reading = reading
    reading.rung = max(reading.rung, climbs[incident.brand] ?? incident.rung)
    let reason = advance(&incident, verdict, isNewTopic: newTopic != nil, reading)
    if reason != nil, let verdict {
      incident.subject = verdict.subject
      if newTopic != nil, let name = reading.topic?.name { incident.topics.insert(name) }
    }
    let isUntold = incident.resolved == nil && reading.rung > incident.rung
    climbs[incident.brand] = isUntold ? reading.rung : nil
    guard incident != before else { return nil }
    latest[reading.brand.id] = incident
    return Change(
      incident: incident,
      alert: reason.map { reason, cause in
        Change.Draft(
          reason: reason, severity: incident.severity, cause: cause,
          subject: verdict?.subject ?? .complaints,
          velocity: verdict?.velocity ?? reading.complaints)
      })
  }

  private mutating func open(_ verdict: Verdict, _ reading: Reading) -> Change? {
    // A rest is kept by the voices of the same burst; a mention calls by its reach once by itself.
    if verdict.cause != .reach, let last = latest[reading.brand.id],
      reading.at < last.lastAlert
        + rules.rest(after: last.severity, before: verdict.severity).seconds,
      verdict.velocity.observed <= last.lastVoices || verdict.severity < last.severity
    {
      return nil
    }
    let incident = Incident(
      id: nextID, brand: reading.brand.id, severity: verdict.severity, opened: reading.at,
      lastAlert: reading.at, subject: verdict.subject,
      topics: Set(reading.topic.map { [$0.name] } ?? []), lastVoices: verdict.velocity.observed,
      peakVoices: verdict.velocity.observed, story: reading.story?.id, rung: reading.rung)
    nextID += 1
    latest[reading.brand.id] = incident
    return Change(
      incident: incident,
      alert: Change.Draft(
        reason: .opened, severity: verdict.severity, cause: verdict.cause.text,
        subject: verdict.subject, velocity: verdict.velocity))
  }

  /// The verdict on a topic that calls people and that they have not heard of with an open incident:
  /// another trouble on top of the first is theirs to know of.
  private func newTopic(of incident: Incident, _ reading: Reading) -> Verdict? {
    guard let verdict = rules.topicVerdict(on: reading), verdict.severity >= .warning,
      let name = reading.topic?.name, !incident.topics.contains(name)
    else { return nil }
    return verdict
  }

  /// Moves an open incident on; returns why people should hear of it, if they should.
  private func advance(
    _ incident: inout Incident, _ verdict: Verdict?, isNewTopic: Bool, _ reading: Reading
  ) -> (Alert.Reason, String)? {
    incident.story = reading.story?.id ?? incident.story
    let observed = verdict?.velocity.observed ?? 0
    incident.peakVoices = max(incident.peakVoices, observed)

    // Who sees less than half of the voices does not know whether it is calm, and what climbs is not.
    let isCalm =
      verdict == nil && reading.complaints.returnHours < rules.calmHours && reading.observed >= 0.5
      && reading.rung <= incident.rung && !reading.isReachGrowing
    if isCalm, let since = incident.calmSince, reading.at >= since + rules.calmHold.seconds {
      incident.resolved = reading.at
      return (.resolved, "calm for \(Words.duration(reading.at.timeIntervalSince(since)))")
    }
    incident.calmSince = isCalm ? incident.calmSince ?? reading.at : nil

    if let verdict, verdict.severity > incident.severity {
      incident.severity = verdict.severity
      return tell(&incident, .escalated, verdict.cause.text, reading, observed)
    }
    let hasRested =
      incident.lastAlert == incident.opened
      || reading.at >= incident.lastAlert + rules.growthPause.seconds
    // Who tells of it next is what people prepare for, however few voices there are by then.
    if reading.rung > incident.rung, hasRested {
      let voices = max(observed, incident.lastVoices)
      return tell(&incident, .repeated, "told by \(reading.rung.name) now", reading, voices)
    }
    guard let verdict else { return nil }
    if verdict.cause == .reach {
      return tell(&incident, .repeated, verdict.cause.text, reading, observed)
    }
    if isNewTopic, hasRested {
      let voices = max(observed, incident.lastVoices)
      return tell(&incident, .repeated, verdict.cause.text, reading, voices)
    }
    // Growth is news soon; a burst that goes on is news once in a while. All complaints are more than
    // those of one topic without having grown.
    if incident.subject == verdict.subject, observed > 0, observed >= 2 * incident.lastVoices,
      hasRested
    {
      return tell(
        &incident, .repeated, "twice the voices since last told", reading, observed)
    }
    if reading.hasNews, reading.at >= incident.lastAlert + rules.repeatInterval.seconds {
      return tell(&incident, .repeated, "still going on", reading, observed)
    }
    return nil
  }

  private func tell(
    _ incident: inout Incident, _ reason: Alert.Reason, _ cause: String, _ reading: Reading,
    _ voices: Int
  ) -> (Alert.Reason, String) {
    incident.lastAlert = reading.at
    incident.lastVoices = voices
    incident.rung = max(incident.rung, reading.rung)
    return (reason, cause)
  }
}

/// An incident that changed, and what to tell of it.
package struct Change: Sendable {
  package var incident: Incident

  /// Nil where the change is for the record only.
  package var alert: Draft?

  /// An alert that still lacks its evidence, and what its velocity lets expect.
  package struct Draft: Hashable, Sendable {
    package var reason: Alert.Reason
    package var severity: Severity
    package var cause: String

    /// Whose voices are counted.
    package var subject: Subject

    package var velocity: Velocity
  }
}
