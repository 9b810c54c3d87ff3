import CXML

/// libxml2 alone: what it takes a parser of XML, among the fastest there are, to tell a document to
/// callbacks that only count. It is the measure for `Feeds`, which does not have it.
enum BareXML {
  /// Elements and bytes of text that the parser told of.
  struct Count {
    var elements = 0
    var text = 0
  }

  /// What to say of a stage and the same bytes read by libxml2 alone.
  static func share(_ name: String, _ read: Measurement, _ bare: Measurement) -> String {
    "libxml2 alone over the same; \(name) has \(Report.figures(bare.cpu / read.cpu)) of its speed"
  }

  /// One pass with callbacks that only count, that recovers from what is malformed and loads nothing.
  static func count(_ document: [UInt8]) -> Count {
    var count = Count()
    guard let context = xmlNewParserCtxt() else { preconditionFailure("no memory for a parser") }
    defer { xmlFreeParserCtxt(context) }
    let options = XML_PARSE_RECOVER.rawValue | XML_PARSE_NONET.rawValue
    withUnsafeMutablePointer(to: &count) { count in
      context.pointee.sax.pointee = handler
      context.pointee.userData = UnsafeMutableRawPointer(count)
      document.withUnsafeBytes { bytes in
        _ = xmlCtxtReadMemory(
          context, bytes.baseAddress, Int32(bytes.count), nil, nil, Int32(options))
      }
    }
    return count
  }

  private static var handler: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.startElementNs = { count, _, _, _, _, _, _, _, _ in
      count?.assumingMemoryBound(to: Count.self).pointee.elements += 1
    }
    handler.endElementNs = { _, _, _, _ in }
    let characters: charactersSAXFunc = { count, _, length in
      count?.assumingMemoryBound(to: Count.self).pointee.text += Int(length)
    }
    handler.characters = characters
    handler.ignorableWhitespace = characters
    handler.cdataBlock = characters
    handler.serror = { _, _ in }
    return handler
  }
}
