import JSON

/// Where in a JSON value something stands: `data.children[*].name`, `[0].id`, `a|b` for the first of
/// two that is there, `https://example.org/{id}` for a text made of others.
struct JSONPath: Hashable, Sendable {
  private enum Step: Hashable {
    case key(String)
    case place(Int)
    case every
  }

  private enum Part: Hashable {
    case literal(String)
    case value([Step])
  }

  /// Each alternative is a template; a plain path is one of a single part.
  private var alternatives: [[Part]]

  /// Why a text is no path.
  struct Fault: Error {
    var reason: String
  }

  init(_ text: String) throws(Fault) {
    alternatives = []
    if text.contains("{") {
      alternatives = [try Self.template(text)]
      return
    }
    for alternative in text.split(separator: "|", omittingEmptySubsequences: false) {
      alternatives.append([.value(try Self.steps(alternative.trimmed ?? ""))])
    }
  }

  private static func template(_ text: String) throws(Fault) -> [Part] {
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else {
        throw Fault(reason: "expected a \"}\" after \"{\"")
      }
      if open > rest.startIndex { parts.append(.literal(String(rest[..<open]))) }
      parts.append(.value(try steps(String(rest[rest.index(after: open)..<close]))))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.literal(String(rest))) }
    return parts
  }

  private static func steps(_ text: String) throws(Fault) -> [Step] {
    guard !text.isEmpty else { throw Fault(reason: "expected a path, found nothing") }
    var steps: [Step] = []
    var rest = text[...]
    if rest.first == "$" { rest.removeFirst() }
    while let first = rest.first {
      switch first {
      case ".":
        rest.removeFirst()
      case "[":
        guard let close = rest.firstIndex(of: "]") else {
          throw Fault(reason: "expected a \"]\" after \"[\"")
        }
        let inner = rest[rest.index(after: rest.startIndex)..<close]
        if inner == "*" {
          steps.append(.every)
        } else if let place = Int(inner), place >= 0 {
          steps.append(.place(place))
        } else if let quote = inner.first, inner.count > 2, quote == "'" || quote == "\"",
          inner.last == quote
        {
          steps.append(.key(String(inner.dropFirst().dropLast())))
        } else {
          throw Fault(reason: "expected a place, \"*\" or a key in quotes, found \"\(inner)\"")
        }
        rest = rest[rest.index(after: close)...]
      default:
        let key = rest.prefix { $0 != "." && $0 != "[" }
        steps.append(.key(String(key)))
        rest = rest[key.endIndex...]
      }
    }
    return steps
  }

  // MARK: Values

  /// All values that the first alternative with any leads to, null aside.
  func values(in root: JSONValue) -> [JSONValue] {
    for alternative in alternatives {
      guard case .value(let steps) = alternative.first, alternative.count == 1 else { continue }
      let found = Self.follow(steps[...], from: root).filter { !$0.isNull }
      if !found.isEmpty { return found }
    }
    return []
  }

  /// Whether what the path goes through is there, though it may hold nothing.
  func leadsSomewhere(in root: JSONValue) -> Bool {
    alternatives.contains { alternative in
      guard case .value(let steps) = alternative.first else { return false }
      let until = steps.firstIndex(of: .every) ?? steps.endIndex
      return !Self.follow(steps[..<until], from: root).isEmpty
    }
  }

  /// The text of the first value, or of the template where all its paths lead to one.
  func text(in root: JSONValue) -> String? {
    guard alternatives.count == 1, let parts = alternatives.first, parts.count > 1 else {
      return values(in: root).lazy.compactMap(Self.text).first
    }
    var whole = ""
    for part in parts {
      switch part {
      case .literal(let text): whole += text
      case .value(let steps):
        let found = Self.follow(steps[...], from: root).lazy.compactMap(Self.text).first
        guard let found else { return nil }
        whole += found
      }
    }
    return whole
  }

  /// A string, or a number as it is written.
  static func text(_ value: JSONValue) -> String? {
    switch value.kind {
    case .string: value.string
    case .number: value.literal
    case .object, .array, .boolean, .null: nil
    }
  }

  private static func follow(_ steps: ArraySlice<Step>, from value: JSONValue) -> [JSONValue] {
    var value = value
    var rest = steps
    while let step = rest.popFirst() {
      switch step {
      case .key(let key):
        guard let next = value[key] else { return [] }
        value = next
      case .place(let place):
        guard let next = value[place] else { return [] }
        value = next
      case .every:
        let rest = rest
        return (value.elements ?? []).flatMap { follow(rest, from: $0) }
      }
    }
    return [value]
  }
}
