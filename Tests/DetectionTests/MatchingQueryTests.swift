import Detection
import Model
import Testing

/// A scorer that knows no word: what is found here is the brand.
private let wordless = ComplaintScorer(try! Lexicon(""))

/// The words of `text` that make `query` true; nil where it is not true.
private func matched(
  _ query: String, _ text: String, title: String = "", item: Item = Item(),
  source: Source = Source(id: "feed", url: "https://news.example.org/rss")
) throws -> [String]? {
  var item = item
  item.title = title
  item.text = text
  let matcher = try Matcher(brands: [Brand(id: "b", query: query)], scorer: wordless)
  return matcher.examine(item, from: source).first?.matched
}

@Suite struct `Query grammar` {
  @Test(arguments: [
    ("delta airlines", "airlines such as Delta", true),
    ("delta airlines", "Delta only", false),
    ("delta AND airlines", "airlines, Delta", true),
    ("delta OR united", "United it is", true),
    ("delta OR united AND late", "delta", true),
    ("(delta OR united) late", "delta", false),
    ("delta NOT force", "the Delta Force", false),
    ("delta -force", "Delta flies", true),
    ("delta -(force OR wave)", "a delta wave", false),
    ("delta -\"air force\"", "delta force in the air", true),
    ("delta \"and\" late", "delta late", false),
    ("\"delta air\"", "Delta Air Lines", true),
    ("\"delta air\"", "air delta", false),
    ("compl*", "I have complaints", true),
    ("compl*", "incomplete", false),
    ("\"delta air*\"", "delta airways", true),
    ("delta NEAR/2 late", "Delta is so late", true),
    ("delta NEAR/1 late", "Delta is so late", false),
    ("late NEAR/2 (delta OR united)", "United was late", true),
    ("delta ONEAR/2 late", "Delta is late", true),
    ("delta ONEAR/2 late", "late again, Delta", false),
    ("delta NEAR/2f late", "late again, Delta", false),
    ("delta NEAR/2f late", "Delta is late", true),
    ("delta NOT NEAR/2 force", "the Delta Force", false),
    ("delta NOT NEAR/2 force", "Delta Force film aboard a Delta flight", true),
    ("delta NOT ONEAR/0 force", "a force of Delta", true),
    ("delta NOT ONEAR/0 force", "Delta Force", false),
    ("late NEAR/1 delta NOT NEAR/3 wave", "the Delta is late: a wave", false),
    ("\"delta late\"~2", "late was my Delta", true),
    ("\"delta late\"~2", "late, as one said, was my Delta", false),
    ("\"delta air lines\"~1", "lines by air of Delta", true),
    ("#target", "I love #Target", true),
    ("#target", "I love Target", false),
    ("@target", "cc @Target", true),
    ("@target", "cc target", false),
    ("$DAL", "short $DAL now", true), ("$300", "they owe me $300 now", true),
    ("$DAL", "Dal with rice", false),
    ("raw:\"Target\"", "At Target today", true),
    ("raw:\"Target\"", "a target today", false),
    ("raw:\"Yahoo!\"", "Yahoo! Mail", true),
    ("raw:\"Yahoo!\"", "Yahoo Mail", false),
    ("raw:(Gap OR Target)", "the Gap", true),
    ("raw:Targ*", "Targets", true),
    ("raw:Targ*", "targets", false),
  ])
  func `decides`(query: String, text: String, isMatch: Bool) throws {
    #expect(try (matched(query, text) != nil) == isMatch)
  }

