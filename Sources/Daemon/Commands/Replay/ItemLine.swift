import FoundationEssentials
import JSON
import Model

/// An item as a line of JSON, the form in which `group` and `replay` read items:
/// `{"id", "source", "outlet", "author", "url", "title", "text", "published", …}`.
struct ItemLine: Sendable {
  var id: String
  var source: Source
  var item: Item

  /// - Throws: `Failure` with what is missing or wrong.
  init(_ line: ArraySlice<UInt8>) throws(Failure) {
    let root: JSONValue
    do {
      root = try JSONDocument(Array(line)).root
    } catch {
      throw Failure(reason: error.description)
    }
    guard root.kind == .object else { throw Failure(reason: "expected an object") }
    guard let id = root["id"]?.string ?? root["id"]?.int.map(String.init) else {
      throw Failure(reason: "\"id\" is missing")
    }
    guard let published = root["published"]?.string.flatMap({ Date(utc: $0) }) else {
      throw Failure(reason: "\"published\": expected a moment such as 2026-11-22T10:04:05Z")
    }
    self.id = id
    source = Source(
      id: root["source"]?.string ?? "", url: "",
      rung: root["rung"]?.string.flatMap(Rung.init(name:)) ?? .customer)
    item = Item(line: root)
    item.guid = id
    item.published = published
  }

  struct Failure: Error {
    var reason: String
  }
}

extension Item {
  /// What a line tells of an item, none of which must be there, but for its id and its moment.
  init(line root: JSONValue) {
    self.init(
      url: root["url"]?.string, title: root["title"]?.string ?? "",
      text: root["text"]?.string ?? "", author: root["author"]?.string,
      language: root["language"]?.string, outlet: root["outlet"]?.string,
      engagement: Engagement(
        likes: root["likes"]?.int, shares: root["shares"]?.int, comments: root["comments"]?.int,
        views: root["views"]?.int, followers: root["followers"]?.int,
        isPromoted: root["promoted"]?.bool ?? false))
  }
}
