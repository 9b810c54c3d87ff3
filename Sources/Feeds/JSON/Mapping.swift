package import JSON

/// Where in the JSON of an API the fields of an item are.
///
/// `{"items": "data.children[*].data", "id": "name", "published": "created_utc"}`: each key has a
/// path, relative to the item but for `items` and `next`, which count from the root; all but `items`
/// may be left out. A mapping of `next` alone, which is a text as it stands, is for feeds that do not
/// tell where older items are.
///
/// - `by.name`, `tags[0]`, `tags[-1]`, `tags[*].label`, `['odd.key']`: keys, places, all elements.
/// - `links[rel='alternate'].href`: the elements in which a value equals a text.
/// - `/users[id=author_id].name`: the same from the root (`/`), matched with a value of the item; in
///   an object of objects `/users[=author_id].name` matches the key.
/// - `title|story_title`: the first that there is.
/// - `https://example.org/{id}`, `{first} {last}`: a text with values in it; `{tags[*]}` are all.
/// - `'Forum'`: a text as it stands.
/// - `uri[/-1]`: of a text the last part between slashes, at the end of a path.
package struct Mapping: Hashable, Sendable {
  /// The keys that a mapping may have.
  package static let keys = [
    "items", "id", "title", "text", "author", "url", "published", "updated", "categories",
    "language", "outlet", "answers", "answeredAs", "likes", "shares", "comments", "views",
    "followers", "promoted", "next",
  ]

  /// Those that count from the item.
  static let itemKeys = keys.filter { $0 != "items" && $0 != "next" }

  private var paths: [String: JSONPath] = [:]

  /// The ways to the list of items, the first that leads there holds.
  private(set) var itemRoutes: [JSONRoute] = []

  package init(_ value: JSONValue) throws(MappingError) {
    guard let members = value.members else {
      throw MappingError(key: nil, reason: "expected an object, found \(value.kind.rawValue)")
    }
    // A key `//` holds a remark, as everywhere in the configuration.
    for (key, path) in members where key != "//" {
      guard Self.keys.contains(key) else {
        throw MappingError(
          key: key, reason: "unknown key; known are \(Self.keys.joined(separator: ", "))")
      }
      guard let text = path.string else {
        throw MappingError(key: key, reason: "expected a path, found \(Self.name(path.kind))")
      }
      do throws(JSONPath.Fault) {
        paths[key] = try JSONPath(text)
      } catch {
        throw MappingError(key: key, reason: error.reason)
      }
    }
    guard let items = paths["items"] else {
      if paths.count == 1, nextOfFeeds != nil { return }
      throw MappingError(key: "items", reason: "expected the path of the items, found nothing")
    }
    for alternative in items.alternatives {
      guard case .route(let route) = alternative else {
        throw MappingError(key: "items", reason: "expected a path, found a text")
      }
      guard !route.steps.contains(where: \.isPart) else {
        throw MappingError(key: "items", reason: "expected a path, found the part of a text")
      }
      itemRoutes.append(route)
    }
  }

  private static func name(_ kind: JSONValue.Kind) -> String {
    switch kind {
    case .object, .array: "an \(kind.rawValue)"
    case .null: "null"
    case .string, .number, .boolean: "a \(kind.rawValue)"
    }
  }

  subscript(_ key: String) -> JSONPath? { paths[key] }

  /// Whether it says where the items of a document in JSON are.
  var findsItems: Bool { !itemRoutes.isEmpty }

  /// Where older items are than those of a feed that does not tell; nil where values of the document
  /// are needed to know.
  private var nextOfFeeds: String? { paths["next"]?.constant }

  /// The address of the page behind a feed at an address.
  func nextOfFeed(at url: String?) -> String? {
    nextOfFeeds.flatMap { WebAddress.changing(query: $0, of: url) }
  }
}

/// What is wrong with a mapping.
package struct MappingError: Error, Hashable, CustomStringConvertible {
  /// Nil where the whole is wrong.
  package var key: String?

  package var reason: String

  /// `published: expected a path, found a number`
  package var description: String { key.map { "\($0): \(reason)" } ?? reason }
}
