import Detection
import JSON
import Model
import Testing

@testable import Daemon

@Suite struct `Matching in the configuration` {
  private func read(_ text: String) throws -> Configuration {
    try ConfigurationReader.read(Array(text.utf8), files: SecretFiles(values: [:]))
  }

  private func problems(of text: String) -> [String] {
    do throws(ConfigurationReader.Problems) {
      _ = try ConfigurationReader.read(Array(text.utf8), files: SecretFiles(values: [:]))
      return []
    } catch {
      return error.list.map(\.description)
    }
  }

  @Test func `a brand may have words that go with it and words that do not`() throws {
    let configuration = try read(
      #"""
      {"brands": [{"name": "gap", "query": "raw:Gap", "context": ["jeans", "store*"],
        "exclude": ["the gap between"]}], "sources": []}
      """#)
    let brand = try #require(configuration.brands.first?.brand)
    #expect(brand.context == ["jeans", "store*"])
    #expect(brand.exclude == ["the gap between"])
  }

  @Test func `rules may be for all sources and for one`() throws {
    let configuration = try read(
      #"""
      {"brands": [], "matching": {"only": ["lang:en"], "ignore": ["hiring", "NOT url:https"]},
       "sources": [{"name": "a", "url": "https://a.example/", "ignore": ["title:sponsored"]},
                   {"name": "b", "url": "https://b.example/"}]}
      """#)
    let rules = configuration.matching
    #expect(rules.everywhere == ItemRule(only: ["lang:en"], ignore: ["hiring", "NOT url:https"]))
    #expect(rules.bySource == ["a": ItemRule(ignore: ["title:sponsored"])])
  }

  @Test(arguments: [
    (
      #"{"brands": [{"name": "a", "query": "acme OR"}], "sources": []}"#,
      "brands[0].query (line 1): column 8: expected a word, found the end\n  acme OR\n         ^"
    ),
    (
      #"{"brands": [{"name": "a", "query": "acme", "context": ["flight", "!"]}], "sources": []}"#,
      "brands[0].context[1] (line 1): column 1: there is no letter or digit to look for\n  !\n  ^"
    ),
    (
      #"{"brands": [], "sources": [], "matching": {"ignore": ["(hiring"]}}"#,
      "matching.ignore[0] (line 1): column 1: the bracket is not closed\n  (hiring\n  ^"
    ),
    (
      #"{"brands": [{"name": "a", "query": "acme source:reddt"}], "#
        + #""sources": [{"name": "reddit", "url": "https://reddit.com/"}]}"#,
      "brands[0].query (line 1): column 13: no source \"reddt\"; did you mean \"reddit\"?\n"
        + "  acme source:reddt\n              ^"
    ),
  ])
  func `a query that cannot be meant is shown with a caret`(text: String, problem: String) {
    #expect(problems(of: text) == [problem])
  }

  @Test func `a caret stands below its character, however long and wide the query`() {
    let wide = QueryExcerpt.lines("任天堂 OR", column: 7)
    #expect(wide == "\n  任天堂 OR\n  \u{3000}\u{3000}\u{3000}   ^")
    let long = String(repeating: "a ", count: 200) + ")" + String(repeating: " b", count: 200)
    let lines = QueryExcerpt.lines(long, column: 401).split(separator: "\n")
    #expect(Array(lines[0])[lines[1].count - 1] == ")")
    #expect(lines[0].count <= 84)
  }
}
