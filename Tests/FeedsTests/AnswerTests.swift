import Feeds
import JSON
import Model
import Testing

@Suite struct `What items answer` {
  @Test(arguments: [
    // RFC 4685, section 3.
    (#"<thr:in-reply-to ref="tag:a.example,2026:1"/>"#, ["tag:a.example,2026:1"]),
    (
      #"<thr:in-reply-to ref="tag:a.example,2026:1" href="/1" type="text/html"/>"#,
      ["https://a.example/1", "tag:a.example,2026:1"]
    ),
    (
      #"<thr:in-reply-to ref="https://a.example/1" href="https://a.example/1"/>"#,
      ["https://a.example/1"]
    ),
    (
      #"<thr:in-reply-to ref="a"/><thr:in-reply-to ref="b"/><thr:in-reply-to ref="a"/>"#,
      ["a", "b"]
    ),
    (#"<thr:in-reply-to/><thr:total>4</thr:total>"#, []),
  ])
  func `is named in Atom by reference and address`(elements: String, answers: [String]) throws {
    let feed = try FeedReader.read(
      """
      <feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"
       xml:base="https://a.example/"><entry><id>2</id><title>Re</title>\(elements)</entry></feed>
      """)
    #expect(feed.items.map(\.answers) == [answers])
  }

  @Test func `is bounded`() throws {
    let many = (0..<50).map { #"<thr:in-reply-to ref="\#($0)"/>"# }.joined()
    let feed = try FeedReader.read(
      "<rss><channel><item><title>x</title>\(many)</item></channel></rss>")
    #expect(feed.items.first?.answers.count == FeedLimits.answers)
  }

  @Test(arguments: [
    (#"{"id": 1, "to": 17}"#, "to", ["17"]), (#"{"id": 1, "to": null}"#, "to", []),
    (#"{"id": 1}"#, "to", []),
    (
      #"{"id": 1, "to": {"root": {"u": "at://d/r"}, "parent": {"u": "at://d/p"}}}"#, "to[*].u",
      ["at://d/r", "at://d/p"]
    ),
    (#"{"id": 1, "topic": 5}"#, "/t/{topic}/1", ["https://a.example/t/5/1"]),
    (
      #"{"id": 1, "story": 5}"#, "parent|https://b.example/?id={story}",
      ["https://b.example/?id=5"]
    ),
  ])
  func `stands where a mapping says`(item: String, path: String, answers: [String]) throws {
    let mapping = try Mapping(
      JSONDocument(#"{"items": "[*]", "id": "id", "answers": "\#(path)"}"#).root)
    let feed = try FeedReader.read(
      Array("[\(item)]".utf8), from: "https://a.example/api", mapping: mapping)
    #expect(feed.items.map(\.answers) == [answers])
  }

  @Test func `is the mail that a mail answers`() throws {
    let mail = "Message-ID: <8@a.example>\r\nIn-Reply-To: <7@a.example>\r\n\r\nYes."
    #expect(try MailReader.read(Array(mail.utf8)).answers == ["<7@a.example>"])
  }
}
