import Detection
import Model
import Testing

@testable import Daemon

@Suite struct `Match report` {
  private func report(_ query: String, _ item: Item) throws -> String {
    let matcher = try Matcher(
      brands: [Brand(id: "acme", query: query)], scorer: ComplaintScorer(Lexicon("")))
    let trials = matcher.explain(item, from: Source(id: "s", url: ""))
    return MatchReport(item: item, style: .plain).lines(trials)
  }

  @Test func `shows the words that matched where they stand`() throws {
    #expect(
      try report("acme late", Item(title: "Acme again", text: "So late,\nthis acme!"))
        == """
        match     acme
          [Acme] again
          So [late], this [acme]!
          by Acme, late, acme

        """)
  }

  @Test func `says why not`() throws {
    #expect(
      try report("acme late", Item(text: "acme is on time"))
        == """
        no match  acme
          [acme] is on time
          – late is not there

        """)
  }

  @Test func `shows of a long text what is around the words, and lets nothing act`() throws {
    let text =
      "\u{1B}[2J" + String(repeating: "x", count: 500) + " acme "
      + String(repeating: "y", count: 500)
    let report = try report("acme", Item(text: text))
    #expect(report.contains("x [acme] y"))
    #expect(!report.contains("\u{1B}"))
    #expect(report.count < 300)
  }
}
