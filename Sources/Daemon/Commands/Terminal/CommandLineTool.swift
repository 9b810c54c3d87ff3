import Glibc

/// The program: finds the verb, gives it its arguments, ends with its status.
package enum CommandLineTool {
  package static let version = "0.1.0"

  package static func runAndExit() async -> Never {
    // A reader that goes away (`mentiond parse … | head`) ends us quietly, as it ends cat.
    signal(SIGPIPE, SIG_DFL)
    exit(await run(Array(CommandLine.arguments.dropFirst())))
  }

  /// Runs one verb; returns the exit status by sysexits(3).
  package static func run(_ words: [String]) async -> Int32 {
    let status = await answer(words)
    Output.flush()
    return status.rawValue
  }

  private static func answer(_ words: [String]) async -> ExitStatus {
    guard let verb = words.first else {
      Output.message(overview)
      return .usage
    }
    let rest = Array(words.dropFirst())
    switch verb {
    case "--help", "-h", "help": return help(for: rest.first)
    case "--version", "-V", "version":
      Output.print("mentiond \(version)")
      return .success
    default: break
    }
    guard let command = command(verb) else { return .usage }
    let options = rest.prefix { $0 != "--" }
    if options.contains("--help") || options.contains("-h") { return help(for: verb) }
    do {
      return try await command.run(Arguments(of: command, rest))
    } catch {
      Output.flush()
      let failure = error as? CommandError
      Output.message("mentiond \(verb): \(failure?.message ?? "\(error)")")
      return failure?.status ?? .software
    }
  }

  /// The verb of a name; where there is none, says what may have been meant.
  private static func command(_ verb: String) -> Command? {
    if let command = Command.all.first(where: { $0.name == verb }) { return command }
    let names = Command.all.map(\.name) + ["help", "version", "--help", "--version"]
    let near = Spelling.nearest(to: verb, among: names).map { "did you mean \($0)?" }
    let hint =
      verb.hasPrefix("-")
      ? "options follow the command, as in mentiond run --config FILE" : "see mentiond --help"
    Output.message("mentiond: unknown command \(Output.safe(verb)); \(near ?? hint)")
    return nil
  }

  private static func help(for verb: String?) -> ExitStatus {
    guard let verb else {
      Output.print(prose: overview)
      return .success
    }
    guard let command = command(verb) else { return .usage }
    let examples = command.examples.map { "  mentiond \($0)" }.joined(separator: "\n")
    Output.print(
      prose: """
        usage: \(command.synopsis)

        \(command.help)

        For example:

        \(examples)
        """)
    return .success
  }

  private static var overview: String {
    let width = Command.all.map(\.name.count).max() ?? 0
    let list = Command.all.map {
      "  \($0.name)\(String(repeating: " ", count: width - $0.name.count))  \($0.summary)"
    }
    return """
      usage: mentiond COMMAND [OPTIONS]

      Listens to what is said about a brand and raises an alert when a complaint goes viral.

      \(list.joined(separator: "\n"))

      To see it work: mentiond demo. To begin: mentiond add "acme air" > c.json, then
      mentiond run --once --config c.json.

      mentiond COMMAND --help tells more, with examples; mentiond --version which one this is. Exit
      statuses follow sysexits: 64 usage, 65 bad data, 66 no input, 69 a source is not reached, 70 a
      fault of the program, 73 and 74 files, 75 try again later, 78 bad configuration.
      """
  }
}
