/// A verb of the program.
struct Command: Sendable {
  var name: String

  /// One line for the list of verbs.
  var summary: String

  /// What somebody may type behind `mentiond`, the most usual first.
  var examples: [String]

  /// What `--help` prints below the usage line: what it reads, what it writes, its options.
  var help: String

  /// The words after the verb, as the usage line shows them: `[--json] FILE…`.
  var usage: String

  /// Options that take a value, without dashes.
  var options: Set<String> = []

  /// Options that take none.
  var flags: Set<String> = []

  /// Whether words may stand besides options; which ones is the verb's own affair.
  var takesOperands = true

  /// All that may be typed, in a line.
  var synopsis: String { "mentiond \(name)\(usage.isEmpty ? "" : " \(usage)")" }

  var run: @Sendable (Arguments) async throws -> ExitStatus

  /// In the order in which `--help` lists them.
  static let all: [Command] = [
    .run, .demo, .checkConfig, .configSchema, .presets, .add, .importOPML, .plan, .contacts,
    .status, .incidents, .stories,
    .why, .replay, .parse, .match, .score, .group, .detect,
  ]
}

/// Exit statuses by sysexits(3), so that a script can tell why a verb ended.
enum ExitStatus: Int32 {
  case success = 0
  case usage = 64
  case badData = 65
  case noInput = 66
  case unavailable = 69
  case software = 70
  case cannotCreate = 73
  case inputOutput = 74
  case temporary = 75
  case badConfiguration = 78
}

/// What ends a verb with a message on standard error.
struct CommandError: Error {
  var status: ExitStatus
  var message: String

  static func usage(_ message: String) -> Self { Self(status: .usage, message: message) }
}
