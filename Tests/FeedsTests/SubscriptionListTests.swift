import Feeds
import Testing

@Suite struct `Subscription list` {
  private func read(_ body: String) throws -> [Subscription] {
    try SubscriptionList.read(
      Array("<?xml version=\"1.0\"?><opml version=\"2.0\"><body>\(body)</body></opml>".utf8))
  }

  @Test func `tells the categories around a feed`() throws {
    let list = try read(
      """
      <outline text="News"><outline title="Tech &amp; Co" text="T">
        <outline type="rss" text="A" xmlUrl="https://a.example/?x=1&amp;y=2" htmlUrl="https://a.example/"/>
      </outline><outline text="B" xmlUrl="https://b.example/"/></outline>
      <outline text="C" xmlUrl="https://c.example/"/>
      """)
    #expect(
      list == [
        Subscription(
          title: "A", url: "https://a.example/?x=1&y=2", categories: ["News", "Tech & Co"]),
        Subscription(title: "B", url: "https://b.example/", categories: ["News"]),
        Subscription(title: "C", url: "https://c.example/"),
      ])
  }

  @Test(arguments: ["xmlUrl", "xmlurl", "XMLURL"])
  func `takes attributes in any case`(name: String) throws {
    #expect(try read("<outline text='A' \(name)='https://a.example/'/>").map(\.title) == ["A"])
  }

  @Test func `gives what stands before a fault`() throws {
    let text = "<opml><body><outline text='A' xmlUrl='https://a.example/'/><outline text='B' xml"
    #expect(try SubscriptionList.read(Array(text.utf8)).map(\.title) == ["A"])
  }

  @Test(arguments: ["", "hello", "<rss version='2.0'><channel/></rss>", "{}"])
  func `is no other document`(text: String) {
    #expect(throws: FeedError.self) { try SubscriptionList.read(Array(text.utf8)) }
  }
}
