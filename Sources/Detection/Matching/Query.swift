/// What is searched for, in one line of text.
///
/// Words and `"phrases"` match without regard to case, accents and width, at borders of words; side
/// by side they must all be there. `OR`, `AND`, `NOT` (or `-` before a word) and brackets combine
/// them; `NOT` binds closest, then `NEAR/5`, `AND`, `OR`. `pre*` matches words that begin so.
/// `#tag`, `@handle` and `$TICKER` match only with their sign. `raw:"Target"` matches exactly these
/// letters. `title:` restricts what follows to the title; `author:`, `site:`, `source:`, `lang:` and
/// `url:` ask about the item instead of its text.
package struct Query: Sendable {
  /// Longer queries are refused; so are brackets and `NOT` within one another beyond `depthLimit`.
  package static let lengthLimit = 10_000
  static let depthLimit = 50

  let expression: Expression
  /// What the words and phrases of the expression are, by their numbers there.
  let leaves: [Leaf]

  package init(_ text: String) throws(QueryError) {
    guard text.utf8.count <= Self.lengthLimit else {
      throw QueryError(reason: "longer than \(Self.lengthLimit) bytes", column: 1)
    }
    var parser = try QueryParser(text)
    expression = try parser.query()
    leaves = parser.leaves
    guard !expression.holdsForNothing else {
      throw QueryError(
        reason: "matches all that does not say something; add a word that must be there", column: 1)
    }
  }

  /// How words are combined.
  indirect enum Expression: Sendable {
    case leaf(Int)
    case field(FieldTest)
    case and([Expression])
    case or([Expression])
    case not(Expression)
    /// Both, with at most so many words between them.
    case near(Expression, Expression, words: Int)

    /// Whether it can be true of an item that has none of its words and fields.
    var holdsForNothing: Bool {
      switch self {
      case .leaf, .field, .near: false
      case .not(let inner): !inner.holdsForNothing
      case .and(let parts): parts.allSatisfy(\.holdsForNothing)
      case .or(let parts): parts.contains(where: \.holdsForNothing)
      }
    }

    /// Whether it can be true of an item whose text has none of its words.
    var holdsWithoutWords: Bool {
      switch self {
      case .leaf, .near: false
      case .field: true
      case .not(let inner): !inner.isNeverWithoutWords
      case .and(let parts): parts.allSatisfy(\.holdsWithoutWords)
      case .or(let parts): parts.contains(where: \.holdsWithoutWords)
      }
    }

    /// Whether it is true of every item whose text has none of its words.
    private var isNeverWithoutWords: Bool {
      switch self {
      case .leaf, .near, .field: false
      case .not(let inner): !inner.holdsWithoutWords
      case .and(let parts): parts.allSatisfy(\.isNeverWithoutWords)
      case .or(let parts): parts.contains(where: \.isNeverWithoutWords)
      }
    }
  }

  /// A word or a phrase.
  struct Leaf: Sendable {
    /// Its spellings; each is found on its own.
    var spellings: [[PhraseTrie.Step]]
    var isTitleOnly = false
    /// The bytes that must stand there exactly, where case matters, and how many of them come before
    /// the first letter.
    var exact: (bytes: [UInt8], lead: Int)?
  }

  /// A question about the item rather than its text.
  struct FieldTest: Sendable {
    enum Field: String, Sendable, CaseIterable { case author, site, source, lang, url }
    var field: Field
    var value: String
  }
}

/// Why a query cannot be used.
package struct QueryError: Error, Hashable, CustomStringConvertible {
  /// What was wrong and what would be right: `the bracket is not closed`.
  package var reason: String

  /// From 1, in characters.
  package var column: Int

  package init(reason: String, column: Int) {
    self.reason = reason
    self.column = column
  }

  package var description: String { "column \(column): \(reason)" }
}
