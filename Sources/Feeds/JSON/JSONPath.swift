import JSON
import Model

/// What a mapping says of one field: where its value stands in the JSON of an item.
///
/// `by.name|login` is the first of two routes that leads to something, `https://a.example/{id}` a text
/// made of others, `'Forum'` a text as it stands; see `JSONRoute` for what a route may say.
struct JSONPath: Hashable, Sendable {
  enum Alternative: Hashable, Sendable {
    case route(JSONRoute)
    case template([Part])
    case constant(String)
  }

  enum Part: Hashable, Sendable {
    case literal(String)
    case value(JSONPath)
  }

  var alternatives: [Alternative]

  /// How the text of a template is put together.
  enum Joining {
    /// Several values are a list.
    case list
    /// Several values are paragraphs.
    case paragraphs
    /// The text is an address: what stands behind `=` is percent-encoded.
    case address
  }

  /// All values that the first route with any leads to, null aside.
  func values(in scope: JSONScope) -> [JSONValue] { firstRoute(in: scope)?.values ?? [] }

  private func firstRoute(in scope: JSONScope) -> (route: JSONRoute, values: [JSONValue])? {
    for case .route(let route) in alternatives {
      var found: [JSONValue] = []
      route.visit(in: scope) {
        if !$0.isNull { found.append($0) }
        return true
      }
      if !found.isEmpty { return (route, found) }
    }
    return nil
  }

  /// The texts of all values, of a list its elements; else the text of the first alternative.
  func texts(in scope: JSONScope) -> [String] {
    if let (route, values) = firstRoute(in: scope) {
      return values.flatMap { $0.elements ?? [$0] }.compactMap(route.text)
    }
    return text(in: scope).map { [$0] } ?? []
  }

  /// The text, where it is the same for every document.
  var constant: String? {
    if case .constant(let text)? = alternatives.first { text } else { nil }
  }

  /// The text of the first alternative that has one.
  func text(in scope: JSONScope, joining: Joining = .list) -> String? {
    for alternative in alternatives {
      if let text = text(of: alternative, in: scope, joining) { return text }
    }
    return nil
  }

  private func text(
    of alternative: Alternative, in scope: JSONScope, _ joining: Joining
  ) -> String? {
    switch alternative {
    case .constant(let text): return text
    case .route(let route):
      var found: String?
      route.visit(in: scope) {
        found = route.text(of: $0)
        return found == nil
      }
      return found
    case .template(let parts):
      var whole = ""
      for part in parts {
        switch part {
        case .literal(let text): whole += text
        case .value(let path):
          guard let text = path.joined(in: scope, joining) else { return nil }
          whole += joining == .address && whole.last == "=" ? PercentEncoding.encoded(text) : text
        }
      }
      return whole
    }
  }

  /// The texts of all values, where a template has a place for one.
  private func joined(in scope: JSONScope, _ joining: Joining) -> String? {
    let texts = firstRoute(in: scope).map { $0.values.compactMap($0.route.text) } ?? []
    guard !texts.isEmpty else { return text(in: scope, joining: joining) }
    return texts.joined(separator: joining == .paragraphs ? "\n" : ", ")
  }

  /// A string, or a number as it is written.
  static func text(_ value: JSONValue) -> String? {
    switch value.kind {
    case .string: value.string
    case .number: value.literal
    case .object, .array, .boolean, .null: nil
    }
  }
}
