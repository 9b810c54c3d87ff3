import Feeds
import FoundationEssentials
import JSON
import Model
import Testing

@testable import Daemon

@Suite struct `Item document` {
  private func read(_ text: String, mapping: String? = nil) throws -> ItemDocument.Reading {
    ItemDocument.read(
      Array(text.utf8), mapping: try mapping.map { try Mapping(JSONDocument($0).root) })
  }

  @Test(arguments: [
    #"{"text": "a"}"#, "{\n  \"text\": \"a\"\n}", #"[{"text": "a"}]"#,
    "\n\n{\"text\": \"a\"}\r\n\n",
    #"{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_text": "a"}]}"#,
    #"{"message": "a"}"#, #"{"body": "a"}"#,
    "<rss version='2.0'><channel><item><description>a</description></item></channel></rss>",
    "Subject: x\n\na\n",
  ])
  func `is one item in many forms`(text: String) throws {
    let reading = try read(text)
    #expect(reading.items.map(\.text) == ["a"])
    #expect(reading.problems.isEmpty)
  }

  @Test func `is an item in each line`() throws {
    let reading = try read(
      #"{"id": 1, "title": "a", "author": "bob", "published": "2026-11-22T10:04:05Z"}"# + "\n\n"
        + #"{"id": 2, "subject": "b", "from": "eve", "time": 1795341845}"#)
    #expect(reading.items.map(\.guid) == ["1", "2"])
    #expect(reading.items.map(\.title) == ["a", "b"])
    #expect(reading.items.map(\.author) == ["bob", "eve"])
    #expect(reading.items.allSatisfy { $0.published == Date(timeIntervalSince1970: 1_795_341_845) })
  }

  @Test(arguments: [
    ("{\"text\": \"a\"}\n{\"text\": }\n{\"text\": \"c\"}", 2, "expected a value"),
    ("{\"text\": \"a\"}\n\n[1]", 3, "expected an object"),
    ("{\"text\": \"a\"}\n{\"id\": 7}", 2, "expected a \"title\" or a \"text\""),
    ("[{\"text\": \"a\"},\n7]", 2, "expected an object"),
    (#"{"rating": 1}"#, 1, "expected a \"title\" or a \"text\""),
  ])
  func `tells the line that is wrong`(text: String, line: Int, reason: String) throws {
    let problem = try #require(try read(text).problems.first)
    #expect(problem.line == line)
    #expect(problem.reason.hasPrefix(reason))
  }

  @Test func `has its fields where a mapping says`() throws {
    let mapping = #"{"items": "$", "text": "answers[0].free", "author": "respondent"}"#
    let line = #"{"respondent": "r7", "answers": [{"free": "Never again."}]}"#
    for text in [line, "\(line)\n\(line)"] {
      let item = try #require(try read(text, mapping: mapping).items.first)
      #expect(item.text == "Never again.")
      #expect(item.author == "r7")
    }
  }

  @Test(arguments: ["", " \n", "{}\n", "hello", "{", "[", "\u{FEFF}"])
  func `of any other kind gives no item`(text: String) throws {
    #expect(try read(text).items.isEmpty)
  }
}
