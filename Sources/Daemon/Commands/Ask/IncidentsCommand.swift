import Alerting
import FoundationEssentials
import JSON
import Model
import Storage

extension Command {
  static let incidents = Command(
    name: "incidents",
    summary: "list incidents, the newest first",
    examples: ["incidents --limit 5", "incidents --json | jq .incident"],
    help: """
      Reads the state; works while the daemon runs and while it is stopped.

        --limit N        at most so many; default 20
      \(stateHelp)
      """,
    usage: "[--limit N] [--state FOLDER | --config FILE] [--json]",
    options: stateOptions.union(["limit"]),
    flags: ["json"],
    takesOperands: false
  ) { arguments in
    let limit = arguments.option("limit").map { Int($0) } ?? 20
    guard let limit, limit > 0 else {
      throw CommandError.usage("--limit takes a whole number above 0")
    }
    let database: Database = try readState(arguments)
    let list = try database.incidents(limit: limit)
    if arguments.has("json") {
      for incident in list {
        var writer = JSONWriter()
        writer.object { IncidentJSON.write(incident, into: &$0) }
        Output.print(writer.text)
      }
      return .success
    }
    if list.isEmpty { Output.print("no incidents yet") }
    for incident in list { Output.print(prose: line(of: incident)) }
    return .success
  }

  private static func line(of incident: Incident) -> String {
    let end =
      incident.resolved.map {
        "resolved after \(Words.duration($0.timeIntervalSince(incident.opened)))"
      } ?? "open"
    return "\(Incident.name(of: incident.id))  \(incident.opened.utc)  "
      + "\(incident.severity.name.uppercased())  \(SafeText.line(incident.brand, limit: 60))  "
      + "peak \(Words.count(incident.peakVoices, "voice"))  \(end)"
  }
}

/// An incident as JSON, the same wherever it is printed.
enum IncidentJSON {
  /// Writes the fields into an object that the caller has opened.
  static func write(_ incident: Incident, into writer: inout JSONWriter) {
    writer.field("incident", Incident.name(of: incident.id))
    writer.field("brand", incident.brand)
    writer.field("severity", incident.severity.name)
    writer.field("opened", incident.opened.utc)
    writer.field("resolved", incident.resolved?.utc)
    writer.field("lastAlert", incident.lastAlert.utc)
    writer.field("peakVoices", incident.peakVoices)
    writer.field("story", incident.story.map(Story.name))
    writer.field("rung", incident.rung.name)
  }
}
