package import Model

/// What a brand's query makes of one item: for people who write queries.
package struct QueryTrial: Sendable {
  package var brand: Brand.ID

  package var isMatch: Bool

  /// Where the words stand that made the query true; where it is not true, all of its words that are
  /// there. In the order of the item, without overlaps.
  package var places: [Place]

  /// What made it true beside words: an author, a host name.
  package var fields: [String]

  /// Why it is not true, one clause each: `"delta air" is not there`; empty where it is.
  package var reasons: [String]

  /// Some words of the item.
  package struct Place: Hashable, Sendable {
    package enum Field: String, Sendable { case title, text }

    package var field: Field

    /// In bytes of the field's UTF-8.
    package var range: Range<Int>

    /// The words as they are written there.
    package var words: String
  }

  init(brand: Brand.ID, _ evaluation: QueryEvaluation, hasContext: Bool, refusal: String?) {
    self.brand = brand
    let isTrue = evaluation.isTrue
    isMatch = isTrue && refusal == nil
    let grounds = evaluation.grounds()
    let ranges = isTrue ? grounds.ranges : evaluation.places.flatMap(\.self)
    fields = isTrue ? grounds.fields : []
    places = Self.places(ranges, in: evaluation.text)
    reasons =
      isTrue
      ? [refusal].compactMap(\.self)
      : QueryShortfall(evaluation: evaluation, hasContext: hasContext).reasons
  }

  private static func places(_ ranges: [ClosedRange<Int>], in text: FoldedText) -> [Place] {
    var places: [Place] = []
    var free = 0
    for range in ranges.sorted(by: {
      ($0.lowerBound, -$0.upperBound) < ($1.lowerBound, -$1.upperBound)
    })
    where range.lowerBound >= free {
      free = range.upperBound + 1
      let place = text.place(of: range)
      let isTitle = range.upperBound < text.titleCount
      let start = isTitle ? 0 : text.source.textStart
      guard place.lowerBound >= start else { continue }
      places.append(
        Place(
          field: isTitle ? .title : .text,
          range: place.lowerBound - start..<place.upperBound - start, words: text.written(range)))
    }
    return places
  }
}

/// Tells why a query is not true of an item.
struct QueryShortfall {
  let evaluation: QueryEvaluation
  let hasContext: Bool

  /// So many alternatives are named.
  private static let namesLimit = 6

  var reasons: [String] { reasons(evaluation.query.expression) }

  private func reasons(_ expression: Query.Expression) -> [String] {
    guard !evaluation.holds(expression) else { return [] }
    switch expression {
    case .leaf(let leaf): return [missing(leaf)]
    case .field(let test): return [missing(test)]
    case .and(let parts): return parts.flatMap(reasons)
    case .or(let parts):
      let names = parts.compactMap(Self.leaf)
      // Words that were found and do not count are worth a clause each.
      let isPlain = names.count == parts.count && names.allSatisfy { evaluation.places[$0].isEmpty }
      return isPlain ? [none(of: names)] : parts.flatMap(reasons)
    case .not(let inner): return ["NOT forbids \(found(inner))"]
    case .near(let left, let right, let nearness):
      let missing = reasons(left) + (nearness.isForbidden ? [] : reasons(right))
      return missing.isEmpty ? [apart(left, right, nearness)] : missing
    }
  }

  private static func leaf(_ expression: Query.Expression) -> Int? {
    if case .leaf(let leaf) = expression { leaf } else { nil }
  }

  private func missing(_ number: Int) -> String {
    let leaf = evaluation.query.leaves[number]
    guard !evaluation.places[number].isEmpty else {
      return "\(leaf.shown) is not there"
    }
    return hasContext
      ? "\(leaf.shown) is there, but not near a word of \"context\", or beside one of \"exclude\""
      : "\(leaf.shown) is there, but beside a word of \"exclude\""
  }

  private func missing(_ test: Query.FieldTest) -> String {
    let asked = "\(test.field.rawValue):\(test.value)"
    let item = evaluation.item
    let source = evaluation.source
    let has: String? =
      switch test.field {
      case .author: item.author
      case .source: source.id
      case .lang: item.language ?? source.language
      case .url: item.url
      case .site: item.url ?? item.outlet
      }
    return has.map { "\(asked) is not true of \($0)" } ?? "\(asked) asks for what the item has not"
  }

  private func none(of leaves: [Int]) -> String {
    let names = leaves.map { evaluation.query.leaves[$0].shown }
    guard names.count > 1 else { return "\(names[0]) is not there" }
    let shown = names.prefix(Self.namesLimit).joined(separator: ", ")
    let rest = names.count - Self.namesLimit
    return "none of these is there: \(shown)" + (rest > 0 ? " and \(rest) more" : "")
  }

  /// What is there of an expression that should not hold.
  private func found(_ expression: Query.Expression) -> String {
    switch expression {
    case .leaf(let leaf): evaluation.query.leaves[leaf].shown
    case .field(let test): "\(test.field.rawValue):\(test.value)"
    case .and(let parts): parts.map(found).joined(separator: " with ")
    case .or(let parts):
      parts.filter(evaluation.holdsAnywhere).map(found).joined(separator: ", ")
    case .not(let inner): "the absence of \(found(inner))"
    case .near(let left, let right, let nearness):
      "\(found(left)) \(nearness.shown) \(found(right))"
    }
  }

  private func apart(
    _ left: Query.Expression, _ right: Query.Expression, _ nearness: Query.Nearness
  ) -> String {
    let names = (Self.names(left, evaluation.query), Self.names(right, evaluation.query))
    if nearness.isForbidden { return "\(names.0) is there, but everywhere near \(names.1)" }
    let order = nearness.isOrdered ? " in this order" : ""
    return
      "\(names.0) and \(names.1) are there, but not\(order) with at most \(nearness.words) words between"
  }

  private static func names(_ expression: Query.Expression, _ query: Query) -> String {
    switch expression {
    case .leaf(let leaf): query.leaves[leaf].shown
    case .field(let test): "\(test.field.rawValue):\(test.value)"
    case .or(let parts): parts.map { names($0, query) }.joined(separator: " or ")
    case .and(let parts): parts.map { names($0, query) }.joined(separator: " and ")
    case .not(let inner): "NOT \(names(inner, query))"
    case .near(let left, let right, let nearness):
      "\(names(left, query)) \(nearness.shown) \(names(right, query))"
    }
  }
}

extension Query.Nearness {
  /// As it stands in a query.
  fileprivate var shown: String {
    "\(isForbidden ? "NOT " : "")\(isOrdered ? "ONEAR" : "NEAR")/\(words)"
  }
}
