import Feeds
import JSON

extension Stage {
  /// From bytes to items.
  static let parsing = [
    Stage(name: "parse-rss") { try await measureXML($0, MadeFeeds.rss(posts), "RSS 2.0") },
    Stage(name: "parse-atom") { try await measureXML($0, MadeFeeds.atom(posts), "Atom 1.0") },
    Stage(name: "parse-atom-xhtml") {
      try await measureXML($0, MadeFeeds.atom(posts, isXHTML: true), "Atom 1.0 with XHTML")
    },
    // What reading costs where there is no HTML to make text of.
    Stage(name: "parse-rss-plain") {
      try await measureXML(
        $0, MadeFeeds.rss(posts, isPlain: true), "RSS 2.0 without markup in texts")
    },
    Stage(name: "parse-rss-short") {
      let posts = Post.made(count, words: 9)
      try await measureXML($0, MadeFeeds.rss(posts, isPlain: true), "RSS 2.0, texts of one line")
    },
    Stage(name: "parse-json-feed") {
      try await measure($0, MadeFeeds.jsonFeed(posts), "JSON Feed 1.1")
    },
    Stage(name: "parse-mapped-json") {
      let mapping = try Mapping(JSONDocument(MadeFeeds.forumMapping).root)
      let document = MadeFeeds.forum(posts)
      try await measure($0, document, "JSON of a forum's API with a mapping", mapping: mapping)
    },
    Stage(name: "json-tape") { name in
      let document = MadeFeeds.forum(posts)
      let measurement = try await Stopwatch.best(of: megabytes(document)) {
        let tape = try JSONDocument(document)
        precondition(tape.root.kind == .object)
      }
      Report.line(
        name, measurement, .megabytes,
        "places of all values in the JSON of parse-mapped-json, none decoded, \(size(document))")
    },
    Stage(name: "html-text") { name in
      let fragments = posts.map(\.html)
      let bytes = fragments.reduce(0) { $0 + $1.utf8.count }
      let measurement = await Stopwatch.best(of: Double(bytes) / 1e6) {
        for fragment in fragments { precondition(HTMLText.plain(fragment).utf8.count > 100) }
      }
      Report.line(
        name, measurement, .megabytes,
        "\(count) fragments with tags and references, \(Report.size(bytes))")
    },
  ]

  private static let count = 400
  private static let posts = Post.made(count, words: 150)

  /// Reads a document, and lets libxml2 do so alone.
  private static func measureXML(
    _ name: String, _ document: [UInt8], _ format: String
  ) async throws {
    let read = try await measure(name, document, format)
    let bare = await Stopwatch.best(of: megabytes(document)) {
      precondition(BareXML.count(document).elements > count * 6)
    }
    Report.line("\(name)-bare", bare, .megabytes, BareXML.share(name, read, bare))
  }

  @discardableResult
  private static func measure(
    _ name: String, _ document: [UInt8], _ format: String, mapping: Mapping? = nil
  ) async throws -> Measurement {
    let measurement = try await Stopwatch.best(of: megabytes(document)) {
      let feed = try FeedReader.read(document, mapping: mapping)
      try Shortfall.check("items", feed.items.count, is: count)
    }
    Report.line(
      name, measurement, .megabytes, "\(format), \(count) items, \(size(document))")
    return measurement
  }

  private static func megabytes(_ document: [UInt8]) -> Double { Double(document.count) / 1e6 }
  private static func size(_ document: [UInt8]) -> String { Report.size(document.count) }
}
