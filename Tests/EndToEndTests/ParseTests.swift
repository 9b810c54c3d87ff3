import JSON
import Loopback
import Testing

@Suite struct `Parsing documents at addresses` {
  private static let feed = """
    <rss><channel><title>Site</title><item><title>One</title><link>/1</link></item></channel></rss>
    """

  private func parse(_ words: String...) async throws -> (status: Int32?, text: String) {
    try await Program(["parse"] + words, in: Folder()).end()
  }

  @Test func `follows redirects, and reads with the address and the type that came in the end`()
    async throws
  {
    let server = try LoopbackServer([
      "/old": .redirect(to: "/b/feed", status: 301),
      "/b/feed": .response(
        headers: [("Content-Type", "text/xml; charset=windows-1251")],
        body: Array("<rss><channel><title>".utf8) + [0xC4, 0xE0]
          + Array("</title><item><link>1</link></item></channel></rss>".utf8)),
    ])
    let (status, text) = try await parse(server.url("/old"))
    let records = try text.split(separator: "\n").map { try JSONDocument(Array($0.utf8)).root }
    #expect(status == 0)
    #expect(records.count == 2)
    #expect(records.first?["doc"]?.string == server.url("/old"))
    #expect(records.first?["feed"]?["title"]?.string == "Да")
    #expect(records.first?["format"]?.string == "rss")
    #expect(records.first?["moved_to"]?.string == server.url("/b/feed"))
    #expect(records.last?["url"]?.string == server.url("/b/1"))
  }

  @Test func `shows a table on demand, with no more items than wanted`() async throws {
    let item = "<item><title>Same</title></item>"
    let folder = try Folder()
    let file = try folder.write(
      "<rss><channel><title>Site</title>\(item)\(item)\(item)</channel></rss>", to: "a.xml")
    let (status, text) = try await Program(
      ["parse", "--table", "--limit", "1", file], in: folder
    ).end()
    #expect(status == 0)
    #expect(text.hasSuffix("Same\n  … and 2 more\n") || text.hasSuffix("Same\n  … and 2 more"))
  }

  @Test func `names the feeds of a web page, ready to be typed`() async throws {
    let server = try LoopbackServer([
      "/": .response(
        body: """
          <!DOCTYPE html><html><head><title>Home</title>
          <link rel="alternate" type="application/rss+xml" href="/f?a='$(x)&amp;b">
          <link rel="alternate" type="application/rss+xml" href="javascript:x"></head>
          """)
    ])
    let (status, text) = try await parse("--table", server.url())
    #expect(status == 65)
    #expect(text.contains("a web page titled \"Home\""))
    #expect(text.contains("mentiond parse '\(server.url("/f?a=%27$(x)&b"))'"))
    #expect(!text.contains("javascript"))
  }

  @Test(arguments: [
    (404, "look for the feed's address on the site"), (403, "it may want a login"),
    (410, "gone for good"), (429, "try again after 120"), (503, "try again later"),
  ])
  func `says what a refusal means`(code: Int, advice: String) async throws {
    let server = try LoopbackServer([
      .response(status: code, headers: [("Retry-After", "120")], body: Self.feed)
    ])
    let (status, text) = try await parse("--table", server.url())
    #expect(status == 66)
    #expect(text.contains("HTTP status \(code)") && text.contains(advice))
  }

  @Test func `goes on after a document that cannot be had`() async throws {
    let server = try LoopbackServer(["/feed": .response(body: Self.feed)])
    let (status, text) = try await parse("/nowhere.xml", "--json", server.url("/feed"))
    #expect(status == 66)
    #expect(text.contains("No such file") && text.contains("\"title\":\"One\""))
  }

  @Test func `takes no more than it is told to`() async throws {
    let server = try LoopbackServer(["/feed": .response(body: Self.feed)])
    let (status, text) = try await parse("--max-bytes", "50", server.url("/feed"))
    #expect(status == 66)
    #expect(text.contains("longer than 50 bytes; --max-bytes allows more"))
  }

  @Test func `reads a document to its end that is longer than the daemon would take`() async throws
  {
    let filler = String(repeating: "<x>\(String(repeating: "y", count: 1000))</x>", count: 9000)
    let server = try LoopbackServer([
      "/feed": .response(
        body: "<rss><channel>\(filler)<item><title>Last</title></item></channel></rss>")
    ])
    let (status, text) = try await parse("--max-bytes", "50000000", server.url("/feed"))
    #expect(status == 0)
    #expect(text.contains("\"title\":\"Last\""))
  }

  @Test func `shows what arrived before a connection broke`() async throws {
    let body = "<rss><channel><item><title>One</title></item><item><title>Tw"
    let server = try LoopbackServer([.cutShort(Array(body.utf8), announced: 5000)])
    let (status, text) = try await parse(server.url())
    #expect(status == 0)
    #expect(text.contains("\"title\":\"One\""))
    #expect(text.contains("the document breaks off"))
  }

  @Test(arguments: ["ftp://a.example/feed", "feed://a.example/feed"])
  func `knows addresses that it cannot ask`(address: String) async throws {
    let (status, text) = try await parse(address)
    #expect(status == 66)
    #expect(text.contains("expected an http or https address"))
  }

  @Test func `does not show a password`() async throws {
    let server = try LoopbackServer(["/feed": .response(body: Self.feed)])
    let (_, text) = try await parse("--table", "http://u:secret@127.0.0.1:\(server.port)/feed")
    #expect(text.contains("Site"))
    #expect(!text.contains("secret"))
  }

  @Test(arguments: [
    ["--limit", "0", "x"], ["--max-bytes", "many", "x"], ["--table", "--json", "x"], [],
  ])
  func `refuses what makes no sense`(words: [String]) async throws {
    let (status, _) = try await Program(["parse"] + words, in: Folder()).end()
    #expect(status == 64)
  }
}
