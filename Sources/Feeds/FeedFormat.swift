/// What kind of document a feed was read from, named as programs write it.
package enum FeedFormat: String, Hashable, Sendable {
  /// RSS 0.9x and 2.0.
  case rss
  /// RSS 0.90 and 1.0, whose root is `rdf:RDF`.
  case rdf
  /// Atom 0.3 and 1.0.
  case atom
  /// Channel Definition Format, whose root is `channel`.
  case cdf
  /// JSON Feed 1.0 and 1.1.
  case jsonFeed = "json-feed"
  /// Other JSON, by a mapping.
  case json

  /// - Parameter root: of an XML document. What else begins as an item is one of RSS.
  init(root: XMLName) {
    self =
      switch root {
      case .feed, .entry: .atom
      case .rdf: .rdf
      case .channel: .cdf
      default: .rss
      }
  }
}
