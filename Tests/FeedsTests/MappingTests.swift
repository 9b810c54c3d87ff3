import Feeds
import FoundationEssentials
import JSON
import Model
import Testing

@Suite struct `Mapped JSON` {
  private func mapping(_ text: String) throws -> Mapping { try Mapping(JSONDocument(text).root) }

  private func items(_ json: String, _ mapping: String) throws -> Feed {
    try FeedReader.read(Array(json.utf8), mapping: self.mapping(mapping))
  }

  @Test func `is read by its paths`() throws {
    let feed = try items(
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

  @Test func `may be an array, and may be empty`() throws {
    #expect(
      try items("[{\"id\": \"a\"}]", #"{"items": "[*]", "id": "id"}"#).items.map(\.guid) == ["a"])
    #expect(try items("[]", #"{"items": "[*]"}"#).items.isEmpty)
  }

  @Test func `is no feed where the items are not`() {
    #expect(throws: FeedError.apiError(message: "denied")) {
      try items(#"{"error": "denied"}"#, #"{"items": "list[*]"}"#)
    }
  }

  @Test(arguments: [
    (#"{"items": "a[*]", "published": 3}"#, "published: expected a path, found a number"),
    (#"{"id": "a"}"#, "items: expected the path of the items, found nothing"),
    (#"{"items": "a[x]"}"#, "items: expected a place, \"*\" or a key in quotes, found \"x\""),
    (#"[]"#, "expected an object, found array"),
  ])
  func `tells what is wrong with a mapping`(text: String, reason: String) throws {
    let error = #expect(throws: MappingError.self) { try mapping(text) }
    #expect(error?.description == reason)
  }
}
