extension JSONPath {
  /// Why a text is no path.
  struct Fault: Error {
    var reason: String
  }

  init(_ text: String) throws(Fault) {
    alternatives = []
    for part in try JSONPathParser.split(text[...]) {
      alternatives.append(try JSONPathParser.alternative(part))
    }
  }
}

/// Reads what a mapping says of one field.
private enum JSONPathParser {
  /// The alternatives between `|`, but not within brackets or quotes.
  static func split(_ text: Substring) throws(JSONPath.Fault) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var at = start
    while at < text.endIndex {
      switch text[at] {
      case "|":
        parts.append(text[start..<at])
        start = text.index(after: at)
      case "[", "{": at = try end(of: text, from: at)
      case "'" where text[start..<at].allSatisfy(\.isWhitespace): at = try end(of: text, from: at)
      default: break
      }
      at = text.index(after: at)
    }
    parts.append(text[start...])
    return parts
  }

  /// Where what begins with a bracket or quote ends.
  private static func end(
    of text: Substring, from start: Substring.Index
  ) throws(JSONPath.Fault) -> Substring.Index {
    var awaited: [Character] = []
    var at = start
    while at < text.endIndex {
      let character = text[at]
      if character == awaited.last {
        awaited.removeLast()
        if awaited.isEmpty { return at }
      } else if awaited.last != "'", awaited.last != "\"" {
        switch character {
        case "[": awaited.append("]")
        case "{": awaited.append("}")
        case "'", "\"": awaited.append(character)
        default: break
        }
      }
      at = text.index(after: at)
    }
    let opening = text[start]
    let closing = opening == "[" ? "]" : opening == "{" ? "}" : "\(opening)"
    throw JSONPath.Fault(reason: "expected a \"\(closing)\" after \"\(opening)\"")
  }

  static func alternative(_ text: Substring) throws(JSONPath.Fault) -> JSONPath.Alternative {
    guard let trimmed = text.trimmed else {
      throw JSONPath.Fault(reason: "expected a path, found nothing")
    }
    if let constant = constant(trimmed[...]) { return .constant(constant) }
    let parts = try template(trimmed[...])
    if let parts { return .template(parts) }
    return .route(try route(trimmed[...]))
  }

  /// What stands within single quotes.
  private static func constant(_ text: Substring) -> String? {
    guard text.count >= 2, text.first == "'", text.last == "'" else { return nil }
    return String(text.dropFirst().dropLast())
  }

  /// The parts of a text with values in braces; nil where there are none.
  private static func template(
    _ text: Substring
  ) throws(JSONPath.Fault) -> [JSONPath.Part]? {
    var parts: [JSONPath.Part] = []
    var start = text.startIndex
    var at = start
    var hasValue = false
    while at < text.endIndex {
      if text[at] == "[", !hasValue {
        at = try end(of: text, from: at)
      } else if text[at] == "{" {
        let close = try end(of: text, from: at)
        if start < at { parts.append(.literal(String(text[start..<at]))) }
        parts.append(.value(try JSONPath(String(text[text.index(after: at)..<close]))))
        hasValue = true
        at = close
        start = text.index(after: close)
      }
      at = text.index(after: at)
    }
    guard hasValue else { return nil }
    if start < text.endIndex { parts.append(.literal(String(text[start...]))) }
    return parts
  }

  // MARK: Routes

  private static func route(_ text: Substring) throws(JSONPath.Fault) -> JSONRoute {
    switch text.first {
    case "/": JSONRoute(isFromRoot: true, steps: try steps(text.dropFirst()))
    case "$": JSONRoute(steps: try steps(text.dropFirst()))
    default: JSONRoute(steps: try steps(text))
    }
  }

  private static func steps(_ text: Substring) throws(JSONPath.Fault) -> [JSONRoute.Step] {
    var steps: [JSONRoute.Step] = []
    var rest = text
    while let first = rest.first {
      switch first {
      case ".": rest.removeFirst()
      case "[":
        let close = try end(of: rest, from: rest.startIndex)
        steps.append(try bracket(rest[rest.index(after: rest.startIndex)..<close]))
        rest = rest[rest.index(after: close)...]
      default:
        let key = rest.prefix { $0 != "." && $0 != "[" }
        steps.append(key == "*" ? .every : .key(String(key)))
        rest = rest[key.endIndex...]
      }
    }
    guard !steps.dropLast().contains(where: \.isPart) else {
      throw JSONPath.Fault(reason: "expected the part of a text at the end of a path")
    }
    guard steps.count(where: { $0 == .every }) <= mostEvery else {
      throw JSONPath.Fault(reason: "expected at most \(mostEvery) times \"[*]\" or \"*\" in a path")
    }
    return steps
  }

  /// Each may have to look whether a map stands for a list of one, which is a walk of its own: time
  /// doubles with each. Answers of APIs have three.
  private static let mostEvery = 5

  private static func bracket(_ inner: Substring) throws(JSONPath.Fault) -> JSONRoute.Step {
    if inner == "*" { return .every }
    if let place = Int(inner) { return .place(place) }
    if let part = TextPart(inner) { return .part(part) }
    if let quote = inner.first, inner.count > 2, quote == "'" || quote == "\"",
      inner.last == quote
    {
      return .key(String(inner.dropFirst().dropLast()))
    }
    guard let equals = inner.firstIndex(of: "=") else {
      throw JSONPath.Fault(
        reason:
          "expected a place, \"*\", a key in quotes, \"a=b\" or a sign and a place such as \"/-1\", "
          + "found \"\(inner)\"")
    }
    let value = (inner[inner.index(after: equals)...]).trimmed ?? ""
    guard !value.isEmpty else {
      throw JSONPath.Fault(reason: "expected a path or a text in quotes after \"=\"")
    }
    let match = JSONRoute.Match(
      inner: try steps((inner[..<equals].trimmed ?? "")[...]), wanted: try wanted(value))
    guard !match.inner.contains(where: \.isPart) else {
      throw JSONPath.Fault(reason: "expected whole values before \"=\"")
    }
    return .matching(match)
  }

  private static func wanted(_ text: String) throws(JSONPath.Fault) -> JSONRoute.Wanted {
    if let text = constant(text[...]) { return .text(text) }
    let isValue = Double(text) != nil || text == "true" || text == "false"
    return isValue ? .text(text) : .route(try route(text[...]))
  }
}

extension JSONRoute.Step {
  var isPart: Bool { if case .part = self { true } else { false } }
}
