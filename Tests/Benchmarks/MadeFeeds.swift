import Feeds
import FoundationEssentials
import JSON
import Model

/// The same posts in each format that mentiond reads.
enum MadeFeeds {
  /// RSS 2.0, with the content escaped in one half of the items and in CDATA in the other.
  ///
  /// - Parameter isPlain: Leaves the markup out of the content.
  static func rss(_ posts: [Post], isPlain: Bool = false) -> [UInt8] {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" \
      xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel><title>Made</title><link>https://news.example.org/</link><language>en</language>

      """
    for post in posts {
      let html = isPlain ? HTMLText.plain(post.html) : post.html
      let content = post.number % 2 == 0 ? escaped(html) : "<![CDATA[\(html)]]>"
      text += """
        <item>
          <title>\(escaped(post.title))</title>
          <link>\(escaped(post.url))</link>
          <guid isPermaLink="false">post-\(post.number)</guid>
          <pubDate>\(mailDate(post.published))</pubDate>
          <dc:creator>\(post.author)</dc:creator>
          <category>News</category><category>\(post.author)</category>
          <content:encoded>\(content)</content:encoded>
        </item>

        """
    }
    return Array((text + "</channel></rss>\n").utf8)
  }

  /// Atom 1.0, with the content escaped or as elements.
  static func atom(_ posts: [Post], isXHTML: Bool = false) -> [UInt8] {
    var text = """
      <?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Made</title>
      <id>tag:example.org,2026:feed</id><link rel="self" href="https://news.example.org/feed"/>

      """
    for post in posts {
      text += """
        <entry>
          <title type="text">\(escaped(post.title))</title>
          <id>tag:example.org,2026:\(post.number)</id>
          <link rel="alternate" type="text/html" href="\(escaped(post.url))"/>
          <published>\(post.published.utc)</published><updated>\(post.published.utc)</updated>
          <author><name>\(post.author)</name></author>
          <category term="News"/>
          \(isXHTML ? xhtml(post.html) : "<content type=\"html\">\(escaped(post.html))</content>")
        </entry>

        """
    }
    return Array((text + "</feed>\n").utf8)
  }

  private static func xhtml(_ html: String) -> String {
    let elements = html.replacing("\">\n", with: "\"/>\n").replacing("&mdash;", with: "&#8212;")
      .replacing("\"></figure>", with: "\"/></figure>")
    return """
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">\(elements)</div></content>
      """
  }

  static func jsonFeed(_ posts: [Post]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.field("version", "https://jsonfeed.org/version/1.1")
      $0.field("title", "Made")
      $0.array("items") {
        for post in posts {
          $0.object {
            $0.field("id", "post-\(post.number)")
            $0.field("url", post.url)
            $0.field("title", post.title)
            $0.field("content_html", post.html)
            $0.field("date_published", post.published.utc)
            $0.array("authors") { $0.object { $0.field("name", post.author) } }
            $0.field("tags", ["News", post.author])
          }
        }
      }
    }
    return writer.bytes
  }

  /// The answer of a forum's programming interface: what is wanted lies three levels deep, among
  /// forty fields that nobody asks for.
  static func forum(_ posts: [Post]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.field("kind", "Listing")
      $0.object("data") {
        $0.array("children") {
          for post in posts {
            $0.object { $0.object("data") { write(post, into: &$0) } }
          }
        }
      }
    }
    return writer.bytes
  }

  static let forumMapping = """
    {"items": "$.data.children[*].data", "id": "name", "title": "title", "text": "selftext",
    "author": "author", "url": "permalink", "published": "created_utc", "likes": "ups"}
    """

  private static func write(_ post: Post, into writer: inout JSONWriter) {
    for number in 0..<20 { writer.field("is_flag_\(number)", number % 3 == 0) }
    writer.field("name", "t3_\(post.number)")
    writer.field("title", post.title)
    writer.field("selftext", post.html)
    writer.field("author", post.author)
    writer.field("permalink", post.url)
    writer.field("created_utc", Int(post.published.timeIntervalSince1970))
    writer.field("ups", post.number)
    for number in 0..<20 { writer.field("style_\(number)", "value \(number)") }
  }

  /// `9 Oct 2025 08:53:20 GMT`: RFC 822 section 5, where the day of the week may be left out.
  static func mailDate(_ moment: Date) -> String {
    let parts = moment.utc.split { "-T:Z".contains($0) }
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let month = months[(Int(parts[1]) ?? 1) - 1]
    return "\(parts[2]) \(month) \(parts[0]) \(parts[3]):\(parts[4]):\(parts[5]) GMT"
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
