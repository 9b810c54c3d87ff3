extension Command {
  static let run = Command(
    name: "run",
    summary: "listen, and raise alerts, until a signal ends it",
    help: """
      Polls all sources of the configuration for as long as it runs. Writes one line for each event to
      standard error, and alerts to the receivers that the configuration names.

        --config FILE    the configuration; see `mentiond config-schema` and `check-config`
        --state FOLDER   where the database is; default the configuration's `state`, else
                         $STATE_DIRECTORY, else $XDG_STATE_HOME/mentiond
        --verbose        also tell what matters to nobody but who looks for a fault

      SIGTERM and SIGINT end it within two seconds; nothing recorded is lost. SIGHUP reads the
      configuration again and keeps the last good one when the new one is bad. SIGUSR1 opens log
      files anew. A second `run` on the same state ends at once with 75.
      """,
    usage: "--config FILE [--state FOLDER] [--verbose]",
    options: ["config", "state"],
    flags: ["verbose"]
  ) { arguments in
    guard let path = arguments.option("config"), arguments.operands.isEmpty else {
      throw CommandError.usage("which configuration? usage: mentiond run --config FILE")
    }
    let environment = Environment.process
    let file = ConfigurationFile(path: path, environment: environment)
    var log = EventLog(
      form: .forStandardError { environment[$0] }, clock: .wall)
    if arguments.has("verbose") { log.threshold = .debug }
    let database = try StateFolder.database(
      option: arguments.option("state"), configuration: try file.load(), environment: environment)
    try await Service(file: file, database: database, environment: environment, log: log).run()
    return .success
  }
}
