import JSON

/// Reads a document of any format that is made for machines to follow what is new.
package enum FeedReader {
  /// The feed in the bytes: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, CDF, JSON Feed 1.0 and 1.1, and
  /// other JSON with a mapping.
  ///
  /// Nothing is loaded while reading. Time is proportional to the length, and memory above the bytes
  /// is bounded by `FeedLimits`. What can be repaired is, and stands among the problems.
  ///
  /// - Parameters:
  ///   - url: Where the bytes came from; relative addresses are resolved against it.
  ///   - contentType: The header of HTTP, whole.
  ///   - mapping: Where the fields are, for JSON that is no JSON Feed.
  /// - Throws: Only where the document is no feed at all.
  package static func read(
    _ bytes: [UInt8], from url: String? = nil, contentType: String? = nil,
    mapping: Mapping? = nil
  ) throws(FeedError) -> Feed {
    var problems = ProblemList()
    var bytes = bytes
    if let unpacked = Inflate.unpack(bytes, limit: FeedLimits.unpackedBytes) {
      problems.note(.packed)
      bytes = unpacked
    }
    let result: Result<Feed, FeedError> = bytes.withUnsafeBufferPointer { buffer in
      let choice = EncodingChoice(of: buffer, contentType: contentType, problems: &problems)
      return read(bytes, buffer, choice, from: url, mapping: mapping, &problems)
    }
    var feed = try result.get()
    feed.problems = problems.problems + feed.problems
    try ItemCleaning.clean(&feed, feedURL: url)
    return feed
  }

  private static func read(
    _ document: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, _ choice: EncodingChoice,
    from url: String?, mapping: Mapping?, _ problems: inout ProblemList
  ) -> Result<Feed, FeedError> {
    var first: UInt8?
    var finder: RootFinder?
    var front: [UInt8] = []
    func decoded() -> DecodedBytes {
      DecodedBytes(bytes, encoding: choice.encoding, from: choice.markLength)
    }
    decoded().withWindow { window, _ in
      first = window.first { !$0.isASCIISpace && $0 != 0 }
      if first != nil, JSONFront.start(window) == nil {
        finder = RootFinder(window)
        if finder?.start == nil { front = Array(window) }
      }
      return 0
    }
    guard let first else { return .failure(.empty) }
    guard let finder else {
      return JSONFeedReader.read(document, choice, from: url, mapping: mapping)
    }
    guard let start = finder.start else {
      return .failure(Stranger.describe(front, firstName: finder.firstName, first: first))
    }
    if finder.hasTextBefore { problems.note(.textBeforeRoot) }
    let input = decoded()
    input.withWindow { _, _ in start }
    let parser = XMLParser(input, builder: FeedBuilder(documentURL: url))
    parser.parse()
    var feed = parser.builder.feed
    feed.problems = parser.repairs + parser.problems.problems + parser.builder.problems.problems
    return .success(feed)
  }
}

/// Says what a document is that is no feed.
enum Stranger {
  static func describe(_ front: [UInt8], firstName: String?, first: UInt8) -> FeedError {
    let text = String(decoding: front, as: UTF8.self)
    let lowercased = text.lowercased()
    if firstName?.lowercased() == "html" || lowercased.contains("<!doctype html")
      || lowercased.contains("<body") || lowercased.contains("<head")
    {
      return .webPage(title: title(in: text))
    }
    if let firstName { return .notAFeed(found: "XML whose root is <\(firstName)>") }
    if front.contains(0) { return .notAFeed(found: "binary data") }
    let start = HTMLText.plain(String(text.prefix(200)))
    return .notAFeed(found: "text that begins with \"\(start.prefix(60))\"")
  }

  private static func title(in text: String) -> String {
    guard let open = text.firstRange(of: /(?i)<title[^>]*>/) else { return "" }
    let title = text[open.upperBound...].prefix { $0 != "<" }
    return String(HTMLText.plain(String(title.prefix(500))).prefix(120))
  }
}
