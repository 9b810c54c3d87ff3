package import JSON

/// Where in the JSON of an API the fields of an item are.
///
/// `{"items": "$.data.children[*].data", "id": "name", "published": "created_utc"}`: a path is
/// relative to the item, dotted, with `[n]` and `[*]`; `a|b` takes the first that is there;
/// `https://example.org/{id}` puts values into a text. `items`, `language` and `next` count from the
/// root; all but `items` may be left out.
package struct Mapping: Hashable, Sendable {
  /// The keys that a mapping may have.
  package static let keys = [
    "items", "id", "title", "text", "author", "url", "published", "updated", "categories",
    "language", "outlet", "likes", "shares", "comments", "views", "next",
  ]

  private var paths: [String: JSONPath] = [:]

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
    if paths["items"] == nil {
      throw MappingError(key: "items", reason: "expected the path of the items, found nothing")
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
}

/// What is wrong with a mapping.
package struct MappingError: Error, Hashable, CustomStringConvertible {
  /// Nil where the whole is wrong.
  package var key: String?

  package var reason: String

  /// `published: expected a path, found a number`
  package var description: String { key.map { "\($0): \(reason)" } ?? reason }
}
