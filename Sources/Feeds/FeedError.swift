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

  package var description: String { "expected a feed, found \(found)" }

  /// What the document is instead, in a few words.
  package var found: String {
    switch self {
    case .empty: "nothing"
    case .webPage(let title) where title.isEmpty: "a web page"
    case .webPage(let title): "a web page titled \"\(title)\""
    case .apiError(let message): "an error: \(message)"
    case .sourceError(let message): "a bridge's error: \(message)"
    case .notAFeed(let found): found
    }
  }
}
