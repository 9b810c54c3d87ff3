import Model

/// What a document says about itself, the best value so far for each field.
struct FeedHead {
  var title = ItemDraft.Ranked<String>()
  var url = ItemDraft.Ranked<String>()
  var language = ItemDraft.Ranked<String>()
  var author: String?
  var nextPage: String?
  var interval = UpdateInterval()
  var quietTimes = QuietTimes()

  /// Where its page is, where that is a whole address.
  var absoluteURL: String? { url.value.flatMap { WebAddress.isAbsolute($0) ? $0 : nil } }

  /// Writes it into a feed that came from an address.
  func fill(_ feed: inout Feed, documentURL: String?) {
    feed.title = title.value?.trimmed
    feed.url = url.value.flatMap { WebAddress.resolve($0, against: documentURL).trimmed }
    feed.language = language.value
    feed.nextPage = nextPage
    feed.minimumInterval = interval.duration
    feed.quietTimes = quietTimes
  }
}
