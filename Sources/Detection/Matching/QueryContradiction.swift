/// Finds what no item can match: `"delta force" NOT delta`.
struct QueryContradiction {
  let leaves: [Query.Leaf]

  private enum Atom {
    case leaf(Int)
    case field(Query.FieldTest)
  }

  /// What must be there and what must not for an expression to be true. What only one of several
  /// alternatives asks for is left out.
  private struct Demands {
    var present: [Atom] = []
    var absent: [Atom] = []

    mutating func add(_ other: Demands) {
      present += other.present
      absent += other.absent
    }
  }

  /// So many words are compared with one another; longer lists are joined by OR.
  private static let comparedLimit = 200

  /// The first part that cannot be true, each alternative taken for itself.
  func first(in expression: Query.Expression) -> QueryError? {
    switch expression {
    case .leaf, .field: nil
    case .or(let parts): parts.lazy.compactMap(first).first
    case .not(let inner): first(in: inner)
    case .near(let left, let right, _): first(in: left) ?? first(in: right)
    case .and(let parts):
      parts.lazy.compactMap(first).first ?? conflict(demands(of: expression, isNegated: false))
    }
  }

  private func demands(of expression: Query.Expression, isNegated: Bool) -> Demands {
    switch expression {
    case .leaf(let leaf): atom(.leaf(leaf), isNegated)
    case .field(let test): atom(.field(test), isNegated)
    case .not(let inner): demands(of: inner, isNegated: !isNegated)
    case .and(let parts) where !isNegated: all(parts, isNegated)
    case .or(let parts) where isNegated || parts.count == 1: all(parts, isNegated)
    case .near(let left, let right, let nearness) where !isNegated:
      all(nearness.isForbidden ? [left] : [left, right], isNegated)
    case .and, .or, .near: Demands()
    }
  }

  private func atom(_ atom: Atom, _ isNegated: Bool) -> Demands {
    isNegated ? Demands(absent: [atom]) : Demands(present: [atom])
  }

  private func all(_ parts: [Query.Expression], _ isNegated: Bool) -> Demands {
    var demands = Demands()
    for part in parts { demands.add(self.demands(of: part, isNegated: isNegated)) }
    return demands
  }

  private func conflict(_ demands: Demands) -> QueryError? {
    let present = demands.present.prefix(Self.comparedLimit)
    for absent in demands.absent.prefix(Self.comparedLimit) {
      guard let other = present.first(where: { implies($0, absent) }) else { continue }
      return QueryError(
        reason: "can never match: \(name(absent)) must not be there, but \(name(other)) must",
        column: column(absent))
    }
    for (place, one) in present.enumerated() {
      guard case .field(let test) = one else { continue }
      for case .field(let other) in present.dropFirst(place + 1) where test.excludes(other) {
        return QueryError(
          reason: "can never match: an item has one \(test.field.rawValue)", column: other.column)
      }
    }
    return nil
  }

  private func implies(_ one: Atom, _ other: Atom) -> Bool {
    switch (one, other) {
    case (.leaf(let one), .leaf(let other)): implies(leaves[one], leaves[other])
    case (.field(let one), .field(let other)): one.implies(other)
    default: false
    }
  }

  private func implies(_ one: Query.Leaf, _ other: Query.Leaf) -> Bool {
    if let exact = other.exact, one.exact?.bytes != exact.bytes { return false }
    guard !other.isTitleOnly || one.isTitleOnly else { return false }
    return one.spellings.allSatisfy { long in
      other.spellings.contains { short in
        long.count >= short.count
          && (0...long.count - short.count).contains { long[$0...].starts(with: short) }
      }
    }
  }

  private func name(_ atom: Atom) -> String {
    switch atom {
    case .leaf(let leaf): leaves[leaf].shown
    case .field(let test): "\(test.field.rawValue):\(test.value)"
    }
  }

  private func column(_ atom: Atom) -> Int {
    switch atom {
    case .leaf(let leaf): leaves[leaf].column
    case .field(let test): test.column
    }
  }
}

extension Query.Leaf {
  /// As one would write it in a query.
  var shown: String {
    let scope = (isTitleOnly ? "title:" : "") + (exact == nil ? "" : "raw:")
    return scope + (written.contains(where: \.isWhitespace) ? "\"\(written)\"" : written)
  }
}
