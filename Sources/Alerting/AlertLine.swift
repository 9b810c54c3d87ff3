import FoundationEssentials
package import Model

/// An alert as one line for people who are woken by it.
///
/// The whole sense stands within the first 120 columns: what, how bad, whom, how much against what is
/// usual, how sure. Links come last.
///
/// `2026-11-22T10:04:05Z WARNING acme-air #I17 baggage ×13 (31 voices/h, usually 2.3; by chance once
/// in 4 y) R 1.6 ↑ 22 min · blog→news · first @bob 08:51 · https://…`
package enum AlertLine {
  package static func text(_ alert: Alert) -> String {
    "\(alert.at.utc) \(withoutMoment(alert))"
  }

  /// The same without the moment, for a journal that adds its own.
  package static func withoutMoment(_ alert: Alert) -> String {
    let name = SafeText.line(alert.brand, limit: 40)
    let head = "\(word(for: alert)) \(name) #\(Incident.name(of: alert.incident))"
    if alert.reason == .resolved { return "\(head) \(alert.cause)" }
    return ([head + " " + measure(alert)] + details(alert)).joined(separator: " · ")
  }

  private static func word(for alert: Alert) -> String {
    switch alert.reason {
    case .resolved: "RESOLVED"
    case .opened, .escalated, .repeated: alert.severity.name.uppercased()
    }
  }

  private static func measure(_ alert: Alert) -> String {
    let velocity = alert.velocity
    let evidence = alert.evidence
    if alert.isOfReach, let reach = evidence.reach { return ReachWords.measure(of: reach) }
    let subject = evidence.topic.map { "\($0) ×\(evidence.topicCount)" } ?? "×\(evidence.voices)"
    var text =
      "\(subject) (\(Words.number(velocity.rate)) voices/h, "
      + "usually \(Words.number(velocity.expectedRate)); "
      + "\(Words.chance(everyHours: velocity.returnHours)))"
    if let growth = velocity.growth { text += " R \(Words.number(growth.branching))" }
    text += " \(alert.isViral ? "↑ " : "")\(Words.duration(velocity.window.seconds))"
    return text
  }

  private static func details(_ alert: Alert) -> [String] {
    let evidence = alert.evidence
    var parts: [String] = []
    switch alert.reason {
    case .resolved: break
    case .opened: if !alert.isOfComplaints, !alert.isOfReach { parts.append(alert.cause) }
    case .escalated: parts.append("escalated")
    case .repeated: if !alert.isOfReach { parts.append(alert.cause) }
    }
    parts += evidence.known.prefix(1).map { ContactWords.text(of: $0, at: alert.at) }
    if !alert.isOfReach, let reach = evidence.reach { parts.append(ReachWords.text(of: reach)) }
    if let next = alert.velocity.growth?.nextHour {
      parts.append("next hour \(next.range.lowerBound)–\(next.range.upperBound)")
    }
    if let rungs = evidence.rungs {
      parts.append(
        rungs.lowerBound == rungs.upperBound
          ? rungs.lowerBound.name : "\(rungs.lowerBound.name)→\(rungs.upperBound.name)")
    }
    if let first = evidence.first {
      let who = first.author.map { SafeText.author($0) } ?? first.outlet
      parts.append("first \(SafeText.line(who, limit: 40)) \(moment(first.at, of: alert))")
    }
    if let learning = Words.learning(velocity: alert.velocity) { parts.append(learning) }
    if let answered = evidence.answered {
      parts.append("answered \(moment(answered, of: alert))")
    }
    if evidence.serial > 0 {
      parts.append("\(evidence.serial) serial \(evidence.serial == 1 ? "poster" : "posters")")
    }
    if evidence.copies > 0 { parts.append("\(evidence.copies) copies") }
    if !evidence.blind.isEmpty { parts.append("blind: \(blindness(alert))") }
    if let headline = evidence.headline ?? (alert.isOfReach ? evidence.reach?.witness.quote : nil) {
      parts.append("“\(SafeText.line(headline, limit: 80))”")
    }
    parts += evidence.top.compactMap { $0.url.flatMap { SafeText.link($0, limit: 200) } }.prefix(2)
    return parts
  }

  /// The minute, and the day where it is another.
  private static func moment(_ moment: Date, of alert: Alert) -> String {
    moment.utcDay == alert.at.utcDay ? moment.utcMinute : "\(moment.utcDay) \(moment.utcMinute)"
  }

  private static func blindness(_ alert: Alert) -> String {
    let shown = alert.evidence.blind.prefix(3).map {
      "\(SafeText.line($0.source, limit: 30)) "
        + Words.duration(alert.at.timeIntervalSince($0.since))
    }
    let more = alert.evidence.blind.count - shown.count
    return shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }
}
