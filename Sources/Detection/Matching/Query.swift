/// What is searched for, in one line of text.
///
/// Words and `"phrases"` match without regard to case, accents and width, at borders of words; side
/// by side they must all be there. `OR`, `AND`, `NOT` (or `-` before a word) and brackets combine
/// them; `NOT` binds closest, then nearness, `AND`, `OR`. `pre*` matches words that begin so.
/// `#tag`, `@handle` and `$TICKER` match only with their sign. `raw:"Target"` matches exactly these
/// letters. `title:` restricts what follows to the title; `author:`, `site:`, `source:`, `lang:` and
/// `url:` ask about the item instead of its text.
///
/// Nearness is `NEAR/5`: at most five words between the two, in any order; `ONEAR/5`: the left one
/// first; `NOT NEAR/5`: the left one where the right one is not near. `NEAR/5f` and `"two words"~5`
/// are other ways to write it.
package struct Query: Sendable {
  /// Longer queries are refused; so are brackets and `NOT` within one another beyond `depthLimit`.
  package static let lengthLimit = 10_000
  static let depthLimit = 50

  let expression: Expression
  /// What the words and phrases of the expression are, by their numbers there.
  let leaves: [Leaf]

  /// A query that finds a brand: it names something that must be there.
  package init(_ text: String) throws(QueryError) {
    try self.init(rule: text)
    guard !expression.holdsForNothing else {
      throw QueryError(
        reason: "matches all that does not say something; add a word that must be there", column: 1)
    }
  }

  /// A query that sorts items which something else has found, so that `NOT lang:de` makes sense.
  package init(rule text: String) throws(QueryError) {
    guard text.utf8.count <= Self.lengthLimit else {
      throw QueryError(reason: "longer than \(Self.lengthLimit) bytes", column: 1)
    }
    var parser = try QueryParser(text)
    expression = try parser.query()
    leaves = parser.leaves
    if let contradiction = QueryContradiction(leaves: leaves).first(in: expression) {
      throw contradiction
    }
  }

  /// Any of some words and phrases, each written without quotes: `boarding pass`, `flight*`.
  ///
  /// - Throws: The error of the first that cannot be looked for; its column is one in that phrase.
  package init(phrases: [String]) throws(QueryError) {
    var leaves: [Leaf] = []
    for phrase in phrases {
      leaves.append(
        Leaf(
          written: phrase, column: 1,
          spellings: try QuerySpelling.spellings(of: phrase, isQuoted: false, column: 1)))
    }
    self.leaves = leaves
    expression = .or(leaves.indices.map(Expression.leaf))
  }

  /// The sources that it asks for, with the column of each, from 1.
  package var namedSources: [(name: String, column: Int)] {
    expression.fields.filter { $0.field == .source }.map { ($0.value, $0.column) }
  }

  /// How words are combined.
  indirect enum Expression: Sendable {
    case leaf(Int)
    case field(FieldTest)
    case and([Expression])
    case or([Expression])
    case not(Expression)
    case near(Expression, Expression, Nearness)

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
      case .not(let inner): !inner.isAlwaysWithoutWords
      case .and(let parts): parts.allSatisfy(\.holdsWithoutWords)
      case .or(let parts): parts.contains(where: \.holdsWithoutWords)
      }
    }

    /// Whether it is true of every item whose text has none of its words.
    private var isAlwaysWithoutWords: Bool {
      switch self {
      case .leaf, .near, .field: false
      case .not(let inner): !inner.holdsWithoutWords
      case .and(let parts): parts.allSatisfy(\.isAlwaysWithoutWords)
      case .or(let parts): parts.contains(where: \.isAlwaysWithoutWords)
      }
    }

    fileprivate var fields: [FieldTest] {
      switch self {
      case .leaf: []
      case .field(let test): [test]
      case .and(let parts), .or(let parts): parts.flatMap(\.fields)
      case .not(let inner): inner.fields
      case .near(let left, let right, _): left.fields + right.fields
      }
    }
  }

  /// How near two things must be, or must not be.
  struct Nearness: Hashable, Sendable {
    /// At most so many words between them.
    var words: Int
    /// Whether the left one comes first.
    var isOrdered = false
    /// Whether the right one must not be there: what is found is the left one alone.
    var isForbidden = false
  }

  /// A word or a phrase.
  struct Leaf: Sendable {
    /// As it stands in the query, without quotes.
    var written: String
    /// Where it stands there, in characters from 1.
    var column: Int
    /// Its spellings; each is found on its own.
    var spellings: [[PhraseTrie.Step]]
    var isTitleOnly = false
    /// The bytes that must stand there exactly, where case matters, and how many of them come before
    /// the first letter.
    var exact: (bytes: [UInt8], lead: Int)?

    /// Whether it cannot mean anything else: nobody calls a river `@delta` or `$DAL`.
    var isUnmistakable: Bool { written.first == "@" || written.first == "$" }
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
