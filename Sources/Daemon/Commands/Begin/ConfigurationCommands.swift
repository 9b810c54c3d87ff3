import Alerting

extension Command {
  static let checkConfig = Command(
    name: "check-config",
    summary: "name every problem of a configuration file",
    examples: ["check-config c.json", "check-config --strict c.json && systemctl reload mentiond"],
    help: """
      Reads the file as `run` would and names every problem with its place and line. Opens nothing on
      the network. Files with secrets must be readable, since the daemon would need them too.

      A warning is what may be said and is hardly meant: a file that is not there, an address that will
      not be asked, an alert that nobody gets. `run` tells the same when it starts.

        --strict         a warning is an error

      Ends with 0 when the file is good, with 78 when it is not.
      """,
    usage: "[--strict] FILE",
    flags: ["strict"]
  ) { arguments in
    guard let path = arguments.operands.first, arguments.operands.count == 1 else {
      throw CommandError.usage("which file? usage: mentiond check-config FILE")
    }
    let file = ConfigurationFile(path: path, environment: .process)
    let configuration: Configuration
    do throws(CommandError) {
      configuration = try file.load()
    } catch {
      // The problems are the result here, not a failure of the verb.
      Output.message(error.message)
      return error.status
    }
    let warnings = ConfigurationWarnings(configuration).list
    for warning in warnings { Output.message("\(file.name): warning: \(warning)") }
    if arguments.has("strict"), !warnings.isEmpty { return .badConfiguration }
    let told = warnings.isEmpty ? "" : ", \(Words.count(warnings.count, "warning"))"
    Output.print(
      "\(path): good\(told); brands: \(configuration.brands.count), sources: "
        + "\(configuration.sources.count), receivers: \(configuration.receivers.count)")
    return .success
  }

  static let configSchema = Command(
    name: "config-schema",
    summary: "print the JSON Schema of the configuration",
    examples: ["config-schema > mentiond.schema.json"],
    help: """
      Prints JSON Schema, draft 2020-12, for editors and other programs. `check-config` finds more: a
      schema cannot know whether a query makes sense or a name is taken.
      """,
    usage: "",
    takesOperands: false
  ) { _ in
    Output.print(ConfigurationSchema.text)
    return .success
  }
}
