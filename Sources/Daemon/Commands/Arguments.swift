/// The words behind a verb: options as `--name value` or `--name=value`, flags, and the rest.
struct Arguments: Sendable {
  private(set) var verb: String
  private var options: [String: [String]] = [:]
  private var flags: Set<String> = []

  /// The words that are neither an option nor its value. `-` alone is one of them, `--` ends options.
  private(set) var operands: [String] = []

  /// Reads the words, or tells which of them the verb does not know.
  ///
  /// - Parameters:
  ///   - options: names, without dashes, that take a value.
  ///   - flags: names that take none.
  init(
    verb: String, words: [String], options known: Set<String> = [],
    flags knownFlags: Set<String> = []
  ) throws(CommandError) {
    self.verb = verb
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        return
      }
      guard word.hasPrefix("-"), word != "-" else {
        operands.append(word)
        continue
      }
      let parts = word.drop { $0 == "-" }.split(separator: "=", maxSplits: 1)
      let name = parts.first.map(String.init) ?? ""
      if knownFlags.contains(name), parts.count == 1 {
        flags.insert(name)
      } else if known.contains(name) {
        guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst() else {
          throw .usage("\(word) needs a value; see mentiond \(verb) --help")
        }
        options[name, default: []].append(value)
      } else {
        throw .usage("unknown option \(word); see mentiond \(verb) --help")
      }
    }
  }

  /// The value of an option; where it was given more than once, the last.
  func option(_ name: String) -> String? { options[name]?.last }

  /// All values of an option, in their order.
  func values(_ name: String) -> [String] { options[name] ?? [] }

  func has(_ flag: String) -> Bool { flags.contains(flag) }
}
