import Feeds
import Testing

@Suite struct `Link fields` {
  @Test(
    arguments: [
      // The example of GitHub's documentation, and that of RFC 8288 section 3.5.
      (
        [
          #"<https://a.example/i?page=2>; rel="prev", <https://a.example/i?page=4>; rel="next", "#
            + #"<https://a.example/i?page=515>; rel="last""#
        ], "https://a.example/i?page=4"
      ),
      ([#"</TheBook/chapter2>; rel="previous"; title*=UTF-8'de'letztes%20Kapitel"#], nil),
      (["<?max_id=7>; rel=next"], "https://a.example/feed?max_id=7"),
      (["<a,b;c>;rel = NEXT ; x=1"], "https://a.example/a,b;c"),
      (
        ["<x>; title=\"a, <b>; rel=next\"; rel=\"start\"", "<y>; rel=\"up next\""],
        "https://a.example/y"
      ),
      (["<x>; rel=up; rel=next"], nil), (["<x>; title=next"], nil), (["<x>"], nil), (["<x"], nil),
      ([""], nil), ([], nil), (["; rel=next"], nil), (["<x>; rel=\"next"], "https://a.example/x"),
    ] as [([String], String?)])
  func `tell the next page`(fields: [String], next: String?) {
    #expect(LinkField.next(in: fields, from: "https://a.example/feed?limit=40") == next)
  }
}
