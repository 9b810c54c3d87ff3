import Feeds
import JSON
import Model

/// Items that come another way than by a poll: a file that somebody dropped, a line that a program
/// appended, the body of a POST.
///
/// JSON Feed and every other kind of feed are read as such. Other JSON is one item, a list of items,
/// or an item in each line, with the fields of a mapping, else of `fields`.
enum ItemDocument {
  /// What was read, and the lines that could not be.
  struct Reading: Sendable {
    var items: [Item] = []
    var problems: [Problem] = []
  }

  struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
    /// From 1; nil where the whole is wrong.
    var line: Int?
    var reason: String

    var description: String { line.map { "line \($0): \(reason)" } ?? reason }
  }

  /// The names that are understood where there is no mapping: those that `replay` reads and that
  /// programs for surveys, calls and chats write by themselves.
  static let fields = """
    "id": "id|guid|uuid|_id", "title": "title|subject", "text": "text|content|body|message|comment",
    "author": "author.name|author|from|user.name|user", "url": "url|link|permalink",
    "published": "published|date|created_at|created|timestamp|time|at",
    "updated": "updated|updated_at", "categories": "categories[*]|tags[*]", "language": "language|lang",
    "outlet": "outlet", "likes": "likes", "shares": "shares", "comments": "comments", "views": "views"
    """

  /// Reads a whole document of any kind.
  static func read(_ bytes: [UInt8], mapping: Mapping?) -> Reading {
    guard let first = bytes.first(where: { $0 > 0x20 && $0 < 0x80 }) else { return Reading() }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
      return feed(bytes, mapping)
    }
    guard let root = (try? JSONDocument(bytes))?.root else {
      return lines(of: bytes, mapping: mapping)
    }
    if mapping != nil || root["version"]?.string?.contains("jsonfeed.org") == true {
      // A mapping may be that of an API's whole answer, or of a single item.
      let whole = feed(bytes, mapping)
      if whole.problems.isEmpty || mapping == nil { return whole }
    }
    return root.kind == .array
      ? list(bytes, root, mapping: mapping)
      : lines(of: Array(root.literal.utf8.map { $0 == 0x0A ? 0x20 : $0 }), mapping: mapping)
  }

  /// Reads an item in each line; blank lines are nothing.
  static func lines(of bytes: [UInt8], mapping: Mapping?) -> Reading {
    var reading = Reading()
    var number = 0
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      do throws(Problem) {
        reading.items.append(try item(Array(line), mapping ?? standard, line: number))
      } catch {
        reading.problems.append(error)
      }
    }
    return reading
  }

  private static func feed(_ bytes: [UInt8], _ mapping: Mapping?) -> Reading {
    do {
      let feed = try FeedReader.read(bytes, mapping: mapping)
      return Reading(
        items: feed.items,
        problems: feed.problems.filter(\.isLoss).map { Problem(reason: $0.description) })
    } catch {
      return Reading(problems: [Problem(reason: error.description)])
    }
  }

  private static func list(_ bytes: [UInt8], _ root: JSONValue, mapping: Mapping?) -> Reading {
    var reading = Reading()
    for element in root.elements ?? [] {
      do throws(Problem) {
        reading.items.append(
          try item(Array(element.literal.utf8), mapping ?? standard, line: element.line))
      } catch {
        reading.problems.append(error)
      }
    }
    return reading
  }

  private static func item(
    _ bytes: [UInt8], _ mapping: Mapping, line: Int
  ) throws(Problem) -> Item {
    do throws(JSONError) {
      guard try JSONDocument(bytes).root.kind == .object else {
        throw JSONError(reason: "expected an object", line: line, column: 1)
      }
    } catch {
      throw Problem(line: line, reason: error.reason)
    }
    guard let item = try? FeedReader.read(bytes, mapping: mapping).items.first,
      !item.title.isEmpty || !item.text.isEmpty
    else {
      throw Problem(line: line, reason: "expected a \"title\" or a \"text\"")
    }
    return item
  }

  /// `$` is the item itself, the only one of its line.
  private static let standard: Mapping = {
    guard let document = try? JSONDocument(#"{"items": "$", \#(fields)}"#),
      let mapping = try? Mapping(document.root)
    else { preconditionFailure("a mapping of our own") }
    return mapping
  }()
}
