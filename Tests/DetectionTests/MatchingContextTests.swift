import Detection
import Model
import Testing

/// The words of the query that count in a text, with those of context and exclusion.
private func matched(
  _ text: String, title: String = "", query: String = "delta OR @delta", context: [String] = [],
  exclude: [String] = []
) throws -> [String]? {
  let brand = Brand(id: "b", query: query, context: context, exclude: exclude)
  let matcher = try Matcher(brands: [brand], scorer: ComplaintScorer(Lexicon("")))
  return matcher.examine(
    Item(title: title, text: text), from: Source(id: "s", url: "https://s.example")
  ).first?.matched
}

private let twentyOneWords = Array(repeating: "word", count: 21).joined(separator: " ")

@Suite struct `Context of a name` {
  @Test(arguments: [
    ("my Delta flight", true), ("the river's delta", false), ("Delta lost my luggage", true),
    ("Delta \(twentyOneWords) flight", false), ("@Delta hello", true),
    ("delta \(twentyOneWords) Delta flight", true),
  ])
  func `a name counts near one of the words`(text: String, counts: Bool) throws {
    #expect(try (matched(text, context: ["flight*", "lost my luggage"]) != nil) == counts)
  }

  @Test func `what the title says is near to all`() throws {
    let text = "\(twentyOneWords) Delta is to blame"
    #expect(try matched(text, title: "Flights cancelled", context: ["flight*"]) == ["Delta"])
  }

  @Test(arguments: [
    ("the Delta Force", nil), ("the Delta variant", nil),
    ("Delta Air Lines crew has the Delta variant", ["Delta"]),
    ("the river at Delta", nil), ("Delta \(twentyOneWords) river", ["Delta"]),
    ("@delta on a river", ["delta"]), ("Delta", ["Delta"]),
  ])
  func `a name does not count beside what excludes it`(text: String, words: [String]?) throws {
    #expect(try matched(text, exclude: ["delta force", "delta variant*", "river"]) == words)
  }

  @Test(arguments: [("Delta Force is late", nil), ("Delta Force, and Delta is late", 2)])
  func `a query is true by the names that count alone`(text: String, count: Int?) throws {
    #expect(
      try matched(text, query: "delta late", exclude: ["delta force"])?.count == count)
  }

  @Test func `what must not be there is looked for everywhere`() throws {
    #expect(
      try matched(
        "Delta flight \(twentyOneWords) united", query: "delta -united", context: ["flight"]) == nil
    )
  }

  @Test(arguments: ["", "!!!", "d*lta"])
  func `refuses words that cannot be looked for`(word: String) {
    #expect(throws: QueryError.self) { try Query(phrases: [word]) }
  }
}

@Suite struct `Rules for all brands` {
  private func brands(_ text: String, from source: Source.ID, _ rules: MatchingRules) throws
    -> [Brand.ID]
  {
    let matcher = try Matcher(
      brands: [Brand(id: "a", query: "acme"), Brand(id: "b", query: "bell")], rules: rules,
      scorer: ComplaintScorer(Lexicon("")))
    return matcher.examine(Item(text: text), from: Source(id: source, url: "")).map(\.brand)
  }

  @Test(arguments: [("acme and bell", ["a", "b"]), ("acme and bell are hiring", [])])
  func `what is ignored names nobody`(text: String, named: [Brand.ID]) throws {
    let rules = MatchingRules(everywhere: ItemRule(ignore: ["hiring", "giveaway"]))
    #expect(try brands(text, from: "s", rules) == named)
  }

  @Test(arguments: [("acme", []), ("acme flight", ["a"]), ("acme train", ["a"])])
  func `only what one of the queries is true of names anybody`(
    text: String, named: [Brand.ID]
  ) throws {
    let rules = MatchingRules(everywhere: ItemRule(only: ["flight", "train"]))
    #expect(try brands(text, from: "s", rules) == named)
  }

  @Test(arguments: [("s", []), ("other", ["a"])])
  func `a source's rules hold for its items`(source: Source.ID, named: [Brand.ID]) throws {
    let rules = MatchingRules(bySource: ["s": ItemRule(ignore: ["NOT bell"])])
    #expect(try brands("acme", from: source, rules) == named)
  }

  @Test func `a bad rule is nobody's`() {
    #expect(
      throws: MatcherError(
        brand: nil, error: QueryError(reason: "the bracket is not closed", column: 1))
    ) {
      try Matcher(
        brands: [], rules: MatchingRules(everywhere: ItemRule(only: ["(a"])),
        scorer: ComplaintScorer(Lexicon("")))
    }
  }
}
