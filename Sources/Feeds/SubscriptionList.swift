import CXML

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
    let builder = SubscriptionListBuilder()
    xmlInitParser()
    guard let context = xmlNewParserCtxt() else { preconditionFailure("no memory for a parser") }
    defer { xmlFreeParserCtxt(context) }
    context.pointee.sax.pointee = handler
    context.pointee.userData = Unmanaged.passUnretained(builder).toOpaque()
    bytes.withUnsafeBytes {
      _ = xmlCtxtReadMemory(
        context, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: $0.count),
        nil, nil, Int32(XML_PARSE_RECOVER.rawValue | XML_PARSE_NONET.rawValue))
    }
    guard builder.root?.lowercased() == "opml" else {
      throw .notAFeed(
        found: builder.root.map { "XML whose root is <\($0)>" } ?? "no XML, where OPML was expected"
      )
    }
    return builder.subscriptions
  }

  /// Copied into each context. The callbacks are those without namespaces: OPML has none.
  nonisolated(unsafe) private static let handler: xmlSAXHandler = {
    var handler = xmlSAXHandler()
    handler.startElement = { builder, name, attributes in
      guard let builder, let name else { return }
      Unmanaged<SubscriptionListBuilder>.fromOpaque(builder).takeUnretainedValue()
        .start(String(cString: name), attributes)
    }
    handler.endElement = { builder, name in
      guard let builder, let name else { return }
      Unmanaged<SubscriptionListBuilder>.fromOpaque(builder).takeUnretainedValue()
        .end(String(cString: name))
    }
    // Without one, libxml2 prints what it finds wrong.
    handler.serror = { _, _ in }
    return handler
  }()
}

/// Gathers subscriptions while libxml2 runs over the document.
private final class SubscriptionListBuilder {
  private(set) var root: String?
  private(set) var subscriptions: [Subscription] = []

  /// The titles of the outlines that are open.
  private var open: [String] = []

  func start(
    _ name: String, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    root = root ?? name
    guard name.lowercased() == "outline" else { return }
    var values: [String: String] = [:]
    var next = attributes
    // Pairs of a name and a value, with nil behind the last.
    while let pair = next, let key = pair[0] {
      if let value = pair[1] {
        // libxml2 leaves an ampersand in the form in which a second reading would take it for one.
        values[String(cString: key).lowercased()] =
          String(cString: value)
          .replacing("&#38;", with: "&").trimmed
      }
      next = pair + 2
    }
    let title = values["title"] ?? values["text"] ?? ""
    if let url = values["xmlurl"], subscriptions.count < FeedLimits.items {
      subscriptions.append(
        Subscription(title: title, url: url, categories: open.filter { !$0.isEmpty }))
    }
    open.append(title)
  }

  func end(_ name: String) {
    if name.lowercased() == "outline" { _ = open.popLast() }
  }
}
