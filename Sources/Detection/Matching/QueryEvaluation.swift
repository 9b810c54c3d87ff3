import Model

/// One query asked of one item whose words have been found.
struct QueryEvaluation {
  let query: Query
  let text: FoldedText
  let item: Item
  let source: Source
  /// Where each leaf was found, by its number.
  let places: [[ClosedRange<Int>]]

  /// The words that made the query true, as they are written; nil where it is not true.
  func matched() -> [String]? {
    guard holds(query.expression) else { return nil }
    var ranges: [ClosedRange<Int>] = []
    var fields: [String] = []
    gather(query.expression, &ranges, &fields)
    ranges.sort { $0.lowerBound < $1.lowerBound }
    var words: [String] = []
    for word in ranges.map(text.written) + fields where !words.contains(word) {
      words.append(word)
      if words.count == Self.matchedLimit { break }
    }
    return words
  }

  /// So many places of a `NEAR` are looked at.
  private static let placesLimit = 10_000

  /// So many words suffice to show why.
  private static let matchedLimit = 8

  private func holds(_ expression: Query.Expression) -> Bool {
    switch expression {
    case .leaf(let leaf): !places[leaf].isEmpty
    case .field(let test): fieldText(test) != nil
    case .and(let parts): parts.allSatisfy(holds)
    case .or(let parts): parts.contains(where: holds)
    case .not(let inner): !holds(inner)
    case .near: !ranges(of: expression).isEmpty
    }
  }

  /// Where an expression holds; for a `NEAR` both sides and what is between them.
  private func ranges(of expression: Query.Expression) -> [ClosedRange<Int>] {
    switch expression {
    case .leaf(let leaf): return places[leaf]
    case .or(let parts): return parts.flatMap(ranges)
    case .near(let left, let right, let words):
      return near(ranges(of: left), ranges(of: right), words: words)
    case .field, .and, .not: return []
    }
  }

  /// The pairs with at most so many words between them. Only the neighbourhood of each is looked at:
  /// a text may repeat both words a hundred thousand times.
  private func near(
    _ left: [ClosedRange<Int>], _ right: [ClosedRange<Int>], words: Int
  ) -> [ClosedRange<Int>] {
    let right = right.sorted { $0.lowerBound < $1.lowerBound }
    let longest = right.reduce(1) { max($0, $1.count) }
    var found: [ClosedRange<Int>] = []
    var begin = 0
    for one in left.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      while begin < right.count, right[begin].lowerBound + longest + words < one.lowerBound {
        begin += 1
      }
      for other in right[begin...] {
        guard other.lowerBound - one.upperBound - 1 <= words else { break }
        guard other != one, one.lowerBound - other.upperBound - 1 <= words else { continue }
        found.append(min(one.lowerBound, other.lowerBound)...max(one.upperBound, other.upperBound))
        if found.count == Self.placesLimit { return found }
      }
    }
    return found
  }

  private func gather(
    _ expression: Query.Expression, _ words: inout [ClosedRange<Int>], _ fields: inout [String]
  ) {
    switch expression {
    case .leaf, .near: words += ranges(of: expression)
    case .field(let test): fieldText(test).map { fields.append($0) }
    case .and(let parts): for part in parts { gather(part, &words, &fields) }
    case .or(let parts): for part in parts where holds(part) { gather(part, &words, &fields) }
    case .not: break
    }
  }

  /// What the item has in a field, where that passes.
  private func fieldText(_ test: Query.FieldTest) -> String? {
    let wanted = test.value.lowercased()
    switch test.field {
    case .author: return item.author.flatMap { Self.contains(wanted, in: $0) ? $0 : nil }
    case .source: return source.id.lowercased() == wanted ? source.id : nil
    case .url: return item.url.flatMap { $0.lowercased().contains(wanted) ? $0 : nil }
    case .lang:
      let language = item.language ?? source.language
      return language.flatMap {
        let language = $0.lowercased()
        return language == wanted || language.hasPrefix(wanted + "-") ? $0 : nil
      }
    case .site:
      let hosts = [item.url, source.url, item.outlet, source.outlet].compactMap { $0 }.map(
        Self.host)
      return hosts.first { $0 == wanted || $0.hasSuffix("." + wanted) }
    }
  }

  /// Whether the words of one text stand side by side in another.
  private static func contains(_ words: String, in text: String) -> Bool {
    let words = FoldedText(words).tokens.map(\.hash)
    let text = FoldedText(text).tokens.map(\.hash)
    guard !words.isEmpty, words.count <= text.count else { return false }
    return (0...text.count - words.count).contains { text[$0...].starts(with: words) }
  }

  /// The host name of an address; what has no `//` is taken for one.
  private static func host(of address: String) -> String {
    let lowercased = address.lowercased()
    let afterScheme = lowercased.firstRange(of: "//").map { lowercased[$0.upperBound...] }
    let authority = (afterScheme ?? lowercased[...]).prefix { !"/?#".contains($0) }
    let host = authority.split(separator: "@").last ?? ""
    return String(host.prefix { $0 != ":" })
  }
}
