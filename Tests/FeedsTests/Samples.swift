import Feeds
import Model

/// Documents with one item, as small as they can be.
enum Sample {
  static func rss(
    item: String = "", title: String = "One", channel: String = "", head: String = "",
    encoding: String = "UTF-8"
  ) -> String {
    """
    <?xml version="1.0" encoding="\(encoding)"?>\(head)<rss version="2.0"><channel>\(channel)\
    <item><guid isPermaLink="false">g1</guid><title>\(title)</title>\(item)</item></channel></rss>
    """
  }

  static func atom(_ entry: String, feed: String = "", attributes: String = "") -> String {
    """
    <feed xmlns="http://www.w3.org/2005/Atom" \(attributes)>\(feed)<entry><id>g1</id>\(entry)</entry></feed>
    """
  }
}

extension FeedReader {
  static func read(_ text: String, from url: String? = nil) throws(FeedError) -> Feed {
    try read(Array(text.utf8), from: url)
  }

  /// The only item.
  static func item(_ text: String, from url: String? = nil) throws(FeedError) -> Item? {
    let items = try read(text, from: url).items
    return items.count == 1 ? items[0] : nil
  }
}

extension Feed {
  /// The feed in bytes that arrive in pieces of a length.
  static func reading(_ bytes: [UInt8], by length: Int, contentType: String? = nil) throws -> Feed {
    var stream = FeedStream(contentType: contentType)
    for start in stride(from: 0, to: bytes.count, by: length) {
      stream.append(Array(bytes[start..<min(start + length, bytes.count)]))
    }
    return try stream.finish()
  }
}
