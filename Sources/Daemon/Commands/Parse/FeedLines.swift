import Feeds
import JSON
import Model

/// Feeds as JSON Lines: one for the feed, then one for each item in document order.
enum FeedLines {
  static func write(
    _ feed: Feed, of document: NamedDocument, limit: Int, to output: ([UInt8]) -> Void
  ) {
    var writer = JSONWriter()
    writer.object {
      $0.field("doc", document.name)
      $0.field("format", feed.format.rawValue)
      $0.object("feed") {
        $0.field("title", feed.title)
        $0.field("url", feed.url)
        $0.field("language", feed.language)
        $0.field("next_page", feed.nextPage)
        $0.field(
          "minimum_interval_seconds", feed.minimumInterval.map { Int($0.components.seconds) })
      }
      $0.field("problems", feed.problems.map(\.description))
      $0.field("fetched_from", document.url)
      $0.field("moved_to", document.movedTo)
    }
    output(writer.bytes + [0x0A])
    for (index, item) in feed.items.prefix(limit).enumerated() {
      writer.reset()
      writer.object { write(item, index, of: document.name, &$0) }
      output(writer.bytes + [0x0A])
    }
  }

  /// The line of a document that gave no feed.
  static func write(error: String, of name: String, to output: ([UInt8]) -> Void) {
    var writer = JSONWriter()
    writer.object {
      $0.field("doc", name)
      $0.field("error", error)
    }
    output(writer.bytes + [0x0A])
  }

  private static func write(
    _ item: Item, _ index: Int, of name: String, _ writer: inout JSONWriter
  ) {
    writer.field("doc", name)
    writer.field("index", index)
    writer.field("id", item.guid)
    writer.field("url", item.url)
    writer.field("title", item.title)
    writer.field("text", item.text)
    writer.field("author", item.author)
    writer.field("published", item.published?.utc)
    writer.field("updated", item.updated?.utc)
    writer.field("categories", item.categories)
    writer.field("language", item.language)
    // An item keeps one text, its content or else its summary.
    writer.field("summary", nil as String?)
    writer.field("outlet", item.outlet)
    writer.field("likes", item.engagement.likes)
    writer.field("shares", item.engagement.shares)
    writer.field("comments", item.engagement.comments)
    writer.field("views", item.engagement.views)
    writer.field("followers", item.engagement.followers)
    if item.engagement.isPromoted { writer.field("promoted", true) }
  }
}
