import Feeds
import Testing

@Suite struct `Links to feeds` {
  private func links(_ head: String) -> [String] {
    FeedLinks.found(in: Array("<html><head>\(head)</head>".utf8), at: "https://a.example/blog/")
  }

  @Test(arguments: [
    #"<link rel="alternate" type="application/rss+xml" title="News" href="https://a.example/f">"#,
    "<LINK REL='Alternate home' TYPE='Application/RSS+XML; charset=utf-8' HREF='/f'/>",
    "<link href=../f type=application/atom+xml rel=alternate>",
    "<link\n rel = alternate\n type = application/feed+json href=\" /f \" >",
  ])
  func `are found however they are written`(tag: String) {
    #expect(links(tag) == ["https://a.example/f"])
  }

  @Test(arguments: [
    "<link rel=stylesheet type=text/css href=/f>", "<link rel=alternate hreflang=de href=/de>",
    "<link rel=alternate type=application/json href=/wp-json>", "<link",
    "<link rel=alternate type=application/rss+xml>", "<a rel=alternate href=/f>",
    "<linked rel=alternate type=application/rss+xml href=/f>",
  ])
  func `are not other links`(tag: String) {
    #expect(links(tag).isEmpty)
  }

  @Test func `come in their order, each once, with references decoded`() {
    let tags = ["/f?a=1&amp;b=2", "/g", "/g"].map {
      "<link rel=alternate type=application/rss+xml href=\"\($0)\">"
    }
    #expect(
      links(tags.joined()) == ["https://a.example/f?a=1&b=2", "https://a.example/g"])
  }

  @Test func `are no more than a person reads`() {
    let tags = (0..<100).map { "<link rel=alternate type=application/rss+xml href=/\($0)>" }
    #expect(links(tags.joined()).count == 10)
  }
}
