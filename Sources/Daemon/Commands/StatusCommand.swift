import Alerting
import FoundationEssentials
import JSON
import Model
import Storage

extension Command {
  static let status = Command(
    name: "status",
    summary: "how the daemon fares: sources, incidents, alerts that wait",
    help: """
      Reads the state; works while the daemon runs and while it is stopped.

      \(stateHelp)
      """,
    usage: "[--state FOLDER | --config FILE] [--json]",
    options: stateOptions,
    flags: ["json"]
  ) { arguments in
    let (database, path) = try readState(arguments)
    let isRunning = StateLock.isHeld(besides: path)
    let status = try database.transaction {
      try StatusReport(database, isRunning: isRunning, at: Clock.wall.now)
    }
    Output.print(arguments.has("json") ? status.json : status.text)
    return .success
  }
}

/// What `status` tells.
struct StatusReport {
  private let now: Date
  private let isRunning: Bool
  private let lastTick: Date?
  private let sources: [(name: Source.ID, state: PollState)]
  private let incidents: [Incident]
  private let waiting: [Receiver.ID: Int]
  private let failures: [Delivery]

  init(_ database: Database, isRunning: Bool, at now: Date) throws {
    self.now = now
    self.isRunning = isRunning
    lastTick = try database.fact(.lastTick).flatMap { Date(utc: $0) }
    sources = try database.pollStates().sorted { $0.key < $1.key }
      .map { (name: $0.key, state: $0.value) }
    incidents = try database.openIncidents()
    waiting = try database.waiting()
    failures = try database.deliveries(limit: 100).filter { $0.problem != nil }
  }

  var text: String {
    var lines = [
      lastTick.map {
        isRunning ? "running" : "not running: it last ticked \(ago($0))"
      } ?? "never ran"
    ]
    for incident in incidents {
      lines.append(
        "\(Incident.name(of: incident.id)) \(incident.severity.name) "
          + "\(SafeText.line(incident.brand, limit: 60)), open for "
          + "\(Words.duration(now.timeIntervalSince(incident.opened))), peak "
          + "\(incident.peakVoices) voices; mentiond why \(Incident.name(of: incident.id))")
    }
    if incidents.isEmpty { lines.append("no open incidents") }
    lines += sources.map(line)
    for (receiver, count) in waiting.sorted(by: { $0.key < $1.key }) {
      let reason = failures.first { $0.receiver == receiver }?.problem
      lines.append(
        "\(count) alerts wait for \(SafeText.line(receiver, limit: 60))"
          + (reason.map { ": \(SafeText.line($0, limit: 160))" } ?? ""))
    }
    return lines.joined(separator: "\n")
  }

  private func line(_ name: Source.ID, _ state: PollState) -> String {
    let name = SafeText.line(name, limit: 60)
    if state.isGone { return "source \(name): gone for good (410); take it out" }
    let heard = state.lastSuccess.map { "read \(ago($0))" } ?? "never read"
    guard let problem = state.problem else { return "source \(name): \(heard)" }
    let blind = state.blindSince.map {
      "blind for \(Words.duration(now.timeIntervalSince($0))), "
    }
    let next =
      state.due > now ? ", next try in \(Words.duration(state.due.timeIntervalSince(now)))" : ""
    return "source \(name): \(blind ?? "")\(heard); \(SafeText.line(problem, limit: 160))\(next)"
  }

  private func ago(_ moment: Date) -> String {
    "\(Words.duration(now.timeIntervalSince(moment))) ago"
  }

  var json: String {
    var writer = JSONWriter()
    writer.object {
      $0.field("running", isRunning)
      $0.field("lastTick", lastTick?.utc)
      $0.array("incidents") {
        for incident in incidents { $0.object { IncidentJSON.write(incident, into: &$0) } }
      }
      $0.array("sources") {
        for (name, state) in sources {
          $0.object {
            $0.field("name", name)
            $0.field("lastSuccess", state.lastSuccess?.utc)
            $0.field("due", state.due.utc)
            $0.field("failures", state.failures)
            $0.field("problem", state.problem)
            $0.field("blindSince", state.blindSince?.utc)
            $0.field("gone", state.isGone)
          }
        }
      }
      $0.object("waiting") {
        for (receiver, count) in waiting.sorted(by: { $0.key < $1.key }) {
          $0.field(receiver, count)
        }
      }
    }
    return writer.text
  }
}
