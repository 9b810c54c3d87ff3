import Feeds
import FoundationEssentials
import JSON
import Model
import Testing

@Suite struct `Mapped JSON` {
  private func mapping(_ text: String) throws -> Mapping { try Mapping(JSONDocument(text).root) }

  private func feed(_ json: String, _ mapping: String, from url: String? = nil) throws -> Feed {
    try FeedReader.read(Array(json.utf8), from: url, mapping: self.mapping(mapping))
  }

  /// The title of the only item by a path.
  private func title(_ json: String, _ path: String) throws -> String? {
    let paths = #"{"items": "list[*]", "id": "id", "title": "\#(path)"}"#
    return try feed(json, paths).items.first?.title
  }

  @Test func `is read by its paths`() throws {
    let feed = try feed(
      """
      {"data": {"after": "t9", "list": [{"post": {"n": 7, "names": ["x", "y"], "by": {"who": "Jo"},
       "html": "<p>Text</p>", "at": 1767607200, "ups": 3}}]}}
      """,
      """
      {"items": "$.data.list[*].post", "id": "n", "title": "missing|names[1]", "text": "html",
       "author": "by.who", "url": "https://a.example/{n}", "published": "at",
       "categories": "names[*]", "likes": "ups", "next": "https://a.example/?after={data.after}"}
      """)
    let item = try #require(feed.items.first)
    #expect(item.guid == "7")
    #expect(item.title == "y")
    #expect(item.text == "Text")
    #expect(item.author == "Jo")
    #expect(item.url == "https://a.example/7")
    #expect(item.published?.timeIntervalSince1970 == 1_767_607_200)
    #expect(item.categories == ["x", "y"])
    #expect(item.engagement.likes == 3)
    #expect(feed.nextPage == "https://a.example/?after=t9")
  }

  // MARK: Where the items are

