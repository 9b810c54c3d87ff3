import Feeds
import JSON
import Model
import Testing

@Suite struct `JSON answers` {
  private func read(_ text: String, _ mapping: String? = nil) throws -> Feed {
    try FeedReader.read(
      Array(text.utf8), mapping: mapping.map { try Mapping(JSONDocument($0).root) })
  }

  private let paths = #"{"items": "list[*]", "id": "id", "title": "title"}"#

  // MARK: Errors

  @Test(arguments: [
    (#"{"error": "denied"}"#, "denied"),
    (#"{"error": {"message": "denied", "code": 4}}"#, "denied"),
    (#"{"errors": [{"detail": "denied"}]}"#, "denied"),
    (#"{"message": "denied", "code": 4}"#, "denied"),
    (#"{"status": "error", "message": "denied"}"#, "denied"),
    (#"{"status": "fail"}"#, "status is fail"), (#"{"success": false}"#, "success is false"),
    (#"{"ok": false, "description": "denied"}"#, "denied"), (#"{"Message": "denied"}"#, "denied"),
    (#"{"type": "about:blank", "title": "Gone", "status": 410}"#, "Gone"),
    (#"{"error_id": 502, "error_message": "throttled", "list": []}"#, "throttled"),
    (#"{"list": [], "error": "denied"}"#, "denied"), (#"{"code": 401, "msg": "denied"}"#, "denied"),
    (#"[{"errorCode": "EXPIRED", "message": "denied"}]"#, "denied"),
  ])
  func `that say what went wrong are errors`(text: String, message: String) throws {
    #expect(throws: FeedError.apiError(message: message)) { try read(text, paths) }
    let isFeed = text.contains("\"list\"")
    if !isFeed { #expect(throws: FeedError.apiError(message: message)) { try read(text) } }
  }

  @Test func `that are a web page are errors`() {
    let page = "<!doctype html><title>Just a moment...</title><body>Checking your browser"
    #expect(throws: FeedError.webPage(title: "Just a moment...")) { try read(page, paths) }
  }

  @Test func `without the fields that the mapping names are no feed`() {
    #expect(throws: FeedError.notAFeed(found: "2 items without id, address, title and text")) {
      try read(#"{"list": [{"n": 1}, {"n": 2}]}"#, paths)
    }
  }

  @Test func `with errors beside items are read`() throws {
    let feed = try read(#"{"list": [{"id": 1}], "errors": [{"message": "one is gone"}]}"#, paths)
    #expect(feed.items.map(\.guid) == ["1"])
  }

  @Test(arguments: [#"{"version": "https://jsonfeed.org/version/1.1"}"#, #"{"items": []}"#])
  func `without items are a feed without items`(text: String) throws {
    #expect(try read(text).items.isEmpty)
  }

  // MARK: Broken ones

  private let two =
    #"{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}"#

  @Test(arguments: [
    ("", FeedProblem.Kind.truncated), ("]", .truncated), (", {\"id\": \"c\", \"tit", .truncated),
    (",]}", .extraComma), ("]}<!-- cached -->", .textAfterRoot), ("]}\n{}", .textAfterRoot),
    ("], \"n\": NaN}", .notANumber), ("], 'n': 1}", .wrongQuotes), ("], n: 1}", .wrongQuotes),
    ("]]}", .malformed), ("], \"x\": \"a\u{1}b\"}", .controlCharacter),
  ])
  func `hold what stands before and after the break`(end: String, kind: FeedProblem.Kind) throws {
    let feed = try read(two + end)
    #expect(feed.items.map(\.title) == ["A", "B"])
    #expect(feed.problems.map(\.kind) == [kind])
  }

  @Test(arguments: [")]}'\n", "while(1);", "for (;;);\n", "callback(", "/**/a.b['c'](", "{}&&"])
  func `may be wrapped`(front: String) throws {
    let feed = try read(front + two + "]}" + (front.hasSuffix("(") ? ");" : ""))
    #expect(feed.items.map(\.title) == ["A", "B"])
    #expect(feed.problems.map(\.kind) == [.wrapped])
  }

  @Test func `lose only a value that is nested too deep`() throws {
    let deep = String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000)
    let feed = try read(two + ", {\"id\": \"c\", \"_x\": \(deep), \"title\": \"C\"}]}")
    #expect(feed.items.map(\.title) == ["A", "B", "C"])
    #expect(feed.problems.map(\.kind) == [.tooDeep])
    #expect(feed.problems.map(\.isLoss) == [true])
  }

  @Test func `may begin with a byte order mark`() throws {
    #expect(try read("\u{FEFF}" + two + "]}").problems.isEmpty)
  }

  @Test func `in windows-1252 that says to be UTF-8 keep their letters`() throws {
    var bytes = Array(#"{"items": [{"id": "a", "title": "Z"#.utf8)
    bytes += [0xFC] + Array("rich, 5 ".utf8) + [0x80] + Array(#" – ü"}]}"#.utf8)
    let feed = try FeedReader.read(bytes)
    #expect(feed.items.map(\.title) == ["Zürich, 5 € – ü"])
    #expect(feed.problems.map(\.kind) == [.invalidBytes])
  }

  @Test func `keep a text as long as is allowed`() throws {
    let long = String(repeating: "ä", count: FeedLimits.textBytes)
    let feed = try read(#"{"items": [{"id": "a", "content_text": "\#(long)"}, {"id": "b"}]}"#)
    #expect(feed.items.map(\.text.utf8.count) == [FeedLimits.textBytes, 0])
    #expect(feed.problems.map(\.kind) == [.tooLong])
  }

  @Test func `name all authors of an item`() throws {
    let feed = try read(
      #"{"items": [{"id": "a", "authors": [{"name": "Jo"}, {"name": "Al"}, {"url": "https://c.example"}]}]}"#
    )
    #expect(feed.items.first?.author == "Jo, Al, https://c.example")
  }
}
