import FoundationEssentials
import JSON
import Model

/// Reads documents in JSON: JSON Feed, and others by a mapping.
enum JSONFeedReader {
  static func read(
    _ bytes: [UInt8], _ choice: EncodingChoice, from url: String?, mapping: Mapping?
  ) -> Result<Feed, FeedError> {
    do throws(JSONError) {
      let root = try JSONDocument(utf8(bytes, choice)).root
      if let mapping { return MappedJSON(mapping, url: url).feed(of: root) }
      if isFeed(root) {
        var reader = Self.Reading(url: url)
        return .success(reader.feed(of: root))
      }
      return .failure(stranger(root))
    } catch {
      return .failure(.notAFeed(found: "broken JSON (\(error))"))
    }
  }

  private static func utf8(
    _ bytes: [UInt8], _ choice: EncodingChoice
  ) -> [UInt8] {
    // A byte order mark is no matter to the JSON reader.
    if choice.encoding == .utf8 { return bytes }
    var text: [UInt8] = []
    bytes.withUnsafeBufferPointer { buffer in
      let decoded = DecodedBytes(buffer, encoding: choice.encoding, from: choice.markLength)
      var isAtEnd = false
      while !isAtEnd {
        decoded.withWindow { window, isLast in
          text += window
          isAtEnd = isLast
          return window.count
        }
      }
    }
    return text
  }

  private static func isFeed(_ root: JSONValue) -> Bool {
    if let version = root["version"]?.string, version.contains("jsonfeed.org") { return true }
    return root["items"]?.kind == .array
  }

  /// What a JSON document is that holds no items: an error, where it looks like one.
  static func stranger(_ root: JSONValue) -> FeedError {
    for key in ["error", "errors", "message", "detail", "error_description", "fault", "reason"] {
      if let value = root[key], let message = message(value) {
        return .apiError(message: String(message.prefix(200)))
      }
    }
    let keys = (root.members ?? []).prefix(6).map(\.key).joined(separator: ", ")
    return .notAFeed(
      found: root.kind == .object
        ? "JSON without items, with the keys \(keys)" : "JSON without items")
  }

  private static func message(_ value: JSONValue) -> String? {
    switch value.kind {
    case .string: value.string
    case .number: value.literal
    case .array: value[0].flatMap(message)
    case .object:
      ["message", "detail", "title", "description", "error", "code"].lazy
        .compactMap { value[$0] }.compactMap(message).first ?? "no message"
    case .boolean, .null: nil
    }
  }

  /// Text that may or may not be HTML, as plain text.
  static func plain(_ text: String) -> String {
    var text = text
    return text.withUTF8(hasMarkup) ? HTMLText.plain(text) : text
  }

  /// Whether there is a tag, `<` with a name behind it and `>` before the next `<`, or a reference.
  private static func hasMarkup(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if byte == UInt8(ascii: "<") {
        var end = place
        if end < bytes.count, bytes[end] == UInt8(ascii: "/") { end += 1 }
        guard end < bytes.count, isLetter(bytes[end]) else { continue }
        while end < bytes.count, bytes[end] != UInt8(ascii: ">"), bytes[end] != byte { end += 1 }
        if end < bytes.count, bytes[end] == UInt8(ascii: ">") { return true }
        // No tag ends before here, so the search goes on here: the whole is passed over once.
        place = end
      } else if byte == UInt8(ascii: "&") {
        var end = place
        if end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
        let name = end
        while end < bytes.count, isLetter(bytes[end]) || isDigit(bytes[end]) { end += 1 }
        if end > name, end < bytes.count, bytes[end] == UInt8(ascii: ";") { return true }
      }
    }
    return false
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  static func date(_ value: JSONValue) -> Date? { JSONPath.text(value).flatMap(FeedDate.read) }
}

extension JSONFeedReader {
  /// One JSON Feed (jsonfeed.org, versions 1 and 1.1), read with its writers' mistakes: numbers for
  /// ids, a text for a list of tags, one author for several.
  fileprivate struct Reading {
    let url: String?
    var problems = ProblemList()
    var keptBytes = 0

    init(url: String?) {
      self.url = url
    }

    mutating func feed(of root: JSONValue) -> Feed {
      var feed = Feed()
      feed.title = root["title"]?.string?.trimmed
      feed.url = root["home_page_url"]?.string.map { WebAddress.resolve($0, against: url) }
      feed.language = root["language"]?.string
      feed.nextPage = root["next_url"]?.string.map { WebAddress.resolve($0, against: url) }
      let base = feed.url ?? root["feed_url"]?.string ?? url
      let author = author(of: root)
      for value in root["items"]?.elements ?? [] where value.kind == .object {
        var item = item(value, base: base)
        if item.author == nil { item.author = author }
        keptBytes += ItemDraft.bytes(of: item)
        guard feed.items.count < FeedLimits.items, keptBytes <= FeedLimits.keptBytes else {
          problems.note(.tooManyItems, "the first \(feed.items.count) are kept")
          break
        }
        feed.items.append(item)
      }
      feed.problems = problems.problems
      return feed
    }

    private mutating func item(_ value: JSONValue, base: String?) -> Item {
      var item = Item()
      item.guid = value["id"].flatMap(JSONPath.text)?.trimmed
      if value["id"]?.kind == .number { problems.note(.wrongType, "id is a number") }
      let address = value["url"]?.string?.trimmed ?? value["external_url"]?.string?.trimmed
      item.url = address.map { WebAddress.resolve($0, against: base) }
      item.title = value["title"]?.string.map(JSONFeedReader.plain)?.trimmed ?? ""
      let html = value["content_html"]?.string.map(HTMLText.plain)
      let text = html ?? value["content_text"]?.string ?? value["summary"]?.string
      item.text = text?.trimmed ?? ""
      item.author = author(of: value)
      item.published = date(value, "date_published")
      item.updated = date(value, "date_modified")
      item.language = value["language"]?.string
      if let tags = value["tags"] {
        item.categories = (tags.elements ?? [tags]).compactMap { $0.string?.trimmed }
        if tags.kind == .string { problems.note(.wrongType, "tags is a text, not a list") }
      }
      return item
    }

    private mutating func date(_ value: JSONValue, _ key: String) -> Date? {
      guard let text = value[key], !text.isNull else { return nil }
      if let date = JSONFeedReader.date(text) { return date }
      problems.note(.unreadableDate, text.literal)
      return nil
    }

    private func author(of value: JSONValue) -> String? {
      let authors = (value["authors"]?.elements ?? []) + [value["author"]].compactMap(\.self)
      return authors.lazy.compactMap { author in
        author.string?.trimmed ?? author["name"]?.string?.trimmed ?? author["url"]?.string?.trimmed
      }.first
    }
  }
}
