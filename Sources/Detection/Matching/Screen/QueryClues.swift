extension Query {
  /// Clues of which every text has one that makes the query true; nil where there are none such, as of a
  /// name in another alphabet.
  var clues: [Clue]? { clues(of: expression) }

  private func clues(of expression: Expression) -> [Clue]? {
    switch expression {
    case .leaf(let leaf): Clue(to: leaves[leaf].written).map { [$0] }
    case .or(let parts): all(parts.map(clues))
    case .and(let parts): fewest(parts.map(clues))
    case .near(let left, let right, let nearness):
      nearness.isForbidden ? clues(of: left) : fewest([clues(of: left), clues(of: right)])
    case .field, .not: nil
    }
  }

  private func all(_ parts: [[Clue]?]) -> [Clue]? {
    parts.contains { $0 == nil } ? nil : parts.flatMap { $0 ?? [] }
  }

  private func fewest(_ parts: [[Clue]?]) -> [Clue]? {
    parts.compactMap(\.self).min { $0.count < $1.count }
  }
}
