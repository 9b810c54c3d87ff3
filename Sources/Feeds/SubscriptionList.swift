/// A feed that somebody follows, as the export of their reader has it.
package struct Subscription: Hashable, Sendable {
  /// Its title in the reader; empty where it has none.
  package var title: String

  /// As it stands there: `xmlUrl`, which may be anything.
  package var url: String

  /// The outlines around it, the outermost first.
  package var categories: [String]

  package init(title: String, url: String, categories: [String] = []) {
    self.title = title
    self.url = url
    self.categories = categories
  }
}

/// Reads what a reader of feeds exports: OPML 1.0 and 2.0 (http://opml.org/spec2.opml).
package enum SubscriptionList {
  /// The subscriptions in document order, at most `FeedLimits.items`; those of a broken document up to
  /// where it can be read.
  ///
  /// - Throws: Where the root is not `opml`.
  package static func read(_ bytes: [UInt8]) throws(FeedError) -> [Subscription] {
    guard bytes.contains(where: { $0 > 0x20 }) else { throw .empty }
    var reader = OutlineReader()
    bytes.withUnsafeBufferPointer { bytes in
      var problems = ProblemList()
      let choice = EncodingChoice(of: bytes, contentType: nil, problems: &problems)
      var decoder = TextDecoder(choice.encoding, isAssumed: choice.isAssumed)
      var text: [UInt8] = []
      decoder.decode(bytes.part(choice.markLength..<bytes.count), isLast: true, into: &text)
      text.withUnsafeBufferPointer { reader.read($0) }
    }
    guard reader.root?.lowercased() == "opml" else {
      throw .notAFeed(found: reader.root.map { "XML whose root is <\($0)>" } ?? "no XML")
    }
    return reader.subscriptions
  }
}

/// Goes through the tags of a document for its outlines.
private struct OutlineReader {
  private(set) var root: String?
  private(set) var subscriptions: [Subscription] = []

  /// The titles of the outlines that are open.
  private var open: [String] = []
  private var tag = XMLTag()

  private static let outline = NameHash(ignoringCase: "outline")

  mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
    var at = 0
    while true {
      at = ByteScan.first(UInt8(ascii: "<"), in: text, from: at)
      guard at + 1 < text.count else { return }
      if text.has("<!--", at: at) {
        // Outlines that are commented out are none.
        guard let end = text.firstPlace(of: "-->", from: at + 4) else { return }
        at = end + 3
      } else if text.has("</", at: at) {
        if XMLTag.name(text, at + 2).name == Self.outline { _ = open.popLast() }
        at += 2
      } else if XMLTag.startsName(text[at + 1]), case .end(let end) = read(text, tagAt: at) {
        at = end
      } else {
        at += 1
      }
    }
  }

  /// Reads a start tag; one that the end of the document cuts means nothing.
  private mutating func read(
    _ text: UnsafeBufferPointer<UInt8>, tagAt place: Int
  ) -> XMLTag.Outcome {
    let outcome = tag.read(text, at: place, isLast: true)
    guard case .end(let end) = outcome, text[end - 1] == UInt8(ascii: ">") else { return outcome }
    root = root ?? String(decoding: text.part(tag.localName), as: UTF8.self)
    guard tag.name == Self.outline else { return outcome }
    let attributes = XMLAttributes(tag.attributes, in: text, entities: DeclaredEntities())
    let title = attributes.value("title")?.trimmed ?? attributes.value("text")?.trimmed ?? ""
    if let url = attributes.value("xmlUrl")?.trimmed, subscriptions.count < FeedLimits.items {
      subscriptions.append(
        Subscription(title: title, url: url, categories: open.filter { !$0.isEmpty }))
    }
    if !tag.isEmpty { open.append(title) }
    return outcome
  }
}
