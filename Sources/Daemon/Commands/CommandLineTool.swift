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
    guard let verb = words.first else {
      Output.message(overview)
      return ExitStatus.usage.rawValue
    }
    if ["--help", "-h", "help"].contains(verb) {
      Output.print(overview)
      return 0
    }
    if verb == "--version" {
      Output.print("mentiond \(version)")
      return 0
    }
    guard let command = Command.all.first(where: { $0.name == verb }) else {
      let near = Spelling.nearest(to: verb, among: Command.all.map(\.name))
      let hint = near.map { "did you mean \($0)?" } ?? "see mentiond --help"
      Output.message("mentiond: unknown command \(Output.safe(verb)); \(hint)")
      return ExitStatus.usage.rawValue
    }
    let rest = Array(words.dropFirst())
    if rest.contains("--help") || rest.contains("-h") {
      Output.print("usage: mentiond \(command.name) \(command.usage)\n\n\(command.help)")
      return 0
    }
    return await run(command, rest).rawValue
  }

  private static func run(_ command: Command, _ words: [String]) async -> ExitStatus {
    do {
      let arguments = try Arguments(
        verb: command.name, words: words, options: command.options, flags: command.flags)
      let status = try await command.run(arguments)
      Output.flush()
      return status
    } catch let error as CommandError {
      Output.flush()
      Output.message("mentiond \(command.name): \(error.message)")
      return error.status
    } catch {
      Output.flush()
      Output.message("mentiond \(command.name): \(error)")
      return .software
    }
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

      mentiond COMMAND --help tells more. Exit statuses follow sysexits: 64 usage, 65 bad data,
      66 no input, 70 a fault of the program, 75 try again later, 78 bad configuration.
      """
  }
}
