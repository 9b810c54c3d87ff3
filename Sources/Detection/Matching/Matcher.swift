package import Model

/// An item that names a brand, and how far it is a complaint.
package struct Hit: Hashable, Sendable {
  package var brand: Brand.ID

  /// What made the brand's query true, as the item has it; in the order of the text, without
  /// repetition, at most 8.
  package var matched: [String]

  package var complaint: Complaint

  package init(brand: Brand.ID, matched: [String], complaint: Complaint) {
    self.brand = brand
    self.matched = matched
    self.complaint = complaint
  }
}

/// Which brand has a query that cannot be used, and why.
package struct MatcherError: Error, Hashable, CustomStringConvertible {
  package var brand: Brand.ID
  package var error: QueryError

  package init(brand: Brand.ID, error: QueryError) {
    self.brand = brand
    self.error = error
  }

  package var description: String { "brand \(brand): query: \(error)" }
}

/// Finds the brands that an item names, and scores it, in one pass over its words.
package struct Matcher: Sendable {
  /// How many bytes of an item's title and text are read. A book in a feed says who it is about in
  /// its beginning.
  package static let textLimit = 256 * 1024

  private let brands: [(id: Brand.ID, query: Query)]
  private let scorer: ComplaintScorer
  /// The spellings of all leaves of all queries.
  private let trie: PhraseTrie
  /// For each spelling its brand and leaf.
  private let spellings: [(brand: Int32, leaf: Int32)]
  /// Brands that an item may name without any of their words: `site:` alone.
  private let wordless: [Int]

  package init(brands: [Brand], scorer: ComplaintScorer) throws(MatcherError) {
    var phrases: [[PhraseTrie.Step]] = []
    var spellings: [(brand: Int32, leaf: Int32)] = []
    var queries: [(id: Brand.ID, query: Query)] = []
    for brand in brands {
      let query: Query
      do throws(QueryError) {
        query = try Query(brand.query)
      } catch {
        throw MatcherError(brand: brand.id, error: error)
      }
      for (number, leaf) in query.leaves.enumerated() {
        phrases += leaf.spellings
        spellings += leaf.spellings.map { _ in (Int32(queries.count), Int32(number)) }
      }
      queries.append((brand.id, query))
    }
    self.brands = queries
    self.scorer = scorer
    self.spellings = spellings
    trie = PhraseTrie(phrases)
    wordless = queries.indices.filter { queries[$0].query.expression.holdsWithoutWords }
  }

  /// The brands that an item names, in the order of the configuration; empty where there is none.
  package func examine(_ item: Item, from source: Source) -> [Hit] {
    let text = FoldedText(title: item.title, item.text, limit: Self.textLimit)
    var matches: [PhraseTrie.Match] = []
    trie.find(in: text, into: &matches)
    guard !matches.isEmpty || !wordless.isEmpty else { return [] }
    var named: [Int: [PhraseTrie.Match]] = [:]
    for match in matches {
      named[Int(spellings[Int(match.phrase)].brand), default: []].append(match)
    }
    for brand in wordless where named[brand] == nil { named[brand] = [] }
    var complaint: Complaint?
    return named.keys.sorted().compactMap { number in
      let (id, query) = brands[number]
      let places = places(of: query, named[number] ?? [], in: text)
      let evaluation = QueryEvaluation(
        query: query, text: text, item: item, source: source, places: places)
      guard let matched = evaluation.matched() else { return nil }
      let judged =
        complaint
        ?? scorer.score(text, scorer.matches(in: text), language: item.language ?? source.language)
      complaint = judged
      return Hit(brand: id, matched: matched, complaint: judged)
    }
  }

  private func places(
    of query: Query, _ matches: [PhraseTrie.Match], in text: FoldedText
  ) -> [[ClosedRange<Int>]] {
    var places = [[ClosedRange<Int>]](repeating: [], count: query.leaves.count)
    for match in matches {
      let number = Int(spellings[Int(match.phrase)].leaf)
      let leaf = query.leaves[number]
      if leaf.isTitleOnly, match.last >= text.titleCount { continue }
      if let exact = leaf.exact {
        let start = Int(text.tokens[match.first].start) - exact.lead
        guard text.source.has(exact.bytes, at: start) else { continue }
      }
      places[number].append(match.first...match.last)
    }
    return places
  }
}