  @Test(arguments: [
    ("", 1, "the query is empty; name a word to look for"),
    ("   ", 1, "the query is empty; name a word to look for"),
    ("delta \"air", 7, "the quotation mark is not closed"),
    ("(delta", 1, "the bracket is not closed"),
    ("delta)", 6, "this bracket closes nothing"),
    ("delta ()", 7, "the brackets are empty"),
    ("delta OR", 9, "expected a word, found the end"),
    ("AND delta", 1, "expected a word before AND or OR"),
    ("delta OR (AND x)", 11, "expected a word before AND or OR"),
    ("delta NEAR late", 7, "write how near, in words: NEAR/5"),
    ("delta NEAR/x late", 12, "expected a number of words from 0 to 100: NEAR/5"),
    ("delta NEAR/101 late", 12, "expected a number of words from 0 to 100: NEAR/5"),
    ("delta ONEAR late", 7, "write how near, in words: ONEAR/5"),
    ("\"delta air\"~x", 13, "expected a number of words from 0 to 100: \"two words\"~5"),
    ("\"delta\"~5", 1, "a ~ stands behind a phrase of two words or more"),
    (
      "delta NOT NEAR/5 -late", 7, "NEAR needs a word, a phrase or words joined by OR on both sides"
    ),
    ("NEAR/5 late", 1, "expected a word before NEAR"),
    ("delta or united", 7, "write OR, or put quotes around the word or"),
    ("delta and late", 7, "write AND, or put quotes around the word and"),
    ("delta not late", 7, "write NOT, or put quotes around the word not"),
    ("delta near/5 late", 7, "write NEAR/5, or put quotes around the word near/5"),
    ("delta|united", 1, "write OR between two words"),
    ("delta | united", 7, "write OR for |"), ("delta && late", 7, "write AND for &&"),
    ("\"\"", 1, "there is no letter or digit to look for"),
    ("delta \"—\"", 7, "there is no letter or digit to look for"),
    ("delta raw:\"!\"", 11, "there is no letter or digit to look for"),
    ("delta lang:english", 12, "expected a language tag such as en or pt-BR"),
    ("delta site:delta.com/help", 12, "a site is a host name; url: looks for a part of an address"),
    ("delta author:\"?\"", 14, "there is no letter or digit to look for"),
    ("delta url:\"a b\"", 11, "an address has no blanks"),
    ("delta #del*", 7, "a * does not go with # @ or $"),
    ("delta NEAR/5 -late", 7, "NEAR needs a word, a phrase or words joined by OR on both sides"),
    ("delta !!!", 7, "there is no letter or digit to look for"),
    ("de*", 1, "expected 3 letters or more before *"),
    ("d*lta", 1, "a * stands only at the end of a word"),
    ("delta title:", 13, "expected a word after title:"),
    ("title:(a site:b)", 10, "a field within a field"),
    (
      "delta colour:red", 7,
      "there is no field colour; there are title, raw, author, site, source, lang, url; "
        + "put quotes around a word that has a colon"
    ),
    ("-delta", 1, "matches all that does not say something; add a word that must be there"),
    ("delta OR NOT x", 1, "matches all that does not say something; add a word that must be there"),
  ])
  func `refuses what cannot be meant`(query: String, column: Int, reason: String) {
    #expect(throws: QueryError(reason: reason, column: column)) { try Query(query) }
  }

