import Detection
import Feeds
import JSON
import Model
import Transport

/// Compares a document with a shape and names everything that does not fit.
struct ShapeCheck {
  private(set) var problems: [ConfigurationProblem] = []

  mutating func check(_ value: JSONValue, against shape: Shape, at place: String = "") {
    switch shape {
    case .text: check(text: value, at: place)
    case .choice(let words): check(value, isOneOf: words, at: place)
    case .url: check(url: value, at: place)
    case .place:
      guard let path = value.string.flatMap(LocalFiles.path) else {
        return check(url: value, at: place)
      }
      if path.isEmpty { expected("a path behind \"file:\"", value, at: place) }
    case .query, .rule, .phrase: check(query: value, as: shape, at: place)
    case .flag:
      if value.bool == nil { expected("true or false", value, at: place) }
    case .integer(let range):
      guard let number = value.int, range.contains(number) else {
        return expected(
          "a whole number from \(range.lowerBound) to \(range.upperBound)", value, at: place)
      }
    case .number(let range):
      guard let number = value.double, range.contains(number) else {
        return expected(
          "a number from \(Self.shown(range.lowerBound)) to \(Self.shown(range.upperBound))", value,
          at: place)
      }
    case .duration(let range): check(duration: value, in: range, at: place)
    case .list(let shape):
      guard let elements = value.elements else { return expected("a list", value, at: place) }
      for (index, element) in elements.enumerated() {
        check(element, against: shape, at: "\(place)[\(index)]")
      }
    case .oneOrMore(let shape):
      check(value, against: value.elements == nil ? shape : .list(of: shape), at: place)
    case .dictionary(let shape):
      guard let members = value.members else { return expected("an object", value, at: place) }
      for (key, value) in members where key != Shape.remark {
        check(value, against: shape, at: "\(place).\(key)")
      }
    case .record(let keys): check(value, hasKeys: keys, at: place)
    case .variant(_, let shape): check(value, against: shape(value), at: place)
    case .words:
      guard let words = value.words else {
        return expected("text, or a list of texts", value, at: place)
      }
      if words.contains(where: { $0.allSatisfy(\.isWhitespace) }) {
        expected("some text", value, at: place)
      }
    case .mapping: check(mapping: value, at: place)
    }
  }

  private mutating func check(text value: JSONValue, at place: String) {
    guard let text = value.string else { return expected("text", value, at: place) }
    if text.allSatisfy(\.isWhitespace) { expected("some text", value, at: place) }
    // In a header it would begin another one, in a log line another line.
    if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      expected("text without control characters", value, at: place)
    }
  }

  private mutating func check(_ value: JSONValue, isOneOf words: [String], at place: String) {
    guard let word = value.string, words.contains(word) else {
      let near = value.string.flatMap { Spelling.nearest(to: $0, among: words) }
      return expected("one of \(words.joined(separator: ", "))", value, at: place, near: near)
    }
  }

  private mutating func check(url value: JSONValue, at place: String) {
    // The client mends blanks and a third slash, as redirects in the wild need it; here they are slips.
    guard let text = value.string, !text.contains(where: \.isWhitespace), !text.contains(":///"),
      let address = try? WebAddress(text)
    else {
      return expected("an http or https address", value, at: place)
    }
    if address.hasCredentials {
      add(place, value, "holds a password; put it into a file and send it as a header")
    }
  }

  private mutating func check(query value: JSONValue, as shape: Shape, at place: String) {
    guard let text = value.string else { return expected("text", value, at: place) }
    do throws(QueryError) {
      switch shape {
      case .phrase: _ = try Query(phrases: [text])
      case .rule: _ = try Query(rule: text)
      default: _ = try Query(text)
      }
    } catch {
      add(
        place, value,
        "column \(error.column): \(error.reason)"
          + QueryExcerpt.lines(text, column: error.column))
    }
  }

  private mutating func check(
    duration value: JSONValue, in range: ClosedRange<Duration>, at place: String
  ) {
    guard let duration = value.string.flatMap(DurationText.read), range.contains(duration) else {
      let bounds =
        "\(DurationText.write(range.lowerBound)) to \(DurationText.write(range.upperBound))"
      return expected("a length of time such as \"5m\", from \(bounds)", value, at: place)
    }
  }

  private mutating func check(mapping value: JSONValue, at place: String) {
    do {
      _ = try Mapping(value)
    } catch {
      let near = error.key.flatMap { key in
        Mapping.keys.contains(key) ? nil : Spelling.nearest(to: key, among: Mapping.keys)
      }
      let hint = near.map { "; did you mean \"\($0)\"?" } ?? ""
      add(error.key.map { "\(place).\($0)" } ?? place, value, error.reason + hint)
    }
  }

  private mutating func check(_ value: JSONValue, hasKeys keys: [Shape.Key], at place: String) {
    guard let members = value.members else { return expected("an object", value, at: place) }
    var seen: Set<String> = []
    for (name, member) in members where name != Shape.remark {
      let inner = place.isEmpty ? name : "\(place).\(name)"
      if !seen.insert(name).inserted { add(inner, member, "stands here twice") }
      if let key = keys.first(where: { $0.name == name }) {
        check(member, against: key.shape, at: inner)
      } else {
        let near = Spelling.nearest(to: name, among: keys.map(\.name))
        add(inner, member, "unknown key" + (near.map { "; did you mean \"\($0)\"?" } ?? ""))
      }
    }
    for key in keys where key.isRequired && !seen.contains(key.name) {
      add(place, value, "\"\(key.name)\" is missing: \(key.summary)")
    }
  }

  private mutating func expected(
    _ what: String, _ value: JSONValue, at place: String, near: String? = nil
  ) {
    let hint = near.map { "; did you mean \"\($0)\"?" } ?? ""
    add(place, value, "expected \(what), found \(Self.shown(value))\(hint)")
  }

  mutating func add(_ place: String, _ value: JSONValue, _ message: String) {
    problems.append(ConfigurationProblem(place: place, line: value.line, message: message))
  }

  private static func shown(_ number: Double) -> String {
    number == number.rounded() ? "\(Int(number))" : "\(number)"
  }

  private static func shown(_ value: JSONValue) -> String {
    switch value.kind {
    case .object: "an object"
    case .array: "a list"
    case .string, .number, .boolean, .null: String(value.literal.prefix(60))
    }
  }
}
