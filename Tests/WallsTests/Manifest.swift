/// The targets as `Package.swift` writes them down.
///
/// Read as text: asking the package manager would wait for the build folder, which the test run holds.
struct Manifest {
  struct Target {
    var name: String
    var kind: Kind
    var dependencies: Set<String>
  }

  enum Kind { case room, library, tests, testSupport }

  var targets: [Target] = []

  init(_ text: String) {
    let text = text.replacing(#/(?m)^\s*\/\/.*$/#, with: "")
    for call in text.matches(of: #/(\.?\b\w+)\(\s*(?:name:\s*)?"(\w+)"/#) {
      guard let kind = Self.kind(of: call.1) else { continue }
      let arguments = Self.arguments(text[call.range.upperBound...])
      targets.append(
        Target(
          name: String(call.2),
          kind: kind == .room ? Self.room(call.2, arguments) : kind,
          dependencies: Self.dependencies(arguments)))
    }
  }

  func names(_ kinds: Kind...) -> Set<String> {
    Set(targets.filter { kinds.contains($0.kind) }.map(\.name))
  }

  private static func kind(of function: Substring) -> Kind? {
    switch function {
    case "room", ".target", ".executableTarget": .room
    case "library", ".systemLibrary": .library
    case "tests", ".testTarget": .tests
    default: nil
    }
  }

  /// What a target without a function of its own is: the name of a C module begins with a C, and what
  /// only tests use lies with them.
  private static func room(_ name: Substring, _ arguments: Substring) -> Kind {
    if name.contains(#/^C[A-Z]/#) { return .library }
    return arguments.contains(#/path:\s*"Tests\//#) ? .testSupport : .room
  }

  /// The rest of a call, up to the parenthesis that closes it.
  private static func arguments(_ text: Substring) -> Substring {
    var depth = 1
    let end = text.firstIndex {
      if $0 == "(" { depth += 1 }
      if $0 == ")" { depth -= 1 }
      return depth == 0
    }
    return text[..<(end ?? text.endIndex)]
  }

  /// The words in quotes, without those that have another label.
  private static func dependencies(_ arguments: Substring) -> Set<String> {
    let settings = #/\b(?!dependencies)\w+:\s*(?:"[^"]*"|\[[^\]]*\])/#
    let words = arguments.replacing(settings, with: "").matches(of: #/"(\w+)"/#)
    return Set(words.map { String($0.1) })
  }
}
