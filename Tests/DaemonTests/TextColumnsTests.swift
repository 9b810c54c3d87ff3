import Testing

@testable import Daemon

@Suite struct `Text in columns` {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("日本", 4), ("한글", 4), ("ｆｕ", 4), ("e\u{301}", 1), ("👨‍👩‍👧", 2), ("🇩🇪", 2),
    ("❤\u{FE0F}", 2), ("\u{200B}", 0), ("שלום", 4), ("…", 1),
  ])
  func `takes as many as a terminal gives it`(text: String, width: Int) {
    #expect(TextColumns.width(of: text) == width)
  }

  @Test(arguments: [
    ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("日本語", 6, "日本語"), ("日本語", 5, "日本…"),
    ("日本語", 4, "日…"), ("日本語", 1, "…"), ("abc", 0, ""), ("", 0, ""),
  ])
  func `is cut where it does not fit`(text: String, limit: Int, cut: String) {
    #expect(TextColumns.cut(text, to: limit) == cut)
  }

  @Test(arguments: [("日", 4, "日  "), ("日本語", 4, "日… "), ("ab", 2, "ab")])
  func `is filled up to a column`(text: String, limit: Int, filled: String) {
    #expect(TextColumns.fit(text, to: limit) == filled)
  }

  @Test(arguments: [
    ("short", ["short"]),
    ("one two three four five", ["one two three", "  four five"]),
    ("  in one two three four", ["  in one two", "    three four"]),
    ("ab  one two three four", ["ab  one two", "    three four"]),
    ("  a long label  one two three", ["  a long label", "      one two", "      three"]),
    ("see https://example.org/feed.xml", ["see", "  https://example.org/feed.xml"]),
  ])
  func `is folded below where it begins`(line: String, folded: [String]) {
    #expect(TextColumns.fold(line, to: 15) == folded)
  }

  @Test func `is broken between words`() {
    #expect(
      TextColumns.wrap("a bb ccc 日本 dddddddd e", to: 6) == ["a bb", "ccc", "日本", "dddddddd", "e"])
  }
}
