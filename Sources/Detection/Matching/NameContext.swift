/// Where a name that is also a word means the brand.
///
/// `context` are words near which the name counts: Target beside "store". `exclude` are words and
/// phrases beside which it does not: a phrase that holds the name, as "delta force" does, takes out
/// that place alone, any other word all names near it.
struct NameContext {
  /// Indices of queries, nil where the brand has no such words.
  var context: Int?
  var exclude: Int?

  /// So many words away from the name, on either side, is near; about a sentence. What stands in the
  /// title is near to all, since it says what an item is about.
  static let reach = 20

  /// The places of a query's words at which they count.
  ///
  /// - Parameters:
  ///   - places: those of each leaf.
  ///   - context: where words of the context are; nil where none are asked for.
  static func counted(
    _ places: [[ClosedRange<Int>]], of query: Query, in text: FoldedText,
    context: [ClosedRange<Int>]?, exclude: [ClosedRange<Int>]
  ) -> [[ClosedRange<Int>]] {
    guard context != nil || !exclude.isEmpty else { return places }
    let count = text.tokens.count
    let names = TokenSet(places.joined(), of: count)
    let within = TokenSet(exclude.filter(names.contains(anyOf:)), of: count)
    let beside = TokenSet(
      exclude.filter { !names.contains(anyOf: $0) }.map { near($0, text) }, of: count)
    let nearby = context.map { TokenSet($0.map { near($0, text) }, of: count) }
    return zip(query.leaves, places).map { leaf, ranges in
      ranges.filter { range in
        guard !within.contains(anyOf: range) else { return false }
        guard !leaf.isUnmistakable else { return true }
        return !beside.contains(anyOf: range) && nearby?.contains(anyOf: range) ?? true
      }
    }
  }

  private static func near(_ range: ClosedRange<Int>, _ text: FoldedText) -> ClosedRange<Int> {
    guard range.upperBound >= text.titleCount else { return 0...max(0, text.tokens.count - 1) }
    return max(0, range.lowerBound - reach)...min(text.tokens.count - 1, range.upperBound + reach)
  }
}

/// Some of the words of a text.
private struct TokenSet {
  /// For each place, and the end, how many of the words before it are in the set.
  private var before: [Int32]

  init(_ ranges: some Sequence<ClosedRange<Int>>, of count: Int) {
    var depths = [Int32](repeating: 0, count: count + 1)
    for range in ranges {
      depths[range.lowerBound] += 1
      depths[range.upperBound + 1] -= 1
    }
    before = [0]
    before.reserveCapacity(count + 1)
    var depth: Int32 = 0
    for place in 0..<count {
      depth += depths[place]
      before.append(before[place] + (depth > 0 ? 1 : 0))
    }
  }

  func contains(anyOf range: ClosedRange<Int>) -> Bool {
    before[range.upperBound + 1] > before[range.lowerBound]
  }
}
