import Feeds
import JSON
import Model

/// Items that come another way than by a poll: a file that somebody dropped, a line that a program
/// appended, the body of a POST.
///
/// JSON Feed and every other kind of feed are read as such. Other JSON is one item, a list of items,
/// or an item in each line, with the fields of a mapping, else of `fields`; so are the rows of a table.
/// A mail is one item, and so is plain text.
enum ItemDocument {
  /// What was read, and the lines that could not be.
  struct Reading: Sendable {
    private(set) var items: [Item] = []

    /// Where each item stands, from 1; nil where the document has no lines that would tell.
    private(set) var lines: [Int?] = []

    var problems: [Problem] = []

    /// What was read otherwise than it was meant.
    var warnings: [Problem] = []

    mutating func add(_ items: [Item], line: Int? = nil) {
      self.items += items
      lines += Array(repeating: line, count: items.count)
    }
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
    "outlet": "outlet", "answers": "answers|in_reply_to", "likes": "likes", "shares": "shares",
    "comments": "comments", "views": "views",
    "followers": "followers|author.followers|user.followers", "promoted": "promoted"
    """

  /// Reads a whole document; what tells itself what it is, where its kind is not known.
  static func read(_ bytes: [UInt8], as kind: Kind = .unknown, mapping: Mapping?) -> Reading {
    switch kind {
    case .text: text(bytes)
    case .table: table(bytes, mapping)
    case .mail: mail(bytes)
    case .unknown: document(bytes, mapping)
    }
  }

  private static func document(_ bytes: [UInt8], _ mapping: Mapping?) -> Reading {
    guard let first = bytes.first(where: { $0 > 0x20 && $0 < 0x80 }) else { return Reading() }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
      return MailReader.isMail(bytes) ? mail(bytes) : feed(bytes, mapping)
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
      ? list(root, mapping)
      : lines(of: Array(root.literal.utf8.map { $0 == 0x0A ? 0x20 : $0 }), mapping: mapping)
  }

  /// Reads an item in each line; blank lines are nothing.
  static func lines(of bytes: [UInt8], mapping: Mapping?) -> Reading {
    var reading = Reading()
    var number = 0
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      take(Array(line), mapping, line: number, into: &reading)
    }
    return reading
  }

  private static func list(_ root: JSONValue, _ mapping: Mapping?) -> Reading {
    var reading = Reading()
    for element in root.elements ?? [] {
      take(Array(element.literal.utf8), mapping, line: element.line, into: &reading)
    }
    return reading
  }

  private static func table(_ bytes: [UInt8], _ mapping: Mapping?) -> Reading {
    var reading = Reading()
    for row in TableText.rows(of: bytes) {
      take(row.object, mapping, line: row.line, into: &reading)
    }
    return reading
  }

  private static func text(_ bytes: [UInt8]) -> Reading {
    var reading = Reading()
    let item = Item(text: PlainDocument.text(of: bytes))
    if item.text.contains(where: { !$0.isWhitespace }) { reading.add([item]) }
    return reading
  }

  private static func mail(_ bytes: [UInt8]) -> Reading {
    var reading = Reading()
    do throws(FeedError) {
      reading.add([try MailReader.read(bytes)])
    } catch {
      reading.problems.append(Problem(reason: error.description))
    }
    return reading
  }

  private static func feed(_ bytes: [UInt8], _ mapping: Mapping?) -> Reading {
    var reading = Reading()
    do throws(FeedError) {
      let feed = try FeedReader.read(bytes, mapping: mapping)
      reading.add(feed.items)
      reading.note(feed.problems, line: nil)
      reading.problems = feed.problems.filter(\.isLoss).map { Problem(reason: $0.description) }
    } catch {
      reading.problems = [Problem(reason: error.description)]
    }
    return reading
  }

  /// Reads one item in JSON.
  private static func take(
    _ bytes: [UInt8], _ mapping: Mapping?, line: Int, into reading: inout Reading
  ) {
    do throws(JSONError) {
      guard try JSONDocument(bytes).root.kind == .object else {
        throw JSONError(reason: "expected an object", line: line, column: 1)
      }
    } catch {
      return reading.problems.append(Problem(line: line, reason: error.reason))
    }
    guard let feed = try? FeedReader.read(bytes, mapping: mapping ?? standard),
      let item = feed.items.first, !item.title.isEmpty || !item.text.isEmpty
    else {
      return reading.problems.append(
        Problem(line: line, reason: "expected a \"title\" or a \"text\""))
    }
    reading.add([item], line: line)
    reading.note(feed.problems, line: line)
  }

  /// `$` is the item itself, the only one of its line.
  private static let standard: Mapping = {
    guard let document = try? JSONDocument(#"{"items": "$", \#(fields)}"#),
      let mapping = try? Mapping(document.root)
    else { preconditionFailure("a mapping of our own") }
    return mapping
  }()
}

extension ItemDocument.Reading {
  /// Takes over what a document was read in spite of.
  fileprivate mutating func note(_ problems: [FeedProblem], line: Int?) {
    for problem in problems where !problem.isLoss {
      let rule = problem.kind == .unreadableDate ? "; it counts from when it came" : ""
      warnings.append(ItemDocument.Problem(line: line, reason: "\(problem)\(rule)"))
    }
  }
}
