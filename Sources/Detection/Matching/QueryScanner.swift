/// Cuts a query into words, quotes, brackets and operators.
struct QueryScanner {
  enum Symbol: Equatable {
    case open, close, and, or, not
    case near(Int)
    /// `title:`, in front of a word, a quote or a bracket.
    case field(String)
    case word(String)
    case quote(String)
  }

  struct Placed {
    var symbol: Symbol
    /// From 1.
    var column: Int
  }

  /// Fields that a query may name.
  static let fields = ["title", "raw"] + Query.FieldTest.Field.allCases.map(\.rawValue)

  /// More words between two of a `NEAR` are no nearness.
  static let nearLimit = 100

  private let characters: [Character]
  private var at = 0

  private init(_ text: String) {
    characters = Array(text)
  }

  static func symbols(of text: String) throws(QueryError) -> [Placed] {
    var scanner = QueryScanner(text)
    var symbols: [Placed] = []
    while let symbol = try scanner.next() { symbols.append(symbol) }
    return symbols
  }

  private mutating func next() throws(QueryError) -> Placed? {
    while at < characters.count, characters[at].isWhitespace { at += 1 }
    guard at < characters.count else { return nil }
    let column = at + 1
    func placed(_ symbol: Symbol) -> Placed { Placed(symbol: symbol, column: column) }
    switch characters[at] {
    case "(":
      at += 1
      return placed(.open)
    case ")":
      at += 1
      return placed(.close)
    case "\"", "“", "”", "„": return placed(.quote(try quote(column)))
    case "-" where at + 1 < characters.count && !characters[at + 1].isWhitespace:
      at += 1
      return placed(.not)
    default: return placed(try word(column))
    }
  }

  private mutating func quote(_ column: Int) throws(QueryError) -> String {
    let start = at + 1
    guard let end = characters[start...].firstIndex(where: { "\"“”".contains($0) }) else {
      throw QueryError(reason: "the quotation mark is not closed", column: column)
    }
    at = end + 1
    return String(characters[start..<end])
  }

  private mutating func word(_ column: Int) throws(QueryError) -> Symbol {
    let start = at
    while at < characters.count, !characters[at].isWhitespace, !"()\"“”".contains(characters[at]) {
      at += 1
      if characters[at - 1] == ":", let field = field(start..<at - 1) { return .field(field) }
    }
    let word = String(characters[start..<at])
    switch word {
    case "AND": return .and
    case "OR": return .or
    case "NOT": return .not
    case "NEAR":
      throw QueryError(reason: "write how near, in words: NEAR/5", column: column)
    default: break
    }
    if word.hasPrefix("NEAR/") {
      guard let words = Int(word.dropFirst(5)), (0...Self.nearLimit).contains(words) else {
        throw QueryError(
          reason: "expected a number of words from 0 to \(Self.nearLimit): NEAR/5", column: column)
      }
      return .near(words)
    }
    if let colon = word.firstIndex(of: ":"), colon != word.startIndex,
      word[..<colon].allSatisfy(\.isLetter), !word[colon...].hasPrefix("://")
    {
      throw QueryError(
        reason:
          "there is no field \(word[..<colon]); there are \(Self.fields.joined(separator: ", "))"
          + "; put quotes around a word that has a colon",
        column: column)
    }
    return .word(word)
  }

  private func field(_ range: Range<Int>) -> String? {
    let name = String(characters[range]).lowercased()
    return Self.fields.contains(name) ? name : nil
  }
}
