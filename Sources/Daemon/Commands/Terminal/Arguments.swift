/// The words behind a verb: options as `--name value` or `--name=value`, flags, and the rest.
struct Arguments: Sendable {
  private(set) var verb: String
  private var options: [String: [String]] = [:]
  private var flags: Set<String> = []

  /// The words that are neither an option nor its value. `-` alone is one of them, `--` ends options.
  private(set) var operands: [String] = []

  /// Reads the words behind a verb, or tells which of them it does not know.
  init(of command: Command, _ words: [String]) throws(CommandError) {
    verb = command.name
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        break
      }
      guard word.hasPrefix("-"), word != "-" else {
        operands.append(word)
        continue
      }
      let parts = word.drop { $0 == "-" }.split(separator: "=", maxSplits: 1)
      let name = parts.first.map(String.init) ?? ""
      if command.flags.contains(name), parts.count == 1 {
        flags.insert(name)
      } else if command.options.contains(name) {
        guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst() else {
          throw .usage("--\(name) needs a value; see mentiond \(verb) --help")
        }
        options[name, default: []].append(value)
      } else {
        let near = Spelling.nearest(to: name, among: command.options.union(command.flags))
        throw .usage(
          "unknown option \(Output.safe(word)); "
            + (near.map { "did you mean --\($0)?" } ?? Self.advice(on: word, to: command)))
      }
    }
    if let word = operands.first, !command.takesOperands {
      throw .usage("what is \(Output.safe(word)) for? usage: \(command.synopsis)")
    }
  }

  private static func advice(on word: String, to command: Command) -> String {
    word.hasPrefix("--") || !command.takesOperands
      ? "see mentiond \(command.name) --help" : "what is no option stands behind --"
  }

  /// The value of an option; where it was given more than once, the last.
  func option(_ name: String) -> String? { options[name]?.last }

  /// All values of an option, in their order.
  func values(_ name: String) -> [String] { options[name] ?? [] }

  func has(_ flag: String) -> Bool { flags.contains(flag) }
}
