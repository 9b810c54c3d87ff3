import Alerting
import Detection
import FoundationEssentials
import JSON
import Model
import Storage

extension Command {
  static let why = Command(
    name: "why",
    summary: "the proof of an incident, or the tree of a story",
    examples: ["why I17", "why S17"],
    help: """
      Shows every alert of an incident from the database: the counts, what the past predicted, how rare
      that is, the words, the first mention, what was blind, and each try to deliver it.

      Of a story (S17) it shows who said it first, who copied it where, how it climbed from customers to
      the news, whether the brand answered, and who posts the same again and again.

      \(stateHelp)
      """,
    usage: "I17|S17 [--state FOLDER | --config FILE] [--json]",
    options: stateOptions,
    flags: ["json"]
  ) { arguments in
    guard let word = arguments.operands.first, arguments.operands.count == 1 else {
      throw CommandError.usage("which incident or story? usage: mentiond why I17")
    }
    if let story = StoryPortrait.id(word) { return try showStory(story, arguments) }
    guard let id = Incident.ID(word.drop { $0 == "I" || $0 == "i" || $0 == "#" }) else {
      throw CommandError.usage(
        "\(Output.safe(word)) is no incident and no story; they are named like I17 and S17")
    }
    let database: Database = try readState(arguments)
    return try database.transaction {
      guard let incident = try database.incident(id) else {
        throw CommandError(
          status: .noInput,
          message: "there is no incident \(Incident.name(of: id)); see mentiond incidents")
      }
      let alerts = try database.alerts(of: id)
      if arguments.has("json") {
        for stored in alerts { Output.print(IncidentProof.json(stored)) }
      } else {
        Output.print(prose: IncidentProof.head(incident))
        for stored in alerts {
          let reached = stored.alert.evidence.reach?.witness.mention
          Output.print(
            prose: IncidentProof.text(
              stored, deliveries: try database.deliveries(of: stored.alert.id),
              heard: try reached.map(database.engagements) ?? []))
        }
      }
      return .success
    }
  }

  private static func showStory(_ id: Story.ID, _ arguments: Arguments) throws -> ExitStatus {
    let database: Database = try readState(arguments)
    return try database.transaction {
      guard let portrait = try StoryPortrait(of: id, in: database, at: Clock.wall.now) else {
        throw CommandError(
          status: .noInput,
          message: "there is no story \(Story.name(of: id)); see mentiond stories")
      }
      let tree = StoryTree(portrait)
      if arguments.has("json") { Output.print(tree.json) } else { Output.print(tree.text) }
      return .success
    }
  }
}

/// The arithmetic of an incident in words.
enum IncidentProof {
  static func head(_ incident: Incident) -> String {
    let end = incident.resolved.map { ", resolved \($0.utc)" } ?? ", still open"
    return "\(Incident.name(of: incident.id)) \(SafeText.line(incident.brand, limit: 60)): opened "
      + "\(incident.opened.utc), \(incident.severity.name), peak \(Words.count(incident.peakVoices, "voice"))\(end)"
  }

