import FoundationEssentials
import JSON
import Model

/// The demonstration's posts as documents of three formats, as a web server would give them.
enum DemoFeeds {
  static func rss(_ posts: [DemoStory.Post]) -> String {
    let items = posts.map { post in
      """
      <item><guid isPermaLink="false">forum-\(post.id)</guid><title>\(escaped(post.title))</title>\
      <link>\(link(to: post))</link><author>\(escaped(post.author))</author>\
      <pubDate>\(mailDate(post.at))</pubDate>\
      <description>\(escaped("<p>\(post.text)</p>"))</description></item>
      """
    }
    return """
      <?xml version="1.0"?><rss version="2.0"><channel><title>Flyers' forum</title>\
      <link>https://forum.example/</link>\(items.joined())</channel></rss>
      """
  }

  static func atom(_ posts: [DemoStory.Post]) -> String {
    let entries = posts.map { post in
      """
      <entry><id>tag:blogs.example,2026:\(post.id)</id><title>\(escaped(post.title))</title>\
      <link href="\(link(to: post))"/><author><name>\(escaped(post.author))</name></author>\
      <published>\(post.at.utc)</published><updated>\(post.at.utc)</updated>\
      <content type="text">\(escaped(post.text))</content></entry>
      """
    }
    return """
      <?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Travel blogs</title>\
      <id>tag:blogs.example,2026:all</id>\(entries.joined())</feed>
      """
  }

  static func json(_ posts: [DemoStory.Post]) -> String {
    var writer = JSONWriter()
    writer.object {
      $0.array("stories") {
        for post in posts {
          $0.object {
            $0.field("key", "\(post.id)")
            $0.field("headline", post.title)
            $0.field("summary", post.text)
            $0.field("by", post.author)
            $0.field("link", link(to: post))
            $0.field("time", Int(post.at.timeIntervalSince1970))
          }
        }
      }
    }
    return writer.text
  }

  private static func link(to post: DemoStory.Post) -> String {
    let host =
      switch post.place {
      case .forum: "forum.example"
      case .blogs: "\(post.author.lowercased().filter(\.isLetter)).example"
      case .news: "aggregator.example"
      }
    return "https://\(host)/\(post.id)"
  }

  /// RFC 5322's form of a moment, which RSS asks for. The day of the week may be left out.
  private static func mailDate(_ moment: Date) -> String {
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let text = moment.utc
    let month = Int(text.dropFirst(5).prefix(2)) ?? 1
    return
      "\(text.dropFirst(8).prefix(2)) \(months[month - 1]) \(text.prefix(4)) "
      + "\(text.dropFirst(11).prefix(8)) GMT"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
