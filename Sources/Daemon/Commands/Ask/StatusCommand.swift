import FoundationEssentials
import Storage

extension Command {
  static let status = Command(
    name: "status",
    summary: "how the daemon fares: sources, incidents, alerts that wait",
    examples: ["status", "status --state /var/lib/mentiond --check"],
    help: """
      Reads the state; works while the daemon runs and while it is stopped.

        --check          also read the whole file and tell what is damaged in it; ends with 65 then

      \(stateHelp)
      """,
    usage: "[--state FOLDER | --config FILE] [--check] [--json]",
    options: stateOptions,
    flags: ["json", "check"],
    takesOperands: false
  ) { arguments in
    let (database, path) = try readState(arguments)
    let isRunning = StateLock.isHeld(besides: path)
    let status = try database.transaction {
      try StatusReport(database, isRunning: isRunning, at: Clock.wall.now)
    }
    arguments.has("json") ? Output.print(status.json) : Output.print(prose: status.text)
    guard arguments.has("check") else { return .success }
    let damage = try database.problems()
    for problem in damage { Output.message("mentiond status: damaged: \(Output.safe(problem))") }
    return damage.isEmpty ? .success : .badData
  }
}
