import Detection
import Model
import Testing

@Suite struct `Explained queries` {
  private func trial(
    _ query: String, _ item: Item, context: [String] = [], exclude: [String] = [],
    rules: MatchingRules = MatchingRules()
  ) throws -> QueryTrial {
    let brand = Brand(id: "b", query: query, context: context, exclude: exclude)
    let matcher = try Matcher(brands: [brand], rules: rules, scorer: ComplaintScorer(Lexicon("")))
    return try #require(matcher.explain(item, from: Source(id: "feed", url: "")).first)
  }

  @Test func `tell where the words stand in title and text`() throws {
    let trial = try trial("délta late", Item(title: "Délta again", text: "So late, delta"))
    #expect(trial.isMatch)
    #expect(trial.reasons.isEmpty)
    #expect(
      trial.places.map { "\($0.field) \($0.range) \($0.words)" }
        == ["title 0..<6 Délta", "text 3..<7 late", "text 9..<14 delta"])
  }

  @Test func `tell which fields it was by`() throws {
    let trial = try trial("late author:jane", Item(text: "late", author: "Jane Doe"))
    #expect(trial.fields == ["Jane Doe"])
  }

  @Test(arguments: [
    ("delta", ["delta is not there"]),
    ("united \"delta air\" late", ["\"delta air\" is not there", "late is not there"]),
    ("delta OR late", ["none of these is there: delta, late"]),
    ("united -flight", ["NOT forbids flight"]),
    ("united -(flight OR late)", ["NOT forbids flight"]),
    ("title:flight", ["title:flight is not there"]),
    ("raw:Flight", ["raw:Flight is not there"]),
    (
      "united NEAR/1 flight",
      ["united and flight are there, but not with at most 1 words between"]
    ),
    (
      "flight ONEAR/5 united",
      ["flight and united are there, but not in this order with at most 5 words between"]
    ),
    ("united NEAR/1 late", ["late is not there"]),
    ("united NOT NEAR/5 flight", ["united is there, but everywhere near flight"]),
    ("united lang:de", ["lang:de is not true of en-GB"]),
    ("united author:jane", ["author:jane asks for what the item has not"]),
    ("united source:other", ["source:other is not true of feed"]),
    (
      "a OR b OR c OR d OR e OR f OR g OR h",
      ["none of these is there: a, b, c, d, e, f and 2 more"]
    ),
  ])
  func `tell which clause failed`(query: String, reasons: [String]) throws {
    let item = Item(text: "United took off: my flight", language: "en-GB")
    let trial = try trial(query, item)
    #expect(!trial.isMatch)
    #expect(trial.reasons == reasons)
  }

  @Test func `show the words of a failed query that are there`() throws {
    let trial = try trial("united late", Item(text: "my United flight"))
    #expect(trial.places.map(\.words) == ["United"])
  }

  @Test func `tell of names that do not count`() throws {
    let text = Item(text: "a gap in the market")
    #expect(
      try trial("gap", text, context: ["jeans"]).reasons
        == ["gap is there, but not near a word of \"context\", or beside one of \"exclude\""])
    #expect(
      try trial("gap", text, exclude: ["gap in"]).reasons
        == ["gap is there, but beside a word of \"exclude\""])
  }

  @Test func `tell of the rule that refused the item`() throws {
    let rules = MatchingRules(everywhere: ItemRule(ignore: ["hiring"]))
    let trial = try trial("acme", Item(text: "Acme is hiring"), rules: rules)
    #expect(!trial.isMatch)
    #expect(trial.reasons == ["ignored by the rule hiring"])
  }
}
