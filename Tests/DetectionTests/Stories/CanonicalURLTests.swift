import Detection
import Testing

@Suite struct `Canonical address` {
  private static let page = "https://example.org/news/a-story?id=7"

  /// What has a parameter is taken apart, what has none may be read at once.
  @Test(arguments: [
    "https://example.org/a/b-c_d", "http://www.example.org/2026/11/22/a-post/",
    "https://www.example.org", "https://blog.example.org/", "https://example.org/page.html",
    "https://example.org/index.html", "https://example.org/a/index.php", "https://example.org/a//b",
    "https://example.org/a/./b", "https://example.org/a/../b", "https://example.org/.hidden",
    "https://example.org/amp", "https://example.org/amp/a", "https://example.org/a/amp/",
    "https://example.org/a.amp.html", "https://example.org/a.amp", "https://m.example.org/a",
    "https://www.m.example.org/a", "https://www.com/a", "https://www2.example.org/a",
    "https://mobile.example.org/a", "https://old.reddit.com/r/a", "https://x.com/ann/1",
    "https://de.m.wikipedia.org/wiki/A", "https://www.google.com/amp/s/example.org/a",
    "https://example-org.cdn.ampproject.org/c/s/example.org/a", "HTTPS://Example.org/A",
    "https://example.org:443/a", "https://example.org:8080/a", "https://user@example.org/a",
    "https://example.org./a", "https://example.org/%7Eann", "https://example.org/~ann",
    "https://example.org/a;jsessionid=1", "https://example.org/a b",
    "https://example.org/caf\u{E9}",
    "https://example.org/a,b@c!(d)", "https://example.org/a+b", "https://example.org/a\\b",
    "https:///a", "https://.example.org/a", "https://localhost/a", " https://example.org/a",
  ])
  func `is the same with a parameter that says nothing`(url: String) {
    #expect(CanonicalURL.of(url) == CanonicalURL.of("\(url)?utm_source=x"))
  }

  @Test(arguments: ["#comments", "#c?d", "#", "/#a", "#!b", "#/b"])
  func `has no mark within the page, unless it is a page`(mark: String) {
    let page = "https://example.org/a"
    #expect((CanonicalURL.of(page + mark) == page) == !["#!b", "#/b"].contains(mark))
    #expect(CanonicalURL.of("\(page)?utm_source=x\(mark)") == CanonicalURL.of(page + mark))
  }

  @Test(arguments: [
    "http://example.org/news/a-story?id=7",
    "HTTPS://Example.ORG/news/a-story?id=7",
    "//example.org/news/a-story?id=7",
    "www.example.org/news/a-story?id=7",
    "https://www.example.org/news/a-story?id=7",
    "https://m.example.org/news/a-story?id=7",
    "https://amp.example.org/news/a-story?id=7",
    "https://example.org:443/news/a-story?id=7",
    "http://user@example.org:80/news/a-story?id=7",
    "https://example.org./news/a-story/?id=7",
    "https://example.org/news//a-story?id=7",
    "https://example.org/news/x/../a-story?id=7",
    "https://example.org/news/%61-story?id=7",
    "https://example.org/news/a-story/index.html?id=7",
    "https://example.org/news/a-story/amp/?id=7",
    "https://example.org/news/a-story?amp=1&id=7",
    "https://example.org/news/a-story;jsessionid=9F?id=7",
    "https://example.org/news/a-story?id=7#comments",
    "https://example.org/news/a-story?id=7#part-2",
    "https://example.org/news/a-story?id=7#p3",
    "https://www.google.com/url?q=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3Dhttps%253A%252F%252Fexample.org%252Fnews%252Fa-story%253Fid%253D7",
    "https://example.org/news/a-story?utm_source=rss&id=7&utm_medium=feed",
    "https://example.org/news/a-story?id=7&amp;fbclid=abc",
    "https://example.org/news/a-story?gclid=1&id=7&source=rss",
    " https://example.org/news/a-story?id=7 ",
    "https://www.google.com/url?rct=j&url=https%3A%2F%2Fexample.org%2Fnews%2Fa-story%3Fid%3D7&ct=ga",
    "http://www.bing.com/news/apiclick.aspx?ref=x&url=https%3a%2f%2fexample.org%2fnews%2fa-story%3fid%3d7",
    "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fnews%2Fa-story%3Fid%3D7&h=A",
    "https://t.umblr.com/redirect?z=https%3A%2F%2Fexample.org%2Fnews%2Fa-story%3Fid%3D7&t=x",
    "https://www.google.com/amp/s/amp.example.org/news/a-story%3Fid=7".replacing("%3F", with: "?"),
    "https://example-org.cdn.ampproject.org/c/s/example.org/news/a-story/amp?id=7",
  ])
  func `is one for all spellings`(url: String) {
    #expect(CanonicalURL.of(url) == Self.page)
  }

  @Test(arguments: [
    ("https://example.org/?p=1", "https://example.org/?p=2"),
    ("https://example.org/A", "https://example.org/a"),
    ("https://example.org/a%2Fb", "https://example.org/a/b"),
    ("https://a.example.org/x", "https://b.example.org/x"),
    ("https://example.org:8080/x", "https://example.org/x"),
    ("https://example.org/x#comment-7", "https://example.org/x#comment-8"),
    ("https://example.org/x#comment-7", "https://example.org/x"),
    ("https://example.org/t/1#p1234", "https://example.org/t/1#p1235"),
    ("https://example.org/#!/one", "https://example.org/#!/two"),
    ("https://news.google.com/rss/articles/one", "https://news.google.com/rss/articles/two"),
  ])
  func `keeps pages apart`(one: String, other: String) {
    #expect(CanonicalURL.of(one) != CanonicalURL.of(other))
  }

  @Test(arguments: [
    "", "mailto:a@example.org", "tag:example.org,2026:1", "/relative", "http://", "7", "wwwx",
  ])
  func `is none for other things`(text: String) {
    #expect(CanonicalURL.of(text) == nil)
  }

  @Test func `orders parameters`() {
    #expect(
      CanonicalURL.of("https://example.org/?b=2&a=1")
        == CanonicalURL.of("https://example.org/?a=1&b=2"))
  }

  @Test(arguments: [
    ("https://example.org", true), ("https://www.example.org/index.html?utm_source=x#top", true),
    ("https://example.org/a", false), ("https://example.org/?p=1", false),
  ])
  func `tells a front page`(url: String, isFrontPage: Bool) throws {
    #expect(CanonicalURL.isFrontPage(try #require(CanonicalURL.of(url))) == isFrontPage)
  }
}
