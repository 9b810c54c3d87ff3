/// Why a document gave no feed.
package enum FeedError: Error, Hashable, CustomStringConvertible {
  /// There is nothing but white space.
  case empty

  /// A web page, with its title.
  case webPage(title: String)

  /// The answer of an API that says what went wrong.
  case apiError(message: String)

  /// A feed made by a bridge that could not read the source behind it, and says so in items.
  case sourceError(message: String)

  /// Anything else; `found` says what, in a few words.
  case notAFeed(found: String)

  package var description: String {
    switch self {
    case .empty: "expected a feed, found nothing"
    case .webPage(let title) where title.isEmpty: "expected a feed, found a web page"
    case .webPage(let title): "expected a feed, found a web page titled \"\(title)\""
    case .apiError(let message): "expected a feed, found an error: \(message)"
    case .sourceError(let message): "expected a feed, found a bridge's error: \(message)"
    case .notAFeed(let found): "expected a feed, found \(found)"
    }
  }
}
