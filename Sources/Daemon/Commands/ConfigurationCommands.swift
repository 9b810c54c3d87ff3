extension Command {
  static let checkConfig = Command(
    name: "check-config",
    summary: "name every problem of a configuration file",
    help: """
      Reads the file as `run` would and names every problem with its place and line. Opens nothing on
      the network. Files with secrets must be readable, since the daemon would need them too.

      Ends with 0 when the file is good, with 78 when it is not.
      """,
    usage: "FILE"
  ) { arguments in
    guard let path = arguments.operands.first, arguments.operands.count == 1 else {
      throw CommandError.usage("which file? usage: mentiond check-config FILE")
    }
    do {
      let configuration = try ConfigurationFile(path: path, environment: .process).load()
      Output.print(
        "\(path): good; brands: \(configuration.brands.count), sources: "
          + "\(configuration.sources.count), receivers: \(configuration.receivers.count)")
      return .success
    } catch let error as CommandError {
      // The problems are the result here, not a failure of the verb.
      Output.message(error.message)
      return error.status
    }
  }

  static let configSchema = Command(
    name: "config-schema",
    summary: "print the JSON Schema of the configuration",
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
