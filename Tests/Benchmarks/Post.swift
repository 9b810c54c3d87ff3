import FoundationEssentials
import Model

/// What a made feed says in one entry.
struct Post {
  var number: Int
  var title: String
  var author: String
  /// Three paragraphs with a link, a list and an image, as a blog's editor makes them.
  var html: String
  var published: Date

  var url: String { "https://news.example.org/2026/\(number)/article?utm_source=feed&id=\(number)" }

  /// The same posts for the same number and size.
  static func made(_ count: Int, words: Int, seed: UInt64 = 1) -> [Post] {
    var prose = Prose(seed: seed)
    return (0..<count).map { number in
      var html = "<p>\(prose.text(words: words / 3))</p>\n<figure><img src=\"/i/\(number).jpg\" "
      html += "width=\"640\" height=\"480\" alt=\"\(prose.title())\"></figure>\n<p class=\"lead\">"
      html += "\(prose.text(words: words / 3)) <a href=\"https://example.com/?a=1&amp;b=\(number)\""
      html += ">\(prose.title())</a> &mdash; &#8220;<em>\(prose.title())</em>&#8221;</p>\n<ul>"
      html +=
        "<li>\(prose.text(words: words / 6))</li><li>\(prose.text(words: words / 6))</li></ul>"
      return Post(
        number: number, title: prose.title(), author: prose.name(syllables: 3), html: html,
        published: firstMoment + Double(number) * 600)
    }
  }

  static let firstMoment = Date(timeIntervalSince1970: 1_760_000_000)
}
