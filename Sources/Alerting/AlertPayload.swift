package import JSON
package import Model

/// An alert as JSON, for programs: the body of a webhook.
///
/// The envelope is that of Standard Webhooks 1.0: `{"type":"incident.opened","timestamp":…,
/// "data":{…}}`. Bodies stay below the 20 KB that it recommends, since every text has a limit.
package enum AlertPayload {
  package static func text(_ alert: Alert) -> String {
    var writer = JSONWriter()
    writer.object {
      $0.field("type", "incident.\(alert.reason.rawValue)")
      $0.field("timestamp", alert.at.utc)
      $0.object("data") { write(alert, into: &$0) }
    }
    return writer.text
  }

  /// The fields of an alert, within an object that the caller has opened.
  package static func write(_ alert: Alert, into writer: inout JSONWriter) {
    let velocity = alert.velocity
    let evidence = alert.evidence
    writer.field("incident", Incident.name(of: alert.incident))
    writer.field("brand", alert.brand)
    writer.field("severity", alert.severity.name)
    writer.field("reason", alert.reason.rawValue)
    writer.field("cause", alert.cause)
    writer.field("viral", alert.isViral)
    writer.field("line", AlertLine.text(alert))
    writer.field("voices", evidence.voices)
    writer.field("complaints", evidence.complaints)
    writer.field("mentions", evidence.mentions)
    writer.field("copies", evidence.copies)
    writer.field("serialPosters", evidence.serial)
    writer.field("answered", evidence.answered?.utc)
    writer.field("topic", evidence.topic)
    writer.object("velocity") {
      $0.field("windowMinutes", velocity.window.seconds / 60, digits: 1)
      $0.field("observed", velocity.observed)
      $0.field("expected", velocity.expected)
      $0.field("perHour", velocity.rate)
      $0.field("usuallyPerHour", velocity.expectedRate)
      $0.field("byChanceOnceInHours", velocity.returnHours, digits: 1)
      if let growth = velocity.growth { write(growth, into: &$0) }
      $0.field("learnedHours", velocity.learned.hours, digits: 1)
    }
    writer.field("story", evidence.story.map(Story.name))
    writer.field("headline", evidence.headline.map { SafeText.line($0, limit: 200) })
    writer.field("terms", evidence.terms.prefix(12).map { SafeText.line($0, limit: 40) })
    writer.field("rungs", evidence.rungs.map { [$0.lowerBound.name, $0.upperBound.name] } ?? [])
    writer.key("first")
    if let first = evidence.first { write(first, into: &writer) } else { writer.literal("null") }
    writer.array("top") {
      for witness in evidence.top.prefix(3) { write(witness, into: &$0) }
    }
    if let reach = evidence.reach { writer.object("reach") { write(reach, into: &$0) } }
    writer.array("known") {
      for contact in evidence.known.prefix(3) { $0.object { write(contact, into: &$0) } }
    }
    writer.array("blind") {
      for blindness in evidence.blind.prefix(8) {
        $0.object {
          $0.field("source", SafeText.line(blindness.source, limit: 40))
          $0.field("since", blindness.since.utc)
          $0.field("problem", SafeText.line(blindness.problem, limit: 80))
        }
      }
    }
  }

  /// The fields of growth, within the object of the velocity.
  package static func write(_ growth: Growth, into writer: inout JSONWriter) {
    writer.field("branching", growth.branching, digits: 2)
    writer.field("branchingLow", growth.branchingRange.lowerBound, digits: 2)
    writer.field("branchingHigh", growth.branchingRange.upperBound, digits: 2)
    writer.field("doublingMinutes", growth.doubling.map { $0.seconds / 60 }, digits: 0)
    for (name, next) in [("nextHour", growth.nextHour), ("nextSixHours", growth.nextSixHours)] {
      writer.object(name) {
        $0.field("expected", next.expected, digits: 1)
        $0.field("low", next.range.lowerBound)
        $0.field("high", next.range.upperBound)
      }
    }
  }

  static func write(_ witness: Witness, into writer: inout JSONWriter) {
    writer.object {
      $0.field("author", witness.author.map { SafeText.line($0, limit: 40) })
      $0.field("outlet", SafeText.line(witness.outlet, limit: 60))
      $0.field("at", witness.at.utc)
      $0.field("quote", SafeText.line(witness.quote, limit: 200))
      $0.field("url", witness.url.flatMap { SafeText.link($0) })
    }
  }
}
