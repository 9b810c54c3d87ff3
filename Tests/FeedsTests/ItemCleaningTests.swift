import Feeds
import Model
import Testing

@Suite struct `Items of middlemen` {
  private func item(
    title: String = "One", link: String = "https://a.example/1", source: String = "",
    from url: String? = nil
  ) throws -> Item {
    let escaped = link.replacing("&", with: "&amp;")
    return try #require(
      try FeedReader.item(
        Sample.rss(item: "<link>\(escaped)</link>\(source)", title: title), from: url))
  }

  // MARK: Links

  @Test(arguments: [
    (
      "https://www.google.com/url?rct=j&sa=t&url=https://b.example/x%3Fy%3D1&ct=ga",
      "https://b.example/x?y=1"
    ),
    ("https://www.google.de/url?q=http%3A%2F%2Fb.example%2F", "http://b.example/"),
    ("http://news.google.com/news/url?sa=t&url=http://b.example/1", "http://b.example/1"),
    (
      "http://www.bing.com/news/apiclick.aspx?ref=FexRss&url=https%3a%2f%2fb.example%2fx&c=1",
      "https://b.example/x"
    ),
    (
      "https://www.bing.com/ck/a?!&&p=1&u=a1aHR0cHM6Ly9iLmV4YW1wbGUveA&ntb=1", "https://b.example/x"
    ),
    ("https://l.facebook.com/l.php?u=https%3A%2F%2Fb.example%2Fx&h=AT0", "https://b.example/x"),
    ("https://t.umblr.com/redirect?z=https%3A%2F%2Fb.example%2Fx&t=1", "https://b.example/x"),
    ("https://out.reddit.com/t3_1?url=https%3A%2F%2Fb.example%2Fx&token=1", "https://b.example/x"),
    ("https://slack-redir.net/link?url=https%3A%2F%2Fb.example%2Fx", "https://b.example/x"),
    (
      "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fb.example%2Fx&data=1",
      "https://b.example/x"
    ),
    ("https://duckduckgo.com/l/?uddg=https%3A%2F%2Fb.example%2Fx&rut=1", "https://b.example/x"),
    (
      "https://r.search.yahoo.com/_ylt=1/RV=2/RE=3/RO=10/RU=https%3a%2f%2fb.example%2fx/RK=2/RS=1",
      "https://b.example/x"
    ),
    // Decoded once, and no more.
    ("https://www.google.com/url?url=https://b.example/a%2520b", "https://b.example/a%20b"),
    (
      "https://www.google.com/url?url=https://b.example/caf%C3%A9%20x", "https://b.example/café%20x"
    ),
    // Two middlemen.
    (
      "https://www.google.com/url?q=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3Dhttps%253A%252F%252Fb.example%252Fx",
      "https://b.example/x"
    ),
  ])
  func `lead to the page itself`(link: String, page: String) throws {
    #expect(try item(link: link).url == page)
  }

  @Test(arguments: [
    "https://www.google.com/url?url=javascript:alert(1)", "https://www.google.com/url?url=/local",
    "https://www.google.com/url?url=//b.example/x",
    "https://www.google.com/url?url=ftp://b.example",
    "https://www.google.com/url?url=https://user@b.example/", "https://www.google.com/url?url=",
    "https://www.google.com/url?url=https://b.example/%0A",
    "https://www.google.com/url?url=https://b.example/%FF",
    "https://www.google.com/url?url=https://intranet/x",
    "https://www.google.com/search?q=https://b.example",
    "https://google.evil.example/url?url=https://b.example/",
    "https://lnks.gd/l/abc?url=https://b.example",
    "https://news.google.com/rss/articles/CBMiabc?oc=5",
    "https://a.example/url?url=https://b.example/",
    "https://www.bing.com/ck/a?u=a1AAAA",
  ])
  func `stay as they are where they lead nowhere`(link: String) throws {
    #expect(try item(link: link).url == link)
  }

  @Test func `keep their guid`() throws {
    let link = "https://www.google.com/url?url=https://b.example/x"
    let item = try #require(
      try FeedReader.item("<rss><channel><item><guid>\(link)</guid></item></channel></rss>"))
    #expect(item.guid == link)
  }

  @Test func `are cleaned in JSON as well`() throws {
    let link = "https://www.google.com/url?url=https://b.example/x"
    let feed = try FeedReader.read(#"{"items": [{"id": "1", "url": "\#(link)"}]}"#)
    #expect(feed.items.map(\.url) == ["https://b.example/x"])
  }

  // MARK: Publishers

  private let search = "https://news.google.com/rss/search?q=acme"
  private let source = #"<source url="https://b.example">The B Times</source>"#

  @Test func `have the publisher in the outlet, not in the title`() throws {
    let item = try item(
      title: "Acme - lost and found - The B Times", source: source, from: search)
    #expect(item.title == "Acme - lost and found")
    #expect(item.outlet == "The B Times")
  }

  @Test func `have the publisher in the title alone, where a news search made it`() throws {
    let item = try item(title: "Acme - lost and found - The B Times", from: search)
    #expect(item.title == "Acme - lost and found")
    #expect(item.outlet == "The B Times")
  }

  @Test(arguments: ["Acme - lost and found", "The B Times", " - The B Times", "Acme-The B Times"])
  func `keep a title that ends otherwise`(title: String) throws {
    #expect(try item(title: title, source: source).title == title.trimmingPrefix(" "))
  }

  @Test func `keep a dash in the title elsewhere`() throws {
    #expect(try item(title: "Acme - The B Times").title == "Acme - The B Times")
  }

  // MARK: Bridges

  private func failure(_ number: Int) -> String {
    """
    <item><title>Bridge returned error 404! (20414)</title><guid>\(number)</guid>
    <link>https://bridge.example/?action=display&amp;bridge=Some&amp;format=Mrss</link></item>
    """
  }

  private func channel(_ items: String) -> String {
    "<rss version=\"2.0\"><channel><title>T</title>\(items)</channel></rss>"
  }

  @Test func `that report a failure are one, where there is nothing else`() {
    #expect(throws: FeedError.sourceError(message: "Bridge returned error 404!")) {
      try FeedReader.read(channel(failure(1) + failure(2)))
    }
  }

  @Test func `that report a failure are left out among others`() throws {
    let real = "<item><guid>3</guid><title>Bridge returned error 404! in my logs</title></item>"
    let feed = try FeedReader.read(channel(failure(1) + real))
    #expect(feed.items.map(\.guid) == ["3"])
    #expect(feed.problems.map(\.kind) == [.sourceError])
    #expect(feed.problems.map(\.isLoss) == [true])
  }

  @Test func `that only speak of a failure are kept`() throws {
    let report = try item(
      title: "Bridge returned error 404! (20414)", link: "https://tracker.example/issues/1")
    #expect(report.title == "Bridge returned error 404! (20414)")
  }
}
