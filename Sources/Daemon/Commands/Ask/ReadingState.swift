import FoundationEssentials
import Storage

/// What verbs that look at the state of a running or stopped daemon share.
extension Command {
  /// The options that name the state, and their lines of help.
  static let stateOptions: Set<String> = ["state", "config"]
  static let stateHelp = """
      --state FOLDER   where the database is; default as for `run`
      --config FILE    take the folder from this configuration
      --json           JSON Lines instead of words
    """

  /// Opens the state to read; the daemon may go on writing meanwhile.
  static func readState(_ arguments: Arguments) throws -> Database {
    try readState(arguments).database
  }

  /// The same with the path of the database.
  static func readState(_ arguments: Arguments) throws -> (database: Database, path: String) {
    let environment = Environment.process
    let configuration = try arguments.option("config").map {
      try ConfigurationFile(path: $0, environment: environment).load()
    }
    let path = try StateFolder.database(
      option: arguments.option("state"), configuration: configuration, environment: environment)
    do {
      return (try Database(.file(path), access: .readOnly), path)
    } catch {
      throw CommandError(status: .noInput, message: error.description)
    }
  }

  /// Whether lines of JSON are wanted: when asked for, and into a pipe without being asked. For verbs
  /// whose output programs read.
  static func wantsJSON(_ arguments: Arguments) -> Bool {
    arguments.has("json") || !Output.isTerminal
  }
}
