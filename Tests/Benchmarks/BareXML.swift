import CXML

/// libxml2 alone: the time below which no reader of feeds that is built on it can go.
///
/// This is why the benchmarks may import `CXML`, which no other test does: a door of `Feeds` that
/// leaves out what the room is for would exist for nobody but them.
enum BareXML {
  /// Elements and bytes of text that the parser told of.
  struct Count {
    var elements = 0
    var text = 0
  }

  /// One pass with callbacks that only count, and the options that `Feeds` has.
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
