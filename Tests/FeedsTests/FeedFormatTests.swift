import Feeds
import FoundationEssentials
import Model
import Testing

@Suite struct `Feed formats` {
  @Test(arguments: [
    ("<rss version='2.0'><channel><title>t</title></channel></rss>", FeedFormat.rss),
    ("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'></rdf:RDF>", .rdf),
    ("<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title></feed>", .atom),
    ("<entry xmlns='http://www.w3.org/2005/Atom'><title>t</title></entry>", .atom),
    ("<channel href='http://a.example/'><item href='http://a.example/1'/></channel>", .cdf),
    (#"{"version": "https://jsonfeed.org/version/1.1", "items": []}"#, .jsonFeed),
  ])
  func `are told apart by their roots`(document: String, format: FeedFormat) throws {
    #expect(try FeedReader.read(Array(document.utf8)).format == format)
  }

  private let noon = Date(timeIntervalSince1970: 1_767_614_400)  // 2026-01-05T12:00:00Z

  @Test func `RSS 2.0 gives all fields of an item`() throws {
    let feed = try FeedReader.read(
      """
      <rss version="2.0" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel>
      <title>Site</title><link>https://a.example/</link><language>en</language><ttl>30</ttl>
      <item><title>One &amp;amp; two</title><link>https://a.example/1</link>
      <guid isPermaLink="false">g1</guid><pubDate>Mon, 05 Jan 2026 12:00:00 GMT</pubDate>
      <author>jo@a.example (Jo)</author><category>x</category><category>y</category>
      <description>&lt;p&gt;Text&lt;/p&gt;</description><slash:comments>7</slash:comments>
      <source url="https://b.example/">B</source></item></channel></rss>
      """)
    #expect(feed.title == "Site")
    #expect(feed.url == "https://a.example/")
    #expect(feed.language == "en")
    #expect(feed.minimumInterval == .seconds(1800))
    #expect(
      feed.items == [
        Item(
          guid: "g1", url: "https://a.example/1", title: "One & two", text: "Text",
          author: "jo@a.example (Jo)", published: noon, categories: ["x", "y"], outlet: "B",
          engagement: Engagement(comments: 7))
      ])
    #expect(feed.problems.isEmpty)
  }

