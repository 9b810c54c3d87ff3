import FoundationEssentials
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
