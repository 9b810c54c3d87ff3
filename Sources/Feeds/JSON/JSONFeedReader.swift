import JSON
import Model

/// Reads documents in JSON: JSON Feed, and others by a mapping.
enum JSONFeedReader {
  /// - Parameter bytes: UTF-8. A byte order mark is no matter to the JSON reader.
  static func read(
    _ bytes: [UInt8], from url: String?, mapping: Mapping?
  ) -> Result<Feed, FeedError> {
    var problems = ProblemList()
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(salvaging: repaired(bytes, &problems))
    } catch {
      return .failure(.notAFeed(found: "broken JSON (\(error))"))
    }
    for repair in document.repairs { problems.note(repair) }
    var items = JSONItems(url: url, problems: problems)
    if let mapping, mapping.findsItems {
      return MappedJSON(mapping, url: url).feed(of: document, &items)
    }
    let roots = document.values.elements ?? []
    guard let root = roots.first(where: JSONFeedFormat.isFeed) else {
      return .failure(stranger(document.root))
    }
    if roots.count > 1 { items.problems.note(.textAfterRoot, "another value") }
    return JSONFeedFormat(url: url).feed(of: root, &items)
  }

  /// The text with a letter of windows-1252 for each byte that is no UTF-8, as in XML.
  private static func repaired(_ bytes: [UInt8], _ problems: inout ProblemList) -> [UInt8] {
    bytes.withUnsafeBufferPointer { buffer in
      guard var place = InvalidUTF8.place(buffer, from: 0) else { return bytes }
      problems.note(.invalidBytes)
      var text: [UInt8] = []
      text.reserveCapacity(bytes.count + bytes.count / 16)
      var run = 0
      while true {
        text += buffer[run..<place]
        text += String(Windows1252.scalar(buffer[place])).utf8
        run = place + 1
        guard let next = InvalidUTF8.place(buffer, from: run) else { break }
        place = next
      }
      return text + buffer[run...]
    }
  }

  /// What a JSON document is that holds no items: an error, where it looks like one.
  static func stranger(_ root: JSONValue) -> FeedError {
    if let message = APIError.message(in: root) { return .apiError(message: message) }
    let keys = (root.members ?? []).prefix(6).map(\.key).joined(separator: ", ")
    return .notAFeed(
      found: root.kind == .object
        ? "JSON without items, with the keys \(keys)" : "JSON without items")
  }
}

extension ProblemList {
  /// What a document in JSON needed.
  fileprivate mutating func note(_ repair: JSONRepair) {
    switch repair.kind {
    case .wrapped: note(.wrapped)
    case .truncated: note(.truncated, "\(repair.place)")
    case .textAfter: note(.textAfterRoot, "\(repair.place)")
    case .controlCharacter: note(.controlCharacter)
    case .extraComma: note(.extraComma, "\(repair.place)")
    case .notANumber: note(.notANumber, "\(repair.place)")
    case .wrongQuotes: note(.wrongQuotes, "\(repair.place)")
    case .tooDeep: note(.tooDeep, "\(repair.place)")
    case .tooManyValues: note(.tooManyItems, "\(repair.place)")
    case .malformed: note(.malformed, "\(repair.place)")
    }
  }
}

/// Where a text is no UTF-8.
private enum InvalidUTF8 {
  /// The first byte, from a place on, that belongs to no letter; nil where all do.
  static func place(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    let raw = UnsafeRawBufferPointer(bytes)
    var at = start
    while at < bytes.count {
      if at + 8 <= bytes.count,
        raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        at += 8
      } else if bytes[at] < 0x80 {
        at += 1
      } else {
        // A letter that the end of the document cuts is lost with the value that it is in.
        guard let length = UTF8Check.length(bytes, at, bytes.count) else { return nil }
        if length == 0 { return at }
        at += length
      }
    }
    return nil
  }
}
