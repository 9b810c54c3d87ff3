import JSON

/// The steps from an item, or from the whole document, to values within:
/// `data.children[*].name`, `[0].id`, `/users[id=author_id].name`.
struct JSONRoute: Hashable, Sendable {
  /// Whether it begins at the document (`/`), not at the item.
  var isFromRoot = false

  var steps: [Step]

  enum Step: Hashable, Sendable {
    case key(String)
    /// From 0; below 0 from the end.
    case place(Int)
    /// All elements of an array, or values of an object; where the object itself has what the rest of
    /// the route asks for, it stands for a list of one, as writers of JSON from XML leave it.
    case every
    case matching(Match)
    /// Only as the last one: of the text that the steps before lead to.
    case part(TextPart)
  }

  /// The elements in which a value equals another.
  struct Match: Hashable, Sendable {
    /// Within the element. Without steps it is the element itself, of an object the key.
    var inner: [Step]
    var wanted: Wanted
  }

  enum Wanted: Hashable, Sendable {
    case text(String)
    case route(JSONRoute)
  }

  /// The text of a value that the route leads to; nil where it is none, or has no such part.
  func text(of value: JSONValue) -> String? {
    guard let text = JSONPath.text(value) else { return nil }
    guard case .part(let part) = steps.last else { return text }
    return part.text(in: text)
  }

  /// Calls with each value that the route leads to, until the answer is false.
  func visit(in scope: JSONScope, _ body: (JSONValue) -> Bool) {
    _ = Walk(route: self, scope: scope).walk(
      0, from: isFromRoot ? scope.root : scope.item, body)
  }

  /// Whether the document has what the route goes through up to the first `[*]`.
  func leadsToList(in scope: JSONScope) -> Bool {
    var found = false
    JSONRoute(isFromRoot: isFromRoot, steps: stepsToList).visit(in: scope) { _ in
      found = true
      return false
    }
    return found
  }

  /// Whether the list is missing where it is left out when it is empty: in an object that is there.
  func leadsToParentOfList(in scope: JSONScope) -> Bool {
    guard stepsToList.count > 1 else { return false }
    var found = false
    JSONRoute(isFromRoot: isFromRoot, steps: stepsToList.dropLast()).visit(in: scope) {
      found = $0.kind == .object
      return false
    }
    return found
  }

  private var stepsToList: [Step] { Array(steps.prefix { $0 != .every }) }
}

/// One walk along a route.
private struct Walk {
  let route: JSONRoute
  let scope: JSONScope

  /// Follows the steps from a place on; false where the walk is to end.
  func walk(_ place: Int, from value: JSONValue, _ body: (JSONValue) -> Bool) -> Bool {
    var value = value
    var place = place
    while place < route.steps.count {
      switch route.steps[place] {
      case .key(let key):
        guard let next = value[key] else { return true }
        value = next
      case .place(let number):
        guard let next = element(number, of: value) else { return true }
        value = next
      case .every: return walkEvery(place + 1, of: value, body)
      case .matching(let match): return walkMatches(match, place, of: value, body)
      case .part: break
      }
      place += 1
    }
    return body(value)
  }

  /// The element at a place; a value that is no list stands for a list of one.
  private func element(_ place: Int, of value: JSONValue) -> JSONValue? {
    if place >= 0, let element = value[place] { return element }
    guard let elements = value.elements else {
      return value.kind == .object && (place == 0 || place == -1) ? value : nil
    }
    return place < 0 && elements.count + place >= 0 ? elements[elements.count + place] : nil
  }

  private func walkEvery(
    _ place: Int, of value: JSONValue, _ body: (JSONValue) -> Bool
  ) -> Bool {
    if let elements = value.elements {
      return elements.allSatisfy { walk(place, from: $0, body) }
    }
    guard let members = value.members else { return true }
    var isOne = place == route.steps.count && scope.isItem(value)
    if place < route.steps.count {
      _ = walk(place, from: value) { _ in
        isOne = true
        return false
      }
    }
    if isOne { return walk(place, from: value, body) }
    return members.allSatisfy { walk(place, from: $0.value, body) }
  }

  private func walkMatches(
    _ match: JSONRoute.Match, _ place: Int, of list: JSONValue, _ body: (JSONValue) -> Bool
  ) -> Bool {
    for text in scope.wanted(by: match) {
      for value in scope.elements(of: list, by: match.inner, equal: text)
      where !walk(place + 1, from: value, body) { return false }
    }
    return true
  }
}
