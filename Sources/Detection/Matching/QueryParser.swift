/// Builds the expression of a query by recursive descent.
struct QueryParser {
  private let symbols: [QueryScanner.Placed]
  private let endColumn: Int
  private var at = 0
  private var depth = 0
  /// The fields that the words being read are of; empty for title and text alike.
  private var scope = Scope()
  private(set) var leaves: [Query.Leaf] = []

  private struct Scope {
    var isTitle = false
    var isExact = false
    var field: Query.FieldTest.Field?

    /// - Returns: Whether a field may stand within the others.
    mutating func narrow(to name: String) -> Bool {
      guard field == nil else { return false }
      switch name {
      case "title" where !isTitle: isTitle = true
      case "raw" where !isExact: isExact = true
      default:
        guard !isTitle, !isExact else { return false }
        field = Query.FieldTest.Field(rawValue: name)
        return field != nil
      }
      return true
    }
  }

  init(_ text: String) throws(QueryError) {
    symbols = try QueryScanner.symbols(of: text)
    endColumn = text.count + 1
  }

  mutating func query() throws(QueryError) -> Query.Expression {
    guard !symbols.isEmpty else {
      throw QueryError(reason: "the query is empty; name a word to look for", column: 1)
    }
    let expression = try alternatives()
    if at < symbols.count {
      throw QueryError(reason: "this bracket closes nothing", column: symbols[at].column)
    }
    return expression
  }

  private var next: QueryScanner.Symbol? { at < symbols.count ? symbols[at].symbol : nil }
  private var column: Int { at < symbols.count ? symbols[at].column : endColumn }

  private mutating func take(_ symbol: QueryScanner.Symbol) -> Bool {
    guard next == symbol else { return false }
    at += 1
    return true
  }

  private mutating func alternatives() throws(QueryError) -> Query.Expression {
    var parts = [try conjunction()]
    while take(.or) { parts.append(try conjunction()) }
    return parts.count == 1 ? parts[0] : .or(parts)
  }

  private mutating func conjunction() throws(QueryError) -> Query.Expression {
    var parts = [try nearness()]
    while let symbol = next, symbol != .or, symbol != .close {
      _ = take(.and)
      parts.append(try nearness())
    }
    return parts.count == 1 ? parts[0] : .and(parts)
  }

  private mutating func nearness() throws(QueryError) -> Query.Expression {
    var left = try factor()
    while let (nearness, column) = takeNearness() {
      let right = try factor()
      guard left.hasPlaces, right.hasPlaces else {
        throw QueryError(
          reason: "NEAR needs a word, a phrase or words joined by OR on both sides", column: column)
      }
      left = .near(left, right, nearness)
    }
    return left
  }

  /// Takes `NEAR/5` or `NOT NEAR/5` with its column.
  private mutating func takeNearness() -> (Query.Nearness, column: Int)? {
    let column = column
    let isForbidden = next == .not
    let place = isForbidden ? at + 1 : at
    guard place < symbols.count, case .near(var nearness) = symbols[place].symbol else {
      return nil
    }
    nearness.isForbidden = isForbidden
    at = place + 1
    return (nearness, column)
  }

  private mutating func factor() throws(QueryError) -> Query.Expression {
    let column = column
    guard let symbol = next else {
      throw QueryError(reason: "expected a word, found the end", column: column)
    }
    at += 1
    depth += 1
    defer { depth -= 1 }
    guard depth <= Query.depthLimit else {
      throw QueryError(reason: "nested deeper than \(Query.depthLimit)", column: column)
    }
    switch symbol {
    case .not:
      return .not(try factor())
    case .open:
      if next == .close { throw QueryError(reason: "the brackets are empty", column: column) }
      let inner = try alternatives()
      guard take(.close) else {
        throw QueryError(reason: "the bracket is not closed", column: column)
      }
      return inner
    case .field(let name):
      let outer = scope
      guard scope.narrow(to: name) else {
        throw QueryError(reason: "a field within a field", column: column)
      }
      defer { scope = outer }
      switch next {
      case .word, .quote, .looseQuote, .open, .field: return try factor()
      default: throw QueryError(reason: "expected a word after \(name):", column: self.column)
      }
    case .word(let word): return try leaf(word, isQuoted: false, column)
    case .quote(let phrase): return try leaf(phrase, isQuoted: true, column)
    case .looseQuote(let phrase, let words): return try loose(phrase, words, column)
    case .close: throw QueryError(reason: "expected a word before this bracket", column: column)
    case .and, .or: throw QueryError(reason: "expected a word before AND or OR", column: column)
    case .near: throw QueryError(reason: "expected a word before NEAR", column: column)
    }
  }

  private mutating func leaf(
    _ text: String, isQuoted: Bool, _ column: Int
  ) throws(QueryError) -> Query.Expression {
    if let field = scope.field { return .field(try Query.FieldTest(field, text, column: column)) }
    var leaf = Query.Leaf(
      written: text, column: column,
      spellings: try QuerySpelling.spellings(of: text, isQuoted: isQuoted, column: column))
    leaf.isTitleOnly = scope.isTitle
    if scope.isExact {
      let exact = text.hasSuffix("*") ? String(text.dropLast()) : text
      let lead = FoldedText(exact).tokens.first?.start ?? 0
      leaf.exact = (Array(exact.utf8), Int(lead))
    }
    leaves.append(leaf)
    return .leaf(leaves.count - 1)
  }

  /// The words of a phrase, each near the one before.
  private mutating func loose(
    _ phrase: String, _ words: Int, _ column: Int
  ) throws(QueryError) -> Query.Expression {
    let parts = phrase.split(whereSeparator: \.isWhitespace).map(String.init)
    guard parts.count > 1, scope.field == nil else {
      throw QueryError(reason: "a ~ stands behind a phrase of two words or more", column: column)
    }
    var joined = try leaf(parts[0], isQuoted: true, column)
    for part in parts.dropFirst() {
      joined = .near(
        joined, try leaf(part, isQuoted: true, column), Query.Nearness(words: words))
    }
    return joined
  }
}

extension Query.Expression {
  /// Whether one can say where in the text it holds.
  fileprivate var hasPlaces: Bool {
    switch self {
    case .leaf, .near: true
    case .or(let parts): parts.allSatisfy(\.hasPlaces)
    case .field, .not, .and: false
    }
  }
}
