import Model

/// The rules for all brands, ready to be asked.
struct RuleBook: Sendable {
  private var everywhere = Rule()
  private var bySource: [Source.ID: Rule] = [:]

  private struct Rule: Sendable {
    /// Numbers of queries.
    var only: [Int] = []
    var ignore: [Int] = []
    /// As they are written, in the same order.
    var ignoreTexts: [String] = []
  }

  init(_ rules: MatchingRules, panel: inout QueryPanel) throws(QueryError) {
    everywhere = try Self.rule(rules.everywhere, &panel)
    for (source, rule) in rules.bySource.sorted(by: { $0.key < $1.key }) {
      bySource[source] = try Self.rule(rule, &panel)
    }
  }

  private static func rule(
    _ rule: ItemRule, _ panel: inout QueryPanel
  ) throws(QueryError) -> Rule {
    var compiled = Rule(ignoreTexts: rule.ignore)
    for text in rule.only { compiled.only.append(panel.add(try Query(rule: text))) }
    for text in rule.ignore { compiled.ignore.append(panel.add(try Query(rule: text))) }
    return compiled
  }

  /// Why an item is no mention of anything, for people; nil where it may be one.
  func refusal(
    of item: Item, from source: Source, _ text: FoldedText, _ findings: [QueryPanel.Finding],
    _ panel: QueryPanel
  ) -> String? {
    func isTrue(_ query: Int) -> Bool {
      QueryEvaluation(
        query: panel.queries[query], text: text, item: item, source: source,
        places: panel.places(of: query, in: findings)
      ).isTrue
    }
    for rule in [everywhere, bySource[source.id]].compactMap(\.self) {
      for (query, written) in zip(rule.ignore, rule.ignoreTexts) where isTrue(query) {
        return "ignored by the rule \(written)"
      }
      if !rule.only.isEmpty, !rule.only.contains(where: isTrue) {
        return "none of the queries in \"only\" is true of it"
      }
    }
    return nil
  }
}
