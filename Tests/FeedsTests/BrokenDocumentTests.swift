import Feeds
import Model
import Testing

@Suite struct `Broken documents` {
  @Test(arguments: [
    ("Caf&eacute;", "Café", FeedProblem.Kind.undeclaredEntity),
    ("a\u{7F}b", "ab", .controlCharacter),
    ("A & B", "A & B", .bareAmpersand), ("&bogus; x", "&bogus; x", .bareAmpersand),
    ("a\u{8}b", "ab", .controlCharacter), ("a&#8;b", "ab", .controlCharacter),
    ("1 < 2", "1 < 2", .bareLessThan), ("It\u{92}s", "It’s", .wrongEncoding),
    ("K\u{C3}\u{A4}lte f\u{C3}\u{BC}r", "Kälte für", .doubleEncoding),
  ])
  func `are repaired, and the repair is told`(
    title: String, plain: String, problem: FeedProblem.Kind
  ) throws {
    let feed = try FeedReader.read(Sample.rss(title: title))
    #expect(feed.items.map(\.title) == [plain])
    #expect(feed.problems.map(\.kind) == [problem])
  }

  @Test func `keep an attribute whole that holds a quote`() throws {
    let item = try FeedReader.item(
      Sample.rss(item: "<category term='it&#39;s &#34;x&#34; &amp; y'/>"))
    #expect(item?.categories == ["it's \"x\" & y"])
  }

  @Test func `keep the items around a mismatched tag`() throws {
    let feed = try FeedReader.read(
      "<rss><channel><item><guid>1</guid><b>x</i></item><item><guid>2</guid></item></channel></rss>"
    )
    #expect(feed.items.map(\.guid) == ["1", "2"])
    #expect(feed.problems.map(\.kind) == [.mismatchedTag])
  }

  @Test func `end an item where the next begins`() throws {
    let feed = try FeedReader.read(
      "<rss><channel><item><title>1</title><description>a<item><title>2</title></item></channel></rss>"
    )
    #expect(feed.items.map(\.title) == ["1", "2"])
    #expect(feed.items.map(\.text) == ["a", ""])
  }

  @Test(arguments: [
    "<rss><channel><item><title>One</title><description>Te",
    "<rss><channel><item><title>One</title>",
    "<rss><channel><item><title>One</title><description><![CDATA[Te",
  ])
  func `keep what stands before the break`(text: String) throws {
    #expect(try FeedReader.item(text)?.title == "One")
  }

  @Test(arguments: ["\n \n", "junk ", "<br />\n<b>Warning</b>: x "])
  func `are found behind text that does not belong there`(junk: String) throws {
    let feed = try FeedReader.read(junk + Sample.rss())
    #expect(feed.items.map(\.title) == ["One"])
    #expect(feed.problems.map(\.kind) == [.textBeforeRoot])
  }

  @Test func `know the usual prefixes without a declaration`() throws {
    let item = try FeedReader.item(Sample.rss(item: "<dc:creator>Jo</dc:creator>"))
    #expect(item?.author == "Jo")
  }

  @Test func `declare letters of their own`() throws {
    let head = #"<!DOCTYPE rss [<!ENTITY c "&#169; x">]>"#
    #expect(try FeedReader.item(Sample.rss(title: "A &c;", head: head))?.title == "A © x")
  }

  @Test func `cannot grow by entities that refer to others`() throws {
    let head = #"<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>"#
    let feed = try FeedReader.read(Sample.rss(title: "&b;", head: head))
    #expect(feed.items.map(\.title) == ["&b;"])
    #expect(feed.problems.map(\.kind).contains(.refusedEntity))
  }

  @Test func `cannot read a file`() throws {
    let head = #"<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>"#
    #expect(try FeedReader.item(Sample.rss(title: "&f;", head: head))?.title == "&f;")
  }

  @Test(arguments: [0, 20_000])
  func `nest without end and keep what follows`(closed: Int) throws {
    let deep =
      String(repeating: "<d>", count: 20_000) + String(repeating: "</d>", count: closed)
    let feed = try FeedReader.read(
      "<rss><channel><item><title>1</title>\(deep)<guid>a</guid></item><item><title>2</title></item>"
        + "</channel></rss>")
    #expect(feed.items.map(\.title) == ["1", "2"])
  }

  @Test(arguments: [
    "<rss version=2.0><channel><item><title>One</title></item></channel></rss>",
    "<rss version><channel><item><title>One</title></item></channel></rss>",
    "<rss><channel><item><link href='x/><title>One</title></item></channel></rss>",
    "<rss><channel><item <title>One</title></item></channel></rss>",
  ])
  func `keep what follows a tag that is not well-formed`(text: String) throws {
    let feed = try FeedReader.read(text)
    #expect(feed.items.map(\.title) == ["One"])
    #expect(feed.problems.map(\.kind).contains(.malformed))
  }

  @Test func `take for text what cannot be a tag`() throws {
    let item = try FeedReader.item(Sample.rss(item: "<author>Jo <jo@a.example></author>"))
    #expect(item?.author == "Jo <jo@a.example>")
  }

  @Test func `hold HTML that nobody escaped`() throws {
    let item = try FeedReader.item(
      Sample.rss(item: "<description><p>One<br>Two <img src=x></p></description><link>y</link>"))
    #expect(item?.text == "One\nTwo")
    #expect(item?.url == "y")
  }

  @Test func `go on behind the end of the root`() throws {
    let feed = try FeedReader.read(
      "<rss><channel><item><title>1</title></item></channel></rss><item><title>2</title></item>")
    #expect(feed.items.map(\.title) == ["1", "2"])
  }

  @Test func `tell each kind of problem once`() throws {
    let feed = try FeedReader.read("<rss><channel><item><title><![CDATA[x")
    #expect(feed.problems.map(\.kind) == [.truncated])
  }

  @Test func `hold no more than is kept`() throws {
    let items = String(
      repeating: "<item><title>\(String(repeating: "x", count: 60_000))</title></item>", count: 200)
    let feed = try FeedReader.read("<rss><channel>\(items)</channel></rss>")
    #expect(feed.items.count == FeedLimits.keptBytes / (60_000 + FeedLimits.itemBytes))
    #expect(feed.problems.map(\.kind) == [.tooManyItems])
  }
}
