import Feeds
import JSON

/// Whole documents, small and of every kind, that mutations begin with.
package enum Seeds {
  /// Feeds of all formats, in several encodings, and one that is packed.
  package static let feeds: [[UInt8]] =
    texts.map { Array($0.utf8) } + [
      Array(latin.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }),
      texts[1].utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
      packed,
    ]

  private static let texts = [rss, atom, oldAtom, rdf, cdf, jsonFeed]

  private static let rss = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE rss [<!ENTITY c "&#169;">]>
    <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
    <channel><title>News &amp; more &c;</title><link>https://a.example/</link><language>en</language><ttl>30</ttl>
    <image><url>i.png</url><title>Logo</title><link>https://a.example/</link></image>
    <item><title>One &lt;b&gt;bold&lt;/b&gt; word</title><link>/1?a=1&amp;b=2</link><guid isPermaLink="false">g1</guid>
    <pubDate>Mon, 05 Jan 2026 10:00:00 GMT</pubDate><author>ann@a.example (Ann)</author><category domain="d">C</category>
    <description><![CDATA[<p>Text &nbsp; with <a href='x'>link</a><br/>and more</p><script>s()</script>]]></description>
    <source url="https://b.example/rss">Other</source><slash:comments>7</slash:comments></item>
    <item><media:group><media:title>Film</media:title><media:description>Seen</media:description></media:group>
    <dc:creator>Bo</dc:creator><dc:date>2026-01-05T11:00:00+01:00</dc:date><content:encoded>&lt;div&gt;Größe &amp;amp; Maß&lt;/div&gt;</content:encoded>
    <itunes:summary>Sum</itunes:summary><guid>https://a.example/2</guid></item></channel></rss>
    """

  private static let atom = """
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://a.example/b/"><title type="html">F &amp;lt;x&gt;</title>
    <link rel="self" href="feed"/><link href="."/><link rel="next" href="?page=2"/><author><name>Cy</name></author>
    <entry><id>tag:a.example,2026:1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <i>b</i> &lt; c</div></title>
    <link href="1.html"/><link rel="replies" thr:count="3" href="r"/><published>2026-01-05T10:00:00Z</published><updated>2026-01-06T10:00:00.5Z</updated>
    <author><name>Di</name><email>di@a.example</email></author><category term="t" label="T"/><summary>S</summary>
    <content type="html">&lt;p&gt;Hi 😀&lt;/p&gt;</content><source><id>s</id><title>Src</title></source></entry>
    <entry xml:base="../c/"><id>2</id><title>Two</title><link rel="alternate" href="2"/><content type="text/plain">1 &lt; 2</content></entry></feed>
    """

  private static let oldAtom = """
    <feed version="0.3" xmlns="http://purl.org/atom/ns#"><title mode="escaped">Old</title><entry><id>o1</id>
    <title type="text/html" mode="base64">PGI+Ym9sZDwvYj4=</title><issued>2003-12-31T10:14:55-05:00</issued>
    <content type="application/xhtml+xml" mode="xml"><div xmlns="http://www.w3.org/1999/xhtml">x</div></content></entry></feed>
    """

  private static let rdf = """
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel rdf:about="https://a.example/"><title>R</title><items><rdf:Seq><rdf:li resource="1"/></rdf:Seq></items></channel>
    <item rdf:about="https://a.example/1"><title>One</title><link>https://a.example/1</link><dc:subject>S</dc:subject></item></rdf:RDF>
    """

  private static let cdf = """
    <CHANNEL HREF="https://a.example/"><TITLE>C</TITLE><ITEM HREF="/1" LASTMOD="2002-11-29T02:06"><TITLE>One</TITLE><ABSTRACT>A</ABSTRACT></ITEM></CHANNEL>
    """

  private static let jsonFeed = #"""
    {"version": "https://jsonfeed.org/version/1.1", "title": "J", "home_page_url": "https://a.example/", "next_url": "?p=2",
    "items": [{"id": 1, "url": "/1", "title": "One &amp; \u00e9 \ud83d\ude00", "content_html": "<p>Hi<br>you</p>", "date_published": "2026-01-05T10:00:00Z",
    "authors": [{"name": "Ann"}], "tags": ["a", "b"]}, {"id": "2", "content_text": "1 < 2", "summary": null, "date_modified": 1767607200}]}
    """#

  private static let latin = """
    <?xml version="1.0" encoding="iso-8859-1"?><rss><channel><title>Caf\u{E9}</title><item><title>\u{93}Na\u{EF}ve\u{94} \u{85}</title>
    <description>\u{80} 5 &eacute; &#146;</description><guid>l1</guid></item></channel></rss>
    """

  /// gzip with one stored block: no compressor is at hand, and none is needed.
  private static let packed: [UInt8] = {
    let text = Array(rdf.utf8)
    let (low, high) = (UInt8(text.count & 0xFF), UInt8(text.count >> 8))
    return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, low, high, ~low, ~high] + text
      + [UInt8](repeating: 0, count: 8)
  }()

  /// Answers of programming interfaces, for `mapping`.
  package static let answers: [[UInt8]] = [
    #"{"data": {"list": [{"id": 7, "name": "One", "body": "<b>x</b> &amp; y", "by": {"name": "Ann"}, "at": 1767607200, "tags": [{"n": "a"}, {"n": "b"}], "up": "12"}, {"id": "8", "at": "2026-01-05T10:00:00Z", "alt": "Two", "up": null}], "after": "t_8"}}"#,
    #"{"data": {"list": {"id": 1, "name": "\u0041\n\t\"\\\/", "at": 1.5e9, "up": -0.0}}, "error": {"message": "no"}}"#,
    #"[{"data": []}, [[[]]], {}, "", 0, true, false, null, 12345678901234567890, 1e-7]"#,
  ].map { Array($0.utf8) }

  static let mapping: Mapping? = {
    let text = """
      {"items": "data.list[*]", "id": "id", "title": "name|alt", "text": "body", "author": "by.name", "url": "/p/{id}",
      "published": "at", "categories": "tags[*].n", "likes": "up", "next": "data.after"}
      """
    return try? Mapping(JSONDocument(text).root)
  }()

  static let pages: [[UInt8]] = [
    "<p>One<br>two &amp; &lt;three&gt; &copy 2026 &#x41;&#65 &nbsp;</p><ul><li>a<li>b</ul><!-- c --><script>if (a<b) {}</script><td>x</td><td>y</td>",
    "1 < 2 && 3 > 2 <b class=\"a>b\" c='d'>bold</b> <unclosed attr=\"",
    "<!DOCTYPE html><html><head><title>Page</title><link rel=alternate type='application/rss+xml' href=\"/feed?a=1&amp;b=2\"></head><body><style>p{}</style>Hi</body></html>",
  ].map { Array($0.utf8) }

  static let dates: [[UInt8]] = [
    "Mon, 05 Jan 2026 10:00:00 GMT\n05-Jan-26 10:00 +0100 CET\nJan 5, 2026 at 10:00 p.m. EST",
    "2026-01-05T10:00:00.123+01:00\n2026-W02-1T10Z\n20260105T100000Z\n2026-005\n1767607200.5\n-0312",
    "5. März 2026 um 10 Uhr\n2026年1月5日(月) 10時00分\n2026. január 5. 10:00\n٥ يناير ٢٠٢٦\n05.01.2026 10.00",
  ].map { Array($0.utf8) }

  static let paths: [[UInt8]] = [
    "data.list[*]\n$.data.list[0].name\n[*]\na|b|c.d[2]['e f']\nx{id}y{by.name}",
    "$\n$..a\n[*][*]\n{}\n|",
  ].map { Array($0.utf8) }
}