  @Test func `Atom 1.0 gives all fields of an entry`() throws {
    let feed = try FeedReader.read(
      """
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Site</title>
      <link rel="self" href="https://a.example/feed"/><link href="https://a.example/"/>
      <link rel="next" href="/feed?page=2"/>
      <entry xml:lang="fr"><title type="html">One &amp;lt; two</title><id>g1</id>
      <link href="https://a.example/1"/><author><name>Jo</name><uri>https://jo.example</uri></author>
      <published>2026-01-05T12:00:00Z</published><updated>2026-01-05T13:00:00+01:00</updated>
      <category term="x"/><summary>short</summary><content type="html">&lt;b&gt;long&lt;/b&gt;</content>
      <source><title>B</title></source></entry></feed>
      """, from: "https://a.example/feed")
    #expect(feed.url == "https://a.example/")
    #expect(feed.language == "de")
    #expect(feed.nextPage == "https://a.example/feed?page=2")
    #expect(
      feed.items == [
        Item(
          guid: "g1", url: "https://a.example/1", title: "One < two", text: "long", author: "Jo",
          published: noon, updated: noon, categories: ["x"], language: "fr", outlet: "B")
      ])
  }

  @Test func `RSS tells when it does not want to be asked`() throws {
    let feed = try FeedReader.read(
      Sample.rss(
        channel: """
          <skipHours><hour>0</hour><hour>23</hour><hour>x</hour></skipHours>
          <skipDays><day>Sunday</day></skipDays>
          """))
    #expect(feed.quietTimes == QuietTimes(hours: [0, 23], weekdays: [0]))
  }

  /// RSS 1.0's syndication module: so often within the period.
  @Test(arguments: [
    ("daily", "4", 6), ("HOURLY", "", 1), ("hourly", "0", 1), ("weekly", "14", 12),
    // No rule for a watch is longer than a day.
    ("weekly", "1", 24), ("monthly", "", 24), ("yearly", "x", 24), ("fortnightly", "1", nil),
  ])
  func `RSS 1.0 tells how often it changes`(period: String, frequency: String, hours: Int?) throws {
    let feed = try FeedReader.read(
      Array(
        """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
          xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>t</title>
          <sy:updatePeriod>\(period)</sy:updatePeriod><sy:updateFrequency>\(frequency)</sy:updateFrequency>
        </channel></rdf:RDF>
        """.utf8))
    #expect(feed.minimumInterval == hours.map { .seconds($0 * 3600) })
  }

  @Test func `an hour outside of skipHours means nothing to the schedule`() throws {
    let feed = try FeedReader.read(Sample.rss(item: "<hour>3</hour><day>Monday</day>"))
    #expect(feed.quietTimes == QuietTimes())
  }

  @Test func `Bing names the outlet in an element of its own`() throws {
    let item = try FeedReader.item(
      """
      <rss xmlns:News="https://www.bing.com/news/search?q=acme&amp;format=rss"><channel><item>
      <title>One</title><News:Source>The Post</News:Source></item></channel></rss>
      """)
    #expect(item?.outlet == "The Post")
  }

  @Test func `RSS 1.0 takes rdf:about for the id`() throws {
    let item = try FeedReader.item(
      """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://a.example/"/>
      <item rdf:about="urn:1"><title>One</title><link>https://a.example/1</link>
      <dc:date>2026-01-05T12:00:00Z</dc:date><dc:creator>Jo</dc:creator></item></rdf:RDF>
      """)
    #expect(
      item
        == Item(
          guid: "urn:1", url: "https://a.example/1", title: "One", author: "Jo", published: noon))
  }

  @Test func `JSON Feed gives all fields of an item`() throws {
    let feed = try FeedReader.read(
      """
      {"version": "https://jsonfeed.org/version/1.1", "title": "Site", "language": "en",
       "home_page_url": "https://a.example/", "next_url": "https://a.example/2", "items": [
       {"id": 1, "url": "/1", "title": "One", "content_html": "<p>Text</p>", "tags": "x",
        "authors": [{"name": "Jo"}], "date_published": "2026-01-05T12:00:00Z"}]}
      """)
    #expect(feed.nextPage == "https://a.example/2")
    #expect(
      feed.items == [
        Item(
          guid: "1", url: "https://a.example/1", title: "One", text: "Text", author: "Jo",
          published: noon, categories: ["x"])
      ])
    #expect(feed.problems.map(\.kind) == [.wrongType])
  }

  @Test(arguments: [
    ("", FeedError.empty), (" \n", .empty),
    ("<!DOCTYPE html><html><head><title>Log in</title></head></html>", .webPage(title: "Log in")),
    (
      #"{"errors": [{"message": "Rate limit exceeded"}]}"#,
      .apiError(message: "Rate limit exceeded")
    ),
    ("<svg/>", .notAFeed(found: "XML whose root is <svg>")),
    ("404 page", .notAFeed(found: "text that begins with \"404 page\"")),
  ])
  func `says what was found instead of a feed`(text: String, error: FeedError) {
    #expect(throws: error) { try FeedReader.read(text) }
  }

  @Test func `takes a permalink for the address where there is no link`() throws {
    let item = try FeedReader.item(
      "<rss><channel><item><guid>https://a.example/1</guid></item></channel></rss>")
    #expect(item?.url == "https://a.example/1")
  }

  @Test func `Media RSS tells who took notice`() throws {
    let item = try FeedReader.item(
      Sample.atom(
        """
        <media:group xmlns:media="http://search.yahoo.com/mrss/"><media:title>shadow</media:title>
        <media:description>What is to be seen</media:description><media:community>
        <media:starRating count="12" average="5.00"/><media:statistics views="345"/>
        </media:community></media:group><title>Film</title>
        """))
    #expect(item?.title == "Film")
    #expect(item?.text == "What is to be seen")
    #expect(item?.engagement == Engagement(likes: 12, views: 345))
  }

  @Test(arguments: [
    ("<author><name>Own</name></author>", "Own"),
    ("<source><author><name>S</name></author></source>", "S"),
    ("", "Late"),
  ])
  func `An entry is by its author, else its source's, else its feed's`(
    entry: String, author: String
  ) throws {
    let item = try FeedReader.item(
      Sample.atom(entry).replacing("</feed>", with: "<author><name>Late</name></author></feed>"))
    #expect(item?.author == author)
  }

  @Test func `A title is one line`() throws {
    let item = try FeedReader.item(Sample.rss(title: "\n two\n\t lines &lt;br&gt; x "))
    #expect(item?.title == "two lines x")
  }

  @Test func `The last of several dates counts`() throws {
    let item = try FeedReader.item(
      Sample.atom("<updated>2010-12-01T00:00:00Z</updated><updated>2026-01-05T12:00:00Z</updated>"))
    #expect(item?.updated == noon)
  }

  @Test(arguments: ["", "javascript:alert(1)"])
  func `A base that is none leaves the address of the document in force`(base: String) throws {
    let item = try FeedReader.item(
      Sample.atom("<link href='x'/>", attributes: "xml:base='\(base)'"),
      from: "https://a.example/dir/feed")
    #expect(item?.url == "https://a.example/dir/x")
  }

  @Test func `A link has a base of its own`() throws {
    let item = try FeedReader.item(
      Sample.atom("<link xml:base='https://a.example/l/' href='1'/>"))
    #expect(item?.url == "https://a.example/l/1")
  }

  @Test(arguments: [
    ("https://a.example/x/", "2026/", "p", "https://a.example/x/2026/p"),
    ("https://a.example/x/", "/y/", "../p", "https://a.example/p"),
    ("https://a.example/x", "//b.example", "?q", "https://b.example/?q"),
  ])
  func `resolves addresses against nested bases`(
    outer: String, inner: String, link: String, url: String
  ) throws {
    let item = try FeedReader.item(
      """
      <feed xmlns="http://www.w3.org/2005/Atom" xml:base="\(outer)">
      <entry xml:base="\(inner)"><link href="\(link)"/></entry></feed>
      """)
    #expect(item?.url == url)
  }
}
