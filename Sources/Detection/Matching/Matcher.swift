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

/// Which query cannot be used, and why.
package struct MatcherError: Error, Hashable, CustomStringConvertible {
  /// Whose query it is: a brand, or nil for a rule.
  package var brand: Brand.ID?
  package var error: QueryError

  package init(brand: Brand.ID?, error: QueryError) {
    self.brand = brand
    self.error = error
  }

  package var description: String {
    brand.map { "brand \($0): query: \(error)" } ?? "rule: \(error)"
  }
}

/// Finds the brands that an item names, and scores it, in one pass over its words.
package struct Matcher: Sendable {
  /// How many bytes of an item's title and text are read. A book in a feed says who it is about in
  /// its beginning.
  package static let textLimit = 256 * 1024

  let brands: [Watch]
  let panel: QueryPanel
  private let rules: RuleBook
  private let scorer: ComplaintScorer
  /// Finds the spellings of all leaves of all queries.
  private let trie: PhraseTrie
  /// By the number of a query the brand that it finds.
  private let brandOfQuery: [Int?]
  /// Brands that an item may name without any of their words: `site:` alone.
  private let wordless: [Int]
  /// Keeps back what names nobody, where the brands are few and have words.
  private let screen: TextScreen?

  /// A brand, by the numbers of its queries.
  struct Watch: Sendable {
    var id: Brand.ID
    var query: Int
    var context: Int?
    var exclude: Int?
  }

  package init(
    brands: [Brand], rules: MatchingRules = MatchingRules(), scorer: ComplaintScorer
  ) throws(MatcherError) {
    var panel = QueryPanel()
    var watches: [Watch] = []
    for brand in brands {
      do throws(QueryError) {
        var watch = Watch(id: brand.id, query: panel.add(try Query(brand.query)))
        if !brand.context.isEmpty { watch.context = panel.add(try Query(phrases: brand.context)) }
        if !brand.exclude.isEmpty { watch.exclude = panel.add(try Query(phrases: brand.exclude)) }
        watches.append(watch)
      } catch {
        throw MatcherError(brand: brand.id, error: error)
      }
    }
    do throws(QueryError) {
      self.rules = try RuleBook(rules, panel: &panel)
    } catch {
      throw MatcherError(brand: nil, error: error)
    }
    self.brands = watches
    self.panel = panel
    self.scorer = scorer
    trie = panel.trie
    var brandOfQuery = [Int?](repeating: nil, count: panel.queries.count)
    for (number, watch) in watches.enumerated() { brandOfQuery[watch.query] = number }
    self.brandOfQuery = brandOfQuery
    wordless = watches.indices.filter {
      panel.queries[watches[$0].query].expression.holdsWithoutWords
    }
    screen = TextScreen(for: watches.lazy.map { panel.queries[$0.query] })
  }

  /// The brands that an item names, in the order of the configuration; empty where there is none.
  package func examine(_ item: Item, from source: Source) -> [Hit] {
    if let screen, !screen.passes(item.title), !screen.passes(item.text) { return [] }
    let text = FoldedText(title: item.title, item.text, limit: Self.textLimit)
    let matches = matches(in: text)
    guard !wordless.isEmpty || panel.has(matches, where: { brandOfQuery[$0] != nil }) else {
      return []
    }
    let findings = panel.findings(matches, in: text)
    var candidates = findings.compactMap { brandOfQuery[$0.query] }
    if !wordless.isEmpty { candidates = Set(candidates + wordless).sorted() }
    let named = candidates.compactMap { number in
      evaluation(of: brands[number], findings, text, item, source).matched()
        .map { (brands[number].id, $0) }
    }
    guard !named.isEmpty, rules.refusal(of: item, from: source, text, findings, panel) == nil
    else { return [] }
    let complaint = scorer.score(text, language: item.language ?? source.language)
    return named.map { Hit(brand: $0, matched: $1, complaint: complaint) }
  }

  /// What each brand's query makes of an item, for those who write queries.
  package func explain(_ item: Item, from source: Source) -> [QueryTrial] {
    let text = FoldedText(title: item.title, item.text, limit: Self.textLimit)
    let findings = panel.findings(matches(in: text), in: text)
    let refusal = rules.refusal(of: item, from: source, text, findings, panel)
    return brands.map { watch in
      QueryTrial(
        brand: watch.id, evaluation(of: watch, findings, text, item, source),
        hasContext: watch.context != nil, refusal: refusal)
    }
  }

  private func matches(in text: FoldedText) -> [PhraseTrie.Match] {
    var matches: [PhraseTrie.Match] = []
    trie.find(in: text, into: &matches)
    return matches
  }

  private func evaluation(
    of watch: Watch, _ findings: [QueryPanel.Finding], _ text: FoldedText, _ item: Item,
    _ source: Source
  ) -> QueryEvaluation {
    let query = panel.queries[watch.query]
    let places = panel.places(of: watch.query, in: findings)
    func found(_ query: Int?) -> [ClosedRange<Int>]? {
      query.map { panel.places(of: $0, in: findings).flatMap(\.self) }
    }
    return QueryEvaluation(
      query: query, text: text, item: item, source: source, places: places,
      counted: NameContext.counted(
        places, of: query, in: text, context: found(watch.context),
        exclude: found(watch.exclude) ?? []))
  }
}
