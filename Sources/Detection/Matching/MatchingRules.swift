package import Model

/// What is asked of an item beside the brands' own queries.
package struct MatchingRules: Sendable {
  /// For all sources.
  package var everywhere: ItemRule

  /// For the items of one source, besides.
  package var bySource: [Source.ID: ItemRule]

  package init(everywhere: ItemRule = ItemRule(), bySource: [Source.ID: ItemRule] = [:]) {
    self.everywhere = everywhere
    self.bySource = bySource
  }
}

/// Which items may be mentions at all.
package struct ItemRule: Hashable, Sendable {
  /// Queries of which one must be true; none asks for nothing.
  package var only: [String]

  /// Queries of which none may be true.
  package var ignore: [String]

  package init(only: [String] = [], ignore: [String] = []) {
    self.only = only
    self.ignore = ignore
  }
}
