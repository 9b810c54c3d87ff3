import FoundationEssentials
import JSON
import Model

/// Reads a JSON Feed (jsonfeed.org, versions 1 and 1.1) with its writers' mistakes: numbers for ids, a
/// text for a list of tags, one author for several.
struct JSONFeedFormat {
  let url: String?

  static func isFeed(_ root: JSONValue) -> Bool {
    if let version = root["version"]?.string, version.contains("jsonfeed.org") { return true }
    return root["items"]?.kind == .array
  }

  func feed(of root: JSONValue, _ items: inout JSONItems) -> Result<Feed, FeedError> {
    var feed = Feed(format: .jsonFeed)
    feed.title = root["title"]?.string.flatMap { JSONText.plain($0, &items.problems) }
    feed.url = items.address(root["home_page_url"]?.string, base: url)
    feed.language = root["language"]?.string
    feed.nextPage = items.address(root["next_url"]?.string, base: url)
    let base = feed.url ?? root["feed_url"]?.string ?? url
    let author = author(of: root, &items.problems)
    let values = root["items"].map { $0.elements ?? [$0] } ?? []
    for value in values where value.kind == .object && value.isWhole {
      var item = item(value, base: base, &items)
      if item.author == nil { item.author = author }
      guard items.keep(item) else { break }
    }
    if let error = items.emptiness(of: root, values) { return .failure(error) }
    feed.items = items.items
    feed.problems = items.problems.problems
    return .success(feed)
  }

  private func item(_ value: JSONValue, base: String?, _ items: inout JSONItems) -> Item {
    var item = Item()
    item.guid = JSONText.short(value["id"].flatMap(JSONPath.text), &items.problems)
    if value["id"]?.kind == .number { items.problems.note(.wrongType, "id is a number") }
    item.url =
      items.address(value["url"]?.string, base: base)
      ?? items.address(value["external_url"]?.string, base: base)
    item.title = value["title"]?.string.flatMap { JSONText.plain($0, &items.problems) } ?? ""
    item.text = text(of: value, &items.problems) ?? ""
    item.author = author(of: value, &items.problems)
    item.published = date(value["date_published"], &items.problems)
    item.updated = date(value["date_modified"], &items.problems)
    item.language = JSONText.short(value["language"]?.string, &items.problems)
    if let tags = value["tags"] {
      item.categories = (tags.elements ?? [tags]).prefix(JSONText.categories).compactMap {
        JSONText.short($0.string, &items.problems)
      }
      if tags.kind == .string { items.problems.note(.wrongType, "tags is a text, not a list") }
    }
    return item
  }

  /// Of the content in HTML, the content in text and the summary the first that says something.
  private func text(of value: JSONValue, _ problems: inout ProblemList) -> String? {
    if let html = value["content_html"]?.string, let text = JSONText.plain(html, &problems) {
      return text
    }
    for key in ["content_text", "summary"] {
      if let text = value[key]?.string.flatMap({ JSONText.clean($0, &problems) }) { return text }
    }
    return nil
  }

  private func date(_ value: JSONValue?, _ problems: inout ProblemList) -> Date? {
    JSONMoment.first(of: value.flatMap(JSONPath.text).map { [$0] } ?? [], &problems)
  }

  private func author(of value: JSONValue, _ problems: inout ProblemList) -> String? {
    var names: [String] = []
    let authors = (value["authors"]?.elements ?? []) + [value["author"]].compactMap(\.self)
    for author in authors.prefix(JSONText.categories) {
      let spelled = author.string ?? author["name"]?.string ?? author["url"]?.string
      let name = JSONText.short(spelled, &problems)
      if let name, !names.contains(name) { names.append(name) }
    }
    return names.isEmpty ? nil : names.joined(separator: ", ")
  }
}
