import Feeds
import Model
import Testing

@Suite struct `Feed streams` {
  /// All that a cut between two pieces could break: references, tags, CDATA, comments, letters of
  /// several bytes, an entity of its own.
  private static let intricate = """
    <?xml version="1.0"?><!DOCTYPE rss [<!ENTITY me "J&#246;">]><rss><channel><title>Ü &amp; x</title>
    <!-- a > b --><?pi x?><item><guid isPermaLink="false">g1</guid><title>A &lt;b&gt;€ 😀&lt;/b&gt; &me;\
     &eacute; & &#x1F600; &#xD83D;&#xDE00;</title><link>https://a.example/1?a=1&amp;b=2</link>
    <description><![CDATA[<p>x ]] ]> y</p> & z]]></description>
    <category term='a > "b"'/><dc:creator>Jo</dc:creator></item>
    <item><title>two</title><description>a<br>b</description></item></channel></rss>
    """

  /// More than the front by which a stream makes up its mind, so that cuts fall behind it too.
  private func long(_ item: String) -> [UInt8] {
    let filling = String(repeating: "<filling>x</filling>", count: 4000)
    return Array(Self.intricate.replacing("</channel>", with: "\(filling)\(item)</channel>").utf8)
  }

  @Test(arguments: [1, 2, 3, 7, 64, 4096])
  func `give what the whole document gives, however it is cut`(length: Int) throws {
    let bytes = long(
      "<item>\(Self.intricate.split(separator: "<item>")[1])".replacing("g1", with: "g2"))
    let whole = try FeedReader.read(bytes)
    let feed = try Feed.reading(bytes, by: length)
    #expect(whole.items.map(\.title) == ["A € 😀 Jö é & 😀 😀", "two", "A € 😀 Jö é & 😀 😀"])
    #expect(feed.items == whole.items)
    #expect(feed.problems == whole.problems)
  }

  @Test func `that break off give what has been read`() throws {
    let bytes = long("<item><title>three</title><description>and th")
    let feed = try Feed.reading(Array(bytes.dropLast("</channel></rss>".utf8.count)), by: 1000)
    #expect(feed.items.map(\.title).last == "three")
    #expect(feed.items.map(\.text).last == "and th")
    #expect(feed.problems.contains { $0.kind == .truncated })
  }

  @Test(arguments: [
    ("iso-8859-1", [0xE9] as [UInt8]), ("iso-8859-1", [0xC3, 0xA9]), ("gbk", [0xA8, 0xA6]),
  ])
  func `decide for an encoding at the first letter that is not ASCII`(
    label: String, letter: [UInt8]
  ) throws {
    let bytes = long("<item><title>Caf#</title></item>")
      .filter { $0 < 0x80 }.split(separator: UInt8(ascii: "#"), maxSplits: .max)
    let marked =
      bytes.dropLast(2).joined(separator: [UInt8(ascii: "#")]) + [UInt8(ascii: "#")]
      + bytes.suffix(2).joined(separator: letter)
    let feed = try Feed.reading(Array(marked), by: 5000, contentType: "text/xml; charset=\(label)")
    #expect(feed.items.last?.title == "Café")
  }

  @Test func `gather JSON`() throws {
    let bytes = Array(#"{"items": [{"id": "a", "content_text": "é"}]}"#.utf8)
    #expect(try Feed.reading(bytes, by: 3).items.map(\.text) == ["é"])
  }

  @Test func `of nothing are empty`() {
    #expect(throws: FeedError.empty) { try Feed.reading([], by: 1) }
  }

  @Test func `pass over a tag of any length and keep what follows`() throws {
    let value = String(repeating: "x>", count: 1 << 20)
    let bytes = Array(
      Sample.rss(item: "<enclosure url='\(value)'/><link>https://a.example/</link>").utf8)
    let feed = try Feed.reading(bytes, by: 16 * 1024)
    #expect(feed.items.map(\.url) == ["https://a.example/"])
    #expect(feed.problems.contains { $0.kind == .tooLong })
    #expect(try FeedReader.read(bytes).items == feed.items)
  }
}