  @Test(arguments: [
    (#"[{"id": "a"}, {"id": "b"}]"#, "[*]"), (#"[{"id": "a"}, {"id": "b"}]"#, "$"),
    (#"{"x": {"list": [{"id": "a"}, {"id": "b"}]}}"#, "x.list"),
    (#"{"pages": {"7": {"id": "a"}, "8": {"id": "b"}}}"#, "pages[*]"),
    (#"{"pages": {"7": {"id": "a"}, "8": {"id": "b"}}}"#, "pages.*"),
    (#"{"b": [{"id": "a"}, {"id": "b"}]}"#, "a[*]|b[*]"),
    ("{\"id\": \"a\"}\n{\"id\": \"b\"}\n", "$"), ("{\"id\": \"a\"}\n{\"id\": \"b\"}\n", "[*]"),
    ("{\"d\": {\"id\": \"a\"}}\n{\"d\": {\"id\": \"b\"}}", "[*].d"),
    (#"{"list": [{"id": "a"}, {"id": "b"}]} {"list": []}"#, "list[*]"),
  ])
  func `finds two items`(json: String, path: String) throws {
    #expect(
      try feed(json, #"{"items": "\#(path)", "id": "id"}"#).items.map(\.guid) == ["a", "b"])
  }

  @Test(arguments: [
    ("?cursor={c}", "https://a.example/s?q=acme&limit=9&cursor=x%2F1"),
    ("?limit=3&c={c}", "https://a.example/s?q=acme&limit=3&c=x%2F1"),
    ("/t?c={c}", "https://a.example/t?c=x%2F1"),
    ("'?page=+1'", "https://a.example/s?q=acme&limit=9&page=2"),
    ("'?limit=+1'", "https://a.example/s?q=acme&limit=10"),
    ("'?q=+1'", "https://a.example/s?limit=9&q=2"),
    ("'?limit=+9223372036854775807'", "https://a.example/s?q=acme&limit=+9223372036854775807"),
  ])
  func `gives the next page as an address or as a change of the source's`(
    path: String, next: String
  ) throws {
    let feed = try feed(
      #"{"c": "x/1", "list": [{"id": 1}]}"#, #"{"items": "list", "id": "id", "next": "\#(path)"}"#,
      from: "https://a.example/s?q=acme&limit=9#top")
    #expect(feed.nextPage == next)
  }

  @Test(arguments: [
    ("https://a.example/feed", "https://a.example/feed?paged=2"),
    ("https://a.example/?s=x&paged=2", "https://a.example/?s=x&paged=3"),
  ])
  func `may tell no more than the next page of feeds`(url: String, next: String) throws {
    let counting = #"{"next": "'?paged=+1'"}"#
    let rss = "<rss><channel><item><title>t</title></item>LINK</channel></rss>"
    #expect(try feed(rss.replacing("LINK", with: ""), counting, from: url).nextPage == next)
    let link = "<atom:link xmlns:atom='http://www.w3.org/2005/Atom' rel='next' href='/own'/>"
    #expect(
      try feed(rss.replacing("LINK", with: link), counting, from: url).nextPage
        == "https://a.example/own")
    let json = #"{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1"}]}"#
    #expect(try feed(json, counting, from: url).items.count == 1)
  }

  @Test func `ends where the paths of items and of a field are the same`() throws {
    #expect(throws: FeedError.self) {
      try feed(#"{"x": {"y": {"z": 1}}}"#, #"{"items": "[*]", "title": "[*]"}"#)
    }
  }

  @Test(arguments: ["entry[*]", "entry", "entry[0]", "entry[-1]"])
  func `takes an object for a list of one`(path: String) throws {
    let json = #"{"entry": {"id": {"label": "a"}, "title": {"label": "One"}}}"#
    let feed = try feed(json, #"{"items": "\#(path)", "id": "id.label", "title": "title.label"}"#)
    #expect(feed.items.map(\.title) == ["One"])
  }

  @Test(arguments: [
    ("[]", "[*]"), (#"{"list": []}"#, "list[*]"), (#"{"list": null}"#, "list[*]"),
    (#"{"feed": {"title": "none yet"}}"#, "feed.entry[*]"),
    (#"{"list": [], "error": null, "errors": [], "success": true}"#, "list[*]"),
  ])
  func `may be empty`(json: String, path: String) throws {
    #expect(try feed(json, #"{"items": "\#(path)", "id": "id"}"#).items.isEmpty)
  }

  @Test func `says where nothing is in place of the list`() throws {
    let feed = try feed(#"{"feed": {}}"#, #"{"items": "feed.entry[*]"}"#)
    #expect(feed.problems.map(\.kind) == [.noItems])
  }

  // MARK: Paths

  @Test(arguments: [
    ("names[-1]", "y"), ("names[-2]", "x"), ("names[-3]|id", "1"), ("names[2]|id", "1"),
    ("['odd.key']", "odd"), ("[\\\"odd.key\\\"]", "odd"), ("by[0].who", "Jo"), ("by[*].who", "Jo"),
    ("'Forum'", "Forum"), ("missing|'No title'", "No title"), ("'a|b'", "a|b"),
    ("links[rel='self'].href", "s"), ("links[n=2].href", "p"), ("links[main=true].href", "p"),
    ("links[rel='none'].href|id", "1"), ("{names[*]}", "x, y"), ("{by.who}: {id}", "Jo: 1"),
    ("at[/-1]", "9z"), ("at[/-3]", "x"), ("at[:0]", "at"), ("at[/7]|id", "1"), ("at[/1]|id", "1"),
    ("{by.who} {at[/-1]}", "Jo 9z"), ("{/users[id=at[/-1]].name|id}", "Zoe"),
    ("names[-1][#0]", "y"),
    ("{missing} or|id", "1"), ("{missing|by.who}!", "Jo!"), ("{missing|'nobody'}", "nobody"),
    ("$.by.who", "Jo"), ("nothing|id", "1"), ("yes|id", "1"),
  ])
  func `lead to a text`(path: String, text: String) throws {
    let item = """
      {"id": 1, "names": ["x", "y"], "by": {"who": "Jo"}, "odd.key": "odd", "nothing": null,
       "yes": true, "at": "at://x/post/9z", "links": [{"rel": "self", "href": "s", "n": 1, "main": false},
       {"rel": "page", "href": "p", "n": 2, "main": true}]}
      """
    let users = #""users": [{"id": "9z", "name": "Zoe"}]"#
    #expect(try title("{\"list\": [\(item)], \(users)}", path) == text)
  }

  @Test(arguments: [
    ("/users[id=by].name", "Jo"), ("/users[id=posters[0].user].name", "Al"),
    ("/deep.people[=by].name", "Ann"), ("/users[id=missing].name|by", "7"), ("/host", "a.example"),
    ("{/users[id=by].name} at {/host}", "Jo at a.example"), ("/users[id=both[*]].name", "Al"),
    ("{/users[id=both[*]].name}", "Al, Jo"),
  ])
  func `join with other parts of the document`(path: String, text: String) throws {
    let json = """
      {"host": "a.example", "users": [{"id": 7, "name": "Jo"}, {"id": "8", "name": "Al"}],
       "deep": {"people": {"7": {"name": "Ann"}}},
       "list": [{"id": "1", "by": "7", "posters": [{"user": 8}], "both": [8, 7]}]}
      """
    #expect(try title(json, path) == text)
  }

  @Test func `join many items in one pass over what they are joined with`() throws {
    let users = (0..<9000).map { #"{"id":\#($0),"name":"u\#($0)"}"# }
    let posts = (0..<9000).map { #"{"id":\#($0),"by":\#($0)}"# }
    let json =
      #"{"users":[\#(users.joined(separator: ","))],"list":[\#(posts.joined(separator: ","))]}"#
    let feed = try feed(
      json, #"{"items": "list[*]", "id": "id", "author": "/users[id=by].name"}"#)
    #expect(feed.items.last?.author == "u8999")
  }

  @Test func `put paragraphs on lines of their own`() throws {
    let feed = try feed(
      #"[{"p": ["<b>One</b>", "Two"]}]"#, #"{"items": "[*]", "text": "{p[*]}", "title": "p[*]"}"#)
    #expect(feed.items.map(\.title) == ["One"])
    #expect(feed.items.first?.text.split(separator: /\s+/) == ["One", "Two"])
  }

  @Test func `encode what stands behind an equals sign in an address`() throws {
    let feed = try feed(
      #"{"cursor": "a/b+c==", "list": [{"slug": "x/y"}]}"#,
      """
      {"items": "list[*]", "url": "https://a.example/{slug}",
       "next": "https://a.example/?cursor={cursor}&n=9"}
      """)
    #expect(feed.nextPage == "https://a.example/?cursor=a%2Fb%2Bc%3D%3D&n=9")
    #expect(feed.items.map(\.url) == ["https://a.example/x/y"])
  }

  @Test func `give no next page where there is no cursor`() throws {
    let feed = try feed(
      #"{"cursor": null, "list": []}"#, #"{"items": "list[*]", "next": "?after={cursor}"}"#)
    #expect(feed.nextPage == nil)
  }

  // MARK: Values

  @Test(arguments: [
    "1767614400", "1767614400.0", "1.7676144e9", "\"1767614400\"", "1767614400000",
    "1767614400000.0", "1767614400000000", "1767614400000000000", "\"2026-01-05T12:00:00Z\"",
    "\"/Date(1767614400000+0100)/\"", "\"Mon, 05 Jan 2026 12:00:00 GMT\"",
  ])
  func `tells a moment however it is counted`(value: String) throws {
    let feed = try feed(
      #"[{"id": 1, "at": \#(value)}]"#, #"{"items": "[*]", "id": "id", "published": "at"}"#)
    #expect(feed.items.first?.published == Date(timeIntervalSince1970: 1_767_614_400))
  }

  @Test(arguments: [
    ("0", [FeedProblem.Kind]()), ("\"\"", []), ("null", []), ("\"soon\"", [.unreadableDate]),
    ("1e300", [.unreadableDate]), ("-5", [.unreadableDate]), ("{}", []),
  ])
  func `has no moment where none is told`(value: String, problems: [FeedProblem.Kind]) throws {
    let feed = try feed(
      #"[{"id": 1, "at": \#(value)}]"#, #"{"items": "[*]", "id": "id", "published": "at"}"#)
    #expect(feed.items.first?.published == nil)
    #expect(feed.problems.map(\.kind) == problems)
  }

  @Test(arguments: [
    ("7", 7), ("-3", -3), ("1e3", 1000), ("\"12\"", 12), ("\"1,234\"", 1234),
    ("\"1.234.567\"", 1_234_567), ("\"1.2K\"", 1200), ("\"1,2k\"", 1200), ("\"3M+\"", 3_000_000),
    ("\"12 Mio.\"", 12_000_000), ("\"2.5 B\"", 2_500_000_000), ("[{}, {}]", 2), ("7.9", 7),
    ("\"many\"", nil), ("\"\"", nil), ("true", nil), ("1e99", nil),
    ("\"99999999999999999999\"", nil), ("\"9999999999999999K\"", nil),
  ])
  func `reads a count as it is written`(value: String, count: Int?) throws {
    let feed = try feed(
      #"[{"id": 1, "n": \#(value)}]"#, #"{"items": "[*]", "id": "id", "likes": "n"}"#)
    #expect(feed.items.first?.engagement.likes == count)
  }

  @Test(arguments: [
    ("true", true), ("false", false), ("1", true), ("0", false), ("\"Promoted\"", true),
    ("\"no\"", false), ("null", false), ("{\"by\": \"Acme\"}", true), ("[]", false),
  ])
  func `knows who paid to be seen`(value: String, isPromoted: Bool) throws {
    let feed = try feed(
      #"[{"id": 1, "p": \#(value), "by": {"n": "12K"}}]"#,
      #"{"items": "[*]", "id": "id", "promoted": "p", "followers": "by.n"}"#)
    #expect(feed.items.first?.engagement == Engagement(followers: 12_000, isPromoted: isPromoted))
  }

  @Test(arguments: [
    ("<p>One &amp; two</p>", "One & two"), ("One &lt; two", "One < two"),
    ("&lt;p&gt;One&lt;/p&gt;", "One"), ("use &lt;b&gt; here", "use <b> here"),
    ("1 < 2 > 0", "1 < 2 > 0"),
    ("<!-- ad -->One", "One"), ("fÃ¼r", "für"), (" One\\n", "One"), ("O\\u0000n\\u0008e", "One"),
  ])
  func `gives plain text`(text: String, plain: String) throws {
    #expect(try title(#"{"list": [{"id": 1, "t": "\#(text)"}]}"#, "t") == plain)
  }

  @Test func `gives names in plain text`() throws {
    let feed = try feed(
      #"[{"id": 1, "by": "Jo &amp; Al", "tags": ["R&amp;D", ""], "site": "<b>A</b>"}]"#,
      #"{"items": "[*]", "id": "id", "author": "by", "categories": "tags", "outlet": "site"}"#)
    let item = try #require(feed.items.first)
    #expect(item.author == "Jo & Al")
    #expect(item.categories == ["R&D"])
    #expect(item.outlet == "A")
  }

  // MARK: What is wrong with a mapping

  @Test(arguments: [
    (#"{"items": "a[*]", "published": 3}"#, "published: expected a path, found a number"),
    (#"{"id": "a"}"#, "items: expected the path of the items, found nothing"),
    (
      #"{"items": "a[x]"}"#,
      "items: expected a place, \"*\", a key in quotes, \"a=b\" or a sign and a place such as \"/-1\", "
        + "found \"x\""
    ),
    (#"{"items": "a[*"}"#, "items: expected a \"]\" after \"[\""),
    (#"{"items": "a", "url": "https://{id"}"#, "url: expected a \"}\" after \"{\""),
    (#"{"items": "a", "id": "b|"}"#, "id: expected a path, found nothing"),
    (#"{"items": "a", "id": "b[c=]"}"#, "id: expected a path or a text in quotes after \"=\""),
    (
      #"{"items": "a", "title": "[*][*][*][*][*][*]"}"#,
      "title: expected at most 5 times \"[*]\" or \"*\" in a path"
    ),
    (#"{"items": "a", "id": "b[/0].c"}"#, "id: expected the part of a text at the end of a path"),
    (#"{"items": "a", "id": "b[c[/0]=1]"}"#, "id: expected whole values before \"=\""),
    (#"{"items": "a[/0]"}"#, "items: expected a path, found the part of a text"),
    (#"{"next": "?c={c}"}"#, "items: expected the path of the items, found nothing"),
    (#"{"items": "'a'"}"#, "items: expected a path, found a text"),
    (#"[]"#, "expected an object, found array"),
  ])
  func `tells what is wrong with a mapping`(text: String, reason: String) throws {
    let error = #expect(throws: MappingError.self) { try mapping(text) }
    #expect(error?.description == reason)
  }
}
