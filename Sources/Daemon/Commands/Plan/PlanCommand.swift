import FoundationEssentials
import Model
import Polling
import Storage

extension Command {
  static let plan = Command(
    name: "plan",
    summary: "how often hosts are asked, and how long a mention goes unseen",
    examples: ["plan --config c.json"],
    help: """
      Reckons, without asking anybody, how many requests an hour each host gets and may get, how long
      it takes from publishing to seeing for each brand and rung, and what would make it better.

      The configuration suffices. Where there is a state, what was learned of the sources is used.

        --config FILE    the configuration; see `mentiond config-schema` and `check-config`
        --state FOLDER   where the database is; default as for `run`
        --json           JSON instead of words, with every host and source
      """,
    usage: "--config FILE [--state FOLDER] [--json]",
    options: ["config", "state"],
    flags: ["json"],
    takesOperands: false
  ) { arguments in
    guard let path = arguments.option("config") else {
      throw CommandError.usage("which configuration? usage: mentiond plan --config FILE")
    }
    let environment = Environment.process
    let configuration = try ConfigurationFile(path: path, environment: environment).load()
    let plan = try PlanReport(
      configuration, database(arguments, configuration, environment), at: Clock.wall.now)
    arguments.has("json") ? Output.print(plan.json) : Output.print(prose: plan.text)
    return .success
  }

  /// The state, where there is one. What cannot be read is told and done without.
  private static func database(
    _ arguments: Arguments, _ configuration: Configuration, _ environment: Environment
  ) -> Database? {
    guard
      let path = try? StateFolder.database(
        option: arguments.option("state"), configuration: configuration, environment: environment)
    else { return nil }
    do {
      return try Database(.file(path), access: .readOnly)
    } catch {
      if case .missing = error { return nil }
      Output.message("mentiond plan: nothing learned is used: \(error.description)")
      return nil
    }
  }
}