  /// - Parameter heard: how the mention of the furthest reach came to it.
  static func text(
    _ stored: StoredAlert, deliveries: [Delivery], heard: [EngagementReading]
  ) -> String {
    let alert = stored.alert
    let (velocity, evidence) = (alert.velocity, alert.evidence)
    let window = Words.duration(velocity.window.seconds)
    var lines = [
      "",
      "\(alert.at.utc) \(alert.reason.rawValue) \(alert.severity.name): \(alert.cause)",
      "  line       \(stored.proof)",
      "  counted    \(velocity.observed) voices within \(window), "
        + "\(Words.number(velocity.rate)) per hour",
      "  predicted  \(Words.number(velocity.expected)), from \(Words.duration(velocity.learned.seconds))"
        + " of listening",
      "  so much    \(Words.chance(everyHours: velocity.returnHours))",
      "  seen       \(evidence.voices) voices, \(evidence.complaints) complaints, "
        + "\(evidence.mentions) mentions, \(evidence.copies) of them copies",
    ]
    lines += growth(velocity.growth, alert)
    if let reach = evidence.reach {
      lines += ReachProof.lines(of: reach, heard: heard.filter { $0.at <= alert.at })
    }
    lines += evidence.known.map {
      "  known      \(ContactWords.text(of: $0, at: alert.at)); by \($0.way.rawValue)"
    }
    if let topic = evidence.topic { lines.append("  about      \(topic) ×\(evidence.topicCount)") }
    if !evidence.terms.isEmpty {
      let terms = evidence.terms.map { SafeText.line($0, limit: 40) }
      lines.append("  words      \(terms.joined(separator: ", "))")
    }
    if let first = evidence.first { lines.append("  first      \(quote(first))") }
    if let answered = evidence.answered { lines.append("  answered   \(answered.utc)") }
    if evidence.serial > 0 {
      lines.append("  serial     \(evidence.serial) voices, counted once each")
    }
    lines += evidence.top.map { "  top        \(quote($0))" }
    lines += evidence.blind.map {
      "  blind      \(SafeText.line($0.source, limit: 60)) since \($0.since.utc): "
        + SafeText.line($0.problem, limit: 160)
    }
    lines += deliveries.map {
      "  told       \(SafeText.line($0.receiver, limit: 60)) at \($0.at.utc), try \($0.attempt): "
        + ($0.problem.map { SafeText.line($0, limit: 160) } ?? "delivered")
    }
    lines.append("  again      \(recomputed(stored))")
    lines.append("  under      configuration \(stored.configuration)")
    return lines.joined(separator: "\n")
  }

  /// Reckons an alert again from what its stream knew, and tells whether the digits are the same.
  private static func recomputed(_ stored: StoredAlert) -> String {
    let told = stored.alert.velocity
    guard stored.alert.reason != .resolved else { return "nothing to reckon: it was calm" }
    guard let archive = stored.stream, let stream = try? VoiceStream(archive: archive) else {
      return "not possible: the stream was not kept, or by another version"
    }
    let now = stored.alert.at
    let usual = stream.velocity(at: now)
    let reckoned = [usual, stream.silence(at: now)].compactMap { $0 }
    // A story has no stream: it was counted by itself, against the brand's.
    guard
      var found = reckoned.first(where: {
        $0.window == told.window && $0.observed == told.observed
      })
    else {
      return
        "counted for one story, against \(Words.number(usual.expectedRate)) voices/h of the brand"
    }
    found.growth = stream.growth(within: found.window, at: now)
    let text =
      "\(found.observed) voices, \(Words.number(found.expected)) expected, "
      + Words.chance(everyHours: found.returnHours)
    return found == told
      ? "\(text): the same to the last digit" : "\(text): DIFFERS from what was told"
  }

  private static func growth(_ growth: Growth?, _ alert: Alert) -> [String] {
    guard let growth else { return ["  brings     too few voices to tell"] }
    let (low, high) = (growth.branchingRange.lowerBound, growth.branchingRange.upperBound)
    func told(_ next: Forecast, _ when: String) -> String {
      "\(Words.number(next.expected)) (\(next.range.lowerBound) to \(next.range.upperBound)) within \(when)"
    }
    return [
      "  brings     \(Words.number(growth.branching)) voices each, \(Words.number(low)) to "
        + "\(Words.number(high)) in nine cases of ten"
        + (alert.isViral ? "; it feeds itself" : "")
        + (growth.doubling.map { ", doubling in \(Words.duration($0.seconds))" } ?? ""),
      "  to come    \(told(growth.nextHour, "1 h")), \(told(growth.nextSixHours, "6 h"))",
    ]
  }

  static func json(_ stored: StoredAlert) -> String {
    var writer = JSONWriter()
    writer.object {
      $0.field("at", stored.alert.at.utc)
      AlertPayload.write(stored.alert, into: &$0)
      $0.field("configuration", stored.configuration)
    }
    return writer.text
  }

  static func quote(_ witness: Witness) -> String {
    let author = witness.author.map { "\(SafeText.author($0, limit: 40)) " } ?? ""
    let url = witness.url.flatMap { SafeText.link($0) }.map { " \($0)" } ?? ""
    return "\(witness.at.utc) \(author)at \(SafeText.line(witness.outlet, limit: 60)): "
      + "“\(SafeText.line(witness.quote, limit: 160))”\(url)"
  }
}
