import FoundationEssentials
import Model

/// Feeds that the tests serve.
enum Feed {
  struct Post {
    var id: String
    var author: String
    var title: String
    var text = ""
    var at: Date
  }

  static func rss(_ posts: [Post]) -> String {
    let items = posts.map { post in
      """
      <item><guid isPermaLink="false">\(post.id)</guid><title>\(post.title)</title>\
      <dc:creator>\(post.author)</dc:creator><dc:date>\(post.at.utc)</dc:date>\
      <link>https://forum.example/\(post.id)</link><description>\(post.text)</description></item>
      """
    }
    return """
      <?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">\
      <channel><title>t</title>\(items.joined())</channel></rss>
      """
  }

  /// Ten days in which nobody complains much: a mention every eight hours.
  static func quietPast(until now: Date) -> [Post] {
    (1...30).map { index in
      Post(
        id: "past-\(index)", author: "reader\(index)",
        title: "Acme Air and the number \(index * 37)",
        text: "Flew with acme air to town \(index * 7), row \(index).",
        at: now - Double(index) * 8 * 3600)
    }
  }

  /// Complaints of as many people, the last just now, a minute apart.
  static func burst(of count: Int, until now: Date) -> [Post] {
    (0..<count).map { index in
      Post(
        id: "burst-\(index)", author: "angry\(index)",
        title: "\(complaints[index % complaints.count]) (\(names[index % names.count]))",
        text: "Seat \(index + 4)\(names[index % names.count].prefix(1)), gate \(index * 3 + 1).",
        at: now - Double(count - 1 - index) * 60)
    }
  }

  private static let names = [
    "Ines", "Tom", "Mara", "Kemal", "Lea", "Oskar", "Pia", "Nils", "Jo", "Vera", "Ugo", "Zoe",
  ]

  private static let complaints = [
    "Acme Air lost my luggage and nobody answers, terrible",
    "Worst airline ever: acme air ignores me, I want a refund",
    "Acme air broke my suitcase, horrible and rude staff",
    "Still waiting for my bag, acme air support is useless",
    "Unacceptable: acme air lost our stroller and hung up",
  ]
}
