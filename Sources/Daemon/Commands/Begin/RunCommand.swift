import Alerting
import Model

extension Command {
  static let run = Command(
    name: "run",
    summary: "listen, and raise alerts, until a signal ends it",
    examples: ["run --config c.json", "run --once --config c.json   # every 10 minutes, by cron"],
    help: """
      Polls all sources of the configuration for as long as it runs. Writes one line for each event to
      standard error, and alerts to the receivers that the configuration names.

        --config FILE    the configuration; see `mentiond config-schema` and `check-config`
        --state FOLDER   where the database is; default the configuration's `state`, else
                         $STATE_DIRECTORY, else $XDG_STATE_HOME/mentiond
        --once           ask each source once, and end
        --verbose        also tell what matters to nobody but who looks for a fault

      SIGTERM and SIGINT (Ctrl-C) end it within two seconds, with 0; nothing recorded is lost. SIGHUP
      reads the configuration again and keeps the last good one when the new one is bad. SIGUSR1 opens
      log files anew. A second `run` on the same state ends at once with 75.

      With --once, asks each source now, at the pace of its host, prints the mentions and alerts that
      are new, delivers the alerts and ends. Not asked, and told with the reason, are sources that were
      asked within `polling.minimumInterval`, whose server, host or feed wants no poll yet, or which
      have failed for half an hour and are not due again. Ends with 0 when all is well, with 69 when a
      source could not be read, now or when it was asked last, with 75 when an alert waits for its
      receiver. For cron, and to see what a configuration finds.
      """,
    usage: "--config FILE [--state FOLDER] [--once] [--verbose]",
    options: ["config", "state"],
    flags: ["once", "verbose"],
    takesOperands: false
  ) { arguments in
    guard let path = arguments.option("config") else {
      throw CommandError.usage("which configuration? usage: mentiond run --config FILE")
    }
    Heap.settle()
    let environment = Environment.process
    let file = ConfigurationFile(path: path, environment: environment)
    var log = EventLog(
      form: .forStandardError { environment[$0] }, clock: .wall)
    if arguments.has("verbose") { log.threshold = .debug }
    let configuration = try file.load()
    let database = try StateFolder.database(
      option: arguments.option("state"), configuration: configuration, environment: environment)
    let service = Service(
      file: file, configuration: configuration, database: database, environment: environment,
      log: log)
    guard arguments.has("once") else {
      try await service.run()
      return .success
    }
    let report = try await service.runOnce { observation in
      switch observation {
      case .mention(let mention): Output.print(MentionLine.text(mention))
      case .alert(let alert): Output.print(AlertLine.text(alert))
      case .polled, .turned, .delivered: break
      }
    }
    // Both may go to one file.
    Output.flush()
    log.event(
      .notice, "each source was asked once",
      [
        "sources": "\(report.asked)", "failed": "\(report.failed)",
        "not_asked": report.leftOut > 0 ? "\(report.leftOut)" : nil,
        "still_failing": report.stillFailing > 0 ? "\(report.stillFailing)" : nil,
        "waiting": report.waiting > 0 ? "\(report.waiting)" : nil,
      ])
    return report.status
  }
}
