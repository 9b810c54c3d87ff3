/// Cuts a query into words, quotes, brackets and operators.
struct QueryScanner {
  enum Symbol: Equatable {
    case open, close, and, or, not
    case near(Query.Nearness)
    /// `title:`, in front of a word, a quote or a bracket.
    case field(String)
    case word(String)
    case quote(String)
    /// A quote whose words may be so many apart.
    case looseQuote(String, words: Int)
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
    case "\"", "“", "”", "„": return placed(try quote(column))
    case "-" where at + 1 < characters.count && !characters[at + 1].isWhitespace:
      at += 1
      return placed(.not)
    default: return placed(try word(column))
    }
  }

  private mutating func quote(_ column: Int) throws(QueryError) -> Symbol {
    let start = at + 1
    guard let end = characters[start...].firstIndex(where: { "\"“”".contains($0) }) else {
      throw QueryError(reason: "the quotation mark is not closed", column: column)
    }
    at = end + 1
    let phrase = String(characters[start..<end])
    guard at < characters.count, characters[at] == "~" else { return .quote(phrase) }
    at += 1
    return .looseQuote(
      phrase, words: try distance(ofWord: { $0.isNumber }, like: "\"two words\"~5"))
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
    case "NEAR", "ONEAR":
      throw QueryError(reason: "write how near, in words: \(word)/5", column: column)
    default: break
    }
    if let isOrdered = Self.nearness(word) {
      at = start + (isOrdered ? 6 : 5)
      var nearness = Query.Nearness(
        words: try distance(
          ofWord: { !$0.isWhitespace && !"f()\"“”".contains($0) }, like: "NEAR/5"),
        isOrdered: isOrdered)
      if at < characters.count, characters[at] == "f" {
        at += 1
        nearness.isOrdered = true
      }
      return .near(nearness)
    }
    try refuseSlip(word, column)
    return .word(word)
  }

  /// Whether a word such as `ONEAR/5` keeps the order; nil for other words.
  private static func nearness(_ word: String) -> Bool? {
    word.hasPrefix("NEAR/") ? false : word.hasPrefix("ONEAR/") ? true : nil
  }

  /// Reads a number of words that stands here.
  private mutating func distance(
    ofWord belongs: (Character) -> Bool, like example: String
  ) throws(QueryError) -> Int {
    let start = at
    while at < characters.count, belongs(characters[at]) { at += 1 }
    guard let words = Int(String(characters[start..<at])), (0...Self.nearLimit).contains(words)
    else {
      throw QueryError(
        reason: "expected a number of words from 0 to \(Self.nearLimit): \(example)",
        column: start + 1)
    }
    return words
  }

  /// What would be looked for as a word, and is surely meant otherwise.
  private func refuseSlip(_ word: String, _ column: Int) throws(QueryError) {
    let capitals = word.uppercased()
    if ["AND", "OR", "NOT"].contains(capitals) || Self.nearness(capitals) != nil {
      throw QueryError(
        reason: "write \(capitals), or put quotes around the word \(word)", column: column)
    }
    if let meant = ["&": "AND", "&&": "AND", "|": "OR", "||": "OR"][word] {
      throw QueryError(reason: "write \(meant) for \(word)", column: column)
    }
    if word.dropFirst().dropLast().contains("|") {
      throw QueryError(reason: "write OR between two words", column: column)
    }
    guard let colon = word.firstIndex(of: ":"), colon != word.startIndex,
      word[..<colon].allSatisfy(\.isLetter), !word[colon...].hasPrefix("://")
    else { return }
    throw QueryError(
      reason:
        "there is no field \(word[..<colon]); there are \(Self.fields.joined(separator: ", "))"
        + "; put quotes around a word that has a colon",
      column: column)
  }

  private func field(_ range: Range<Int>) -> String? {
    let name = String(characters[range]).lowercased()
    return Self.fields.contains(name) ? name : nil
  }
}
