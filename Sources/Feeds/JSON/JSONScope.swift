import JSON

/// What routes lead through: the document, the item that is read, and what was looked up so far.
final class JSONScope {
  let root: JSONValue
  var item: JSONValue

  /// Whether a value that stands alone in place of the list of items is one.
  var isItem: (JSONValue) -> Bool = { _ in false }

  /// Lists by the texts that their elements are known by, so that a join looks at each element once
  /// and not for each item.
  private var indexes: [Index: [String: [JSONValue]]] = [:]

  private struct Index: Hashable {
    var list: Int
    var inner: [JSONRoute.Step]
  }

  init(root: JSONValue) {
    self.root = root
    item = root
  }

  /// The texts that a match asks for, of the item that is read.
  func wanted(by match: JSONRoute.Match) -> [String] {
    switch match.wanted {
    case .text(let text): return [text]
    case .route(let route):
      var texts: [String] = []
      route.visit(in: self) {
        let isPart = route.steps.last?.isPart ?? false
        if let text = isPart ? route.text(of: $0) : Self.key($0) { texts.append(text) }
        return true
      }
      return texts
    }
  }

  /// The elements of a list, or values of an object, in which a value has such a text.
  func elements(
    of list: JSONValue, by inner: [JSONRoute.Step], equal wanted: String
  ) -> [JSONValue] {
    let index = Index(list: list.place, inner: inner)
    if let known = indexes[index] { return known[wanted] ?? [] }
    var elements: [String: [JSONValue]] = [:]
    let keys = inner.isEmpty ? list.members?.map(\.key) : nil
    let values = list.members?.map(\.value) ?? list.elements ?? []
    for (place, value) in values.enumerated() {
      guard let key = keys?[place] ?? text(of: value, at: inner) else { continue }
      elements[key, default: []].append(value)
    }
    // A list within the item is asked once.
    if !item.contains(list) { indexes[index] = elements }
    return elements[wanted] ?? []
  }

  private func text(of element: JSONValue, at inner: [JSONRoute.Step]) -> String? {
    let outer = item
    defer { item = outer }
    item = element
    var found: String?
    JSONRoute(steps: inner).visit(in: self) {
      found = Self.key($0)
      return found == nil
    }
    return found
  }

  /// A value as it is compared.
  private static func key(_ value: JSONValue) -> String? {
    value.bool.map { $0 ? "true" : "false" } ?? JSONPath.text(value)
  }
}
