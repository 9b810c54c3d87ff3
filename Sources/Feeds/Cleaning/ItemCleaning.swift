import Model

/// The last step of reading, for all formats: gives items the addresses and names that middlemen have
/// wrapped, and leaves out what is no item but the failure of a middleman.
enum ItemCleaning {
  /// Unwraps the address and moves the publisher out of the title. The guid stays as it is.
  ///
  /// - Parameter feedURL: Where the feed came from.
  static func clean(_ item: inout Item, feedURL: String?) {
    let isNewsSearch = PublisherSuffix.isFromSearch(item, feedURL: feedURL)
    PublisherSuffix.move(in: &item, isFromSearch: isNewsSearch)
    if let url = item.url, let page = RedirectLink.page(behind: url) { item.url = page }
  }

  /// Cleans all items of a feed.
  ///
  /// - Throws: Where there are items and all of them report a failure of the source.
  static func clean(_ feed: inout Feed, feedURL: String?) throws(FeedError) {
    var kept: [Item] = []
    var failure: String?
    kept.reserveCapacity(feed.items.count)
    for var item in feed.items {
      if let message = SourceFailure.message(of: item) {
        failure = failure ?? message
        continue
      }
      clean(&item, feedURL: feedURL)
      kept.append(item)
    }
    if let failure {
      guard !kept.isEmpty else { throw .sourceError(message: failure) }
      feed.problems.append(FeedProblem(.sourceError, failure))
    }
    feed.items = kept
  }
}