  @Test(arguments: [
    ("delta -delta", 8, "delta must not be there, but delta must"),
    ("\"delta force\" -Délta", 16, "Délta must not be there, but \"delta force\" must"),
    ("delta late -(united OR late)", 24, "late must not be there, but late must"),
    ("title:delta -delta", 14, "delta must not be there, but title:delta must"),
    ("delta NEAR/5 late -late", 20, "late must not be there, but late must"),
    ("united OR (delta -delta)", 19, "delta must not be there, but delta must"),
    ("x lang:en-GB -lang:en", 20, "lang:en must not be there, but lang:en-gb must"),
    ("x lang:en lang:de", 16, "an item has one lang"),
    ("x source:a source:b", 19, "an item has one source"),
  ])
  func `refuses what nothing can match`(query: String, column: Int, reason: String) {
    #expect(throws: QueryError(reason: "can never match: " + reason, column: column)) {
      try Query(query)
    }
  }

  @Test(arguments: [
    "delta -\"delta force\"", "delta -title:delta", "delta -raw:delta", "delta OR united -delta",
    "(delta OR united) -delta", "x lang:en lang:en-GB", "x lang:en -lang:en-GB",
    "x -(delta late) delta", "x author:jane author:doe", "delta NOT NEAR/5 delta x",
  ])
  func `accepts what something can match`(query: String) {
    #expect(throws: Never.self) { try Query(query) }
  }

  @Test func `refuses to nest without end`() {
    let deep = String(repeating: "(", count: 5000) + "a" + String(repeating: ")", count: 5000)
    #expect(throws: QueryError.self) { try Query(deep) }
    #expect(throws: QueryError.self) { try Query(String(repeating: "-", count: 9000) + "a") }
  }

  @Test func `a text that repeats the words of a nearness takes no longer for it`() throws {
    let text =
      String(repeating: "x late ", count: 10_000) + "delta " + String(repeating: "y ", count: 99)
    #expect(try matched("late NEAR/0 delta", text) != nil)
    #expect(try matched("x NEAR/100 delta", text) != nil)
    #expect(try matched("late NEAR/0 delta NEAR/0 zzz", text) == nil)
  }

  @Test func `a matcher tells whose query is wrong`() {
    let brands = [Brand(id: "Delta", query: "delta"), Brand(id: "Gap", query: "(gap")]
    #expect(
      throws: MatcherError(
        brand: "Gap", error: QueryError(reason: "the bracket is not closed", column: 1))
    ) { try Matcher(brands: brands, scorer: wordless) }
  }
}

@Suite struct `Query fields` {
  private let item = Item(
    url: "https://forum.delta.com/t/17?x=1", author: "Jane Q. Doe", language: "en-GB")

  @Test(arguments: [
    ("x site:delta.com", true), ("x site:forum.delta.com", true), ("x site:elta.com", false),
    ("x site:news.example.org", true), ("x author:jane", true), ("x author:\"q doe\"", true),
    ("x author:jan", false), ("x lang:en", true), ("x lang:en-gb", true),
    ("x source:feed", true), ("x source:other", false), ("x url:/t/17", true),
    ("x url:/t/18", false), ("x -site:delta.com", false), ("x -author:jane", false),
    ("x site:https://delta.com/", true), ("x site:*.delta.com", true), ("x lang:EN_gb", true),
    ("site:delta.com", true), ("x site:(a.example OR delta.com)", true),
  ])
  func `ask about the item`(query: String, isMatch: Bool) throws {
    #expect(try (matched(query, "x", item: item) != nil) == isMatch)
  }

  @Test(arguments: [
    ("title:raw:Delta", true), ("raw:title:Delta", true), ("title:raw:delta", false),
  ])
  func `title and exact letters go together`(query: String, isMatch: Bool) throws {
    #expect(try (matched(query, "delta", title: "Delta is late") != nil) == isMatch)
  }

  @Test(arguments: [("Delta is late", "no news", true), ("News", "Delta is late", false)])
  func `title is the title alone`(title: String, text: String, isMatch: Bool) throws {
    #expect(try (matched("title:delta", text, title: title) != nil) == isMatch)
  }

  @Test func `all hosts that an item is published by count as its site`() throws {
    let source = Source(id: "s", url: "https://example.net/feed")
    #expect(try matched("x site:example.net", "x", source: source) == ["x", "example.net"])
  }
}

@Suite struct `Matched words` {
  @Test func `are given as they are written, in the order of the text`() throws {
    #expect(
      try matched("airline OR \"délta air\"", "This AIRLINE: Delta\u{AD} Air, airline")
        == ["AIRLINE", "Delta\u{AD} Air", "airline"])
  }

  @Test func `do not name what must be absent`() throws {
    #expect(try matched("delta -united", "Delta") == ["Delta"])
  }

  @Test func `show a nearness whole`() throws {
    #expect(try matched("late NEAR/3 delta", "Delta is so late") == ["Delta is so late"])
  }
}
