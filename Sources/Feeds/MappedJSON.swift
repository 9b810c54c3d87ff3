import FoundationEssentials
import JSON
import Model

/// Reads the JSON of an API by a mapping.
struct MappedJSON {
  private let mapping: Mapping
  private let url: String?

  init(_ mapping: Mapping, url: String?) {
    self.mapping = mapping
    self.url = url
  }

  func feed(of root: JSONValue) -> Result<Feed, FeedError> {
    guard let items = mapping["items"], items.leadsSomewhere(in: root) else {
      return .failure(JSONFeedReader.stranger(root))
    }
    var problems = ProblemList()
    var feed = Feed()
    var keptBytes = 0
    feed.nextPage = text("next", root).map { WebAddress.resolve($0, against: url) }
    for value in items.values(in: root) where value.kind == .object {
      let item = item(value, &problems)
      keptBytes += ItemDraft.bytes(of: item)
      guard feed.items.count < FeedLimits.items, keptBytes <= FeedLimits.keptBytes else {
        problems.note(.tooManyItems, "the first \(feed.items.count) are kept")
        break
      }
      feed.items.append(item)
    }
    feed.problems = problems.problems
    return .success(feed)
  }

  private func item(_ value: JSONValue, _ problems: inout ProblemList) -> Item {
    let categories = mapping["categories"]?.values(in: value).compactMap(JSONPath.text) ?? []
    return Item(
      guid: text("id", value),
      url: text("url", value).map { WebAddress.resolve($0, against: url) },
      title: text("title", value).map(JSONFeedReader.plain)?.trimmed ?? "",
      text: text("text", value).map(JSONFeedReader.plain)?.trimmed ?? "",
      author: text("author", value),
      published: date("published", value, &problems),
      updated: date("updated", value, &problems),
      categories: categories.compactMap(\.trimmed),
      language: text("language", value),
      outlet: text("outlet", value),
      engagement: Engagement(
        likes: number("likes", value), shares: number("shares", value),
        comments: number("comments", value), views: number("views", value)))
  }

  private func text(_ key: String, _ value: JSONValue) -> String? {
    mapping[key]?.text(in: value)?.trimmed
  }

  private func number(_ key: String, _ value: JSONValue) -> Int? {
    mapping[key]?.values(in: value).lazy
      .compactMap { $0.int ?? $0.string.flatMap { Int($0) } }.first
  }

  private func date(
    _ key: String, _ value: JSONValue, _ problems: inout ProblemList
  ) -> Date? {
    guard let text = text(key, value) else { return nil }
    if let date = FeedDate.read(text) { return date }
    problems.note(.unreadableDate, text)
    return nil
  }
}
