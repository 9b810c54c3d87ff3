import Model

/// ` - Publisher` at the end of a title, as Google News and others write it who list what many
/// publishers say.
enum PublisherSuffix {
  /// Whether the item is of Google News, which puts the publisher behind each title.
  static func isFromSearch(_ item: Item, feedURL: String?) -> Bool {
    isGoogleNews(item.url) || isGoogleNews(feedURL)
  }

  /// Takes the outlet's name off the title. Where the item names no outlet and is of a search that
  /// puts one behind each title, what stands there is the outlet.
  static func move(in item: inout Item, isFromSearch: Bool) {
    if let outlet = item.outlet?.trimmed {
      for dash in dashes where item.title.hasSuffix(dash + outlet) {
        guard let title = item.title.dropLast(dash.count + outlet.count).trimmed else { continue }
        item.title = title
        return
      }
    } else if isFromSearch, let dash = item.title.ranges(of: " - ").last,
      let outlet = item.title[dash.upperBound...].trimmed, outlet.count <= longestOutlet,
      let title = item.title[..<dash.lowerBound].trimmed
    {
      item.outlet = outlet
      item.title = title
    }
  }

  private static let dashes = [" - ", " – ", " — ", " | "]

  /// Letters; what is longer is a part of the headline.
  private static let longestOutlet = 60

  private static func isGoogleNews(_ url: String?) -> Bool {
    guard let url else { return false }
    return url.hasPrefix("https://news.google.com/") || url.hasPrefix("http://news.google.com/")
  }
}
