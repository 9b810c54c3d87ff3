import Model

/// One query asked of one item whose words have been found.
struct QueryEvaluation {
  let query: Query
  let text: FoldedText
  let item: Item
  let source: Source
  /// Where each leaf was found, by its number.
  let places: [[ClosedRange<Int>]]
  /// Those of them at which the name means the brand. What must not be there is looked for in all.
  var counted: [[ClosedRange<Int>]]

  init(
    query: Query, text: FoldedText, item: Item, source: Source, places: [[ClosedRange<Int>]],
    counted: [[ClosedRange<Int>]]? = nil
  ) {
    self.query = query
    self.text = text
    self.item = item
    self.source = source
    self.places = places
    self.counted = counted ?? places
  }

  /// So many places of a nearness are looked at.
  private static let placesLimit = 10_000

  /// So many words suffice to show why.
  private static let matchedLimit = 8

  var isTrue: Bool { holds(query.expression) }

  /// The words that made the query true, as they are written; nil where it is not true.
  func matched() -> [String]? {
    guard isTrue else { return nil }
    let (ranges, fields) = grounds()
    var words: [String] = []
    for word in ranges.lazy.map(text.written) + fields where !words.contains(word) {
      words.append(word)
      if words.count == Self.matchedLimit { break }
    }
    return words
  }

  /// Where the words stand that make a true query true, in the order of the text, and the fields.
  func grounds() -> (ranges: [ClosedRange<Int>], fields: [String]) {
    var ranges: [ClosedRange<Int>] = []
    var fields: [String] = []
    gather(query.expression, &ranges, &fields)
    ranges.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    return (ranges, fields)
  }

  func holds(_ expression: Query.Expression) -> Bool { holds(expression, in: counted) }

  /// The same wherever its words mean the brand or not.
  func holdsAnywhere(_ expression: Query.Expression) -> Bool { holds(expression, in: places) }

  private func holds(
    _ expression: Query.Expression, in places: [[ClosedRange<Int>]]
  ) -> Bool {
    switch expression {
    case .leaf(let leaf): !places[leaf].isEmpty
    case .field(let test): test.passing(item, from: source) != nil
    case .and(let parts): parts.allSatisfy { holds($0, in: places) }
    case .or(let parts): parts.contains { holds($0, in: places) }
    case .not(let inner): !holds(inner, in: self.places)
    case .near: !ranges(of: expression, in: places).isEmpty
    }
  }

  /// Where an expression holds; for a nearness both sides and what is between them.
  func ranges(of expression: Query.Expression) -> [ClosedRange<Int>] {
    ranges(of: expression, in: counted)
  }

  private func ranges(
    of expression: Query.Expression, in places: [[ClosedRange<Int>]]
  ) -> [ClosedRange<Int>] {
    switch expression {
    case .leaf(let leaf): places[leaf]
    case .or(let parts): parts.flatMap { ranges(of: $0, in: places) }
    case .near(let left, let right, let nearness):
      pairs(
        ranges(of: left, in: places),
        ranges(of: right, in: nearness.isForbidden ? self.places : places), nearness)
    case .field, .and, .not: []
    }
  }

  /// The pairs that are near; those of the left that have no partner, where nearness is forbidden.
  /// Only the neighbourhood of each is looked at: a text may repeat both words a hundred thousand
  /// times.
  private func pairs(
    _ left: [ClosedRange<Int>], _ right: [ClosedRange<Int>], _ nearness: Query.Nearness
  ) -> [ClosedRange<Int>] {
    let right = right.sorted { $0.lowerBound < $1.lowerBound }
    let longest = right.reduce(1) { max($0, $1.count) }
    var found: [ClosedRange<Int>] = []
    var begin = 0
    for one in left.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      while begin < right.count, right[begin].lowerBound + longest + nearness.words < one.lowerBound
      {
        begin += 1
      }
      var hasPartner = false
      for other in right[begin...] {
        guard other.lowerBound - one.upperBound - 1 <= nearness.words else { break }
        guard other != one, one.lowerBound - other.upperBound - 1 <= nearness.words,
          !nearness.isOrdered || other.lowerBound > one.upperBound
        else { continue }
        hasPartner = true
        if nearness.isForbidden { break }
        found.append(min(one.lowerBound, other.lowerBound)...max(one.upperBound, other.upperBound))
        if found.count == Self.placesLimit { return found }
      }
      if nearness.isForbidden, !hasPartner { found.append(one) }
    }
    return found
  }

  private func gather(
    _ expression: Query.Expression, _ words: inout [ClosedRange<Int>], _ fields: inout [String]
  ) {
    switch expression {
    case .leaf, .near: words += ranges(of: expression)
    case .field(let test): test.passing(item, from: source).map { fields.append($0) }
    case .and(let parts): for part in parts { gather(part, &words, &fields) }
    case .or(let parts): for part in parts where holds(part) { gather(part, &words, &fields) }
    case .not: break
    }
  }
}
