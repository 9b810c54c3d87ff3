/// Says what a document is that is no feed.
enum Stranger {
  static func describe(_ front: [UInt8], firstName: String?, first: UInt8) -> FeedError {
    let text = String(decoding: front, as: UTF8.self)
    let lowercased = text.lowercased()
    if firstName?.lowercased() == "opml" {
      return .notAFeed(found: "a list of subscriptions (OPML), which import-opml reads")
    }
    if firstName?.lowercased() == "html" || lowercased.contains("<!doctype html")
      || lowercased.contains("<body") || lowercased.contains("<head")
    {
      return .webPage(title: title(in: text))
    }
    if let firstName { return .notAFeed(found: "XML whose root is <\(firstName)>") }
    if front.contains(0) { return .notAFeed(found: "binary data") }
    let start = HTMLText.plain(String(text.prefix(200)))
    return .notAFeed(found: "text that begins with \"\(start.prefix(60))\"")
  }

  private static func title(in text: String) -> String {
    guard let open = text.firstRange(of: /(?i)<title[^>]*>/) else { return "" }
    let title = text[open.upperBound...].prefix { $0 != "<" }
    return String(HTMLText.plain(String(title.prefix(500))).prefix(120))
  }
}
