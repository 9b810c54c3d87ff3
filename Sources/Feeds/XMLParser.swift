import CXML

/// Runs libxml2 over a document and tells a `FeedBuilder` what it finds.
///
/// libxml2 pulls repaired UTF-8 a few kilobytes at a time, so neither it nor this room ever holds a
/// second copy of the document. It recovers from what is still malformed; it has no network, no
/// entities and no limits lifted (`XML_PARSE_HUGE` would switch its guards off).
final class XMLParser {
  private let input: DecodedBytes
  private(set) var builder: FeedBuilder
  private var repair = XMLRepair()
  private var given = 0
  private var isAtEnd = false
  private var names = XMLNames()
  private var context: xmlParserCtxtPtr?
  private(set) var problems = ProblemList()

  init(_ input: DecodedBytes, builder: FeedBuilder) {
    self.input = input
    self.builder = builder
  }

  func parse() {
    xmlInitParser()
    guard let context = xmlNewParserCtxt() else { preconditionFailure("no memory for a parser") }
    defer { xmlFreeParserCtxt(context) }
    self.context = context
    context.pointee.sax.pointee = Self.handler
    let this = Unmanaged.passUnretained(self).toOpaque()
    context.pointee.userData = this
    let options =
      XML_PARSE_RECOVER.rawValue | XML_PARSE_NONET.rawValue
      | XML_PARSE_IGNORE_ENC.rawValue
    _ = xmlCtxtReadIO(
      context,
      { this, target, count in
        guard let this, let target else { return -1 }
        let parser = Unmanaged<XMLParser>.fromOpaque(this).takeUnretainedValue()
        return Int32(parser.give(UnsafeMutableRawBufferPointer(start: target, count: Int(count))))
      }, nil, this, nil, nil, Int32(options))
    builder.finish()
  }

  /// What was repaired on the way.
  var repairs: [FeedProblem] { repair.problems.problems }

  private func give(_ target: UnsafeMutableRawBufferPointer) -> Int {
    if given == repair.output.count { refill() }
    let count = min(target.count, repair.output.count - given)
    repair.output.withUnsafeBytes {
      target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[given..<(given + count)]))
    }
    given += count
    return count
  }

  private func refill() {
    repair.output.removeAll(keepingCapacity: true)
    given = 0
    while repair.output.isEmpty, !isAtEnd {
      input.withWindow { window, isLast in
        isAtEnd = isLast
        return repair.repair(window, isLast: isLast)
      }
    }
  }

  // MARK: Callbacks

  /// Copied into each context.
  nonisolated(unsafe) private static let handler: xmlSAXHandler = {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.startElementNs = { this, name, prefix, namespace, _, _, count, _, attributes in
      guard let this, let name else { return }
      let parser = Unmanaged<XMLParser>.fromOpaque(this).takeUnretainedValue()
      parser.start(name, prefix, namespace, XMLAttributes(attributes, count: Int(count)))
    }
    handler.endElementNs = { this, name, _, _ in
      guard let this, let name else { return }
      Unmanaged<XMLParser>.fromOpaque(this).takeUnretainedValue().builder.end(name)
    }
    let characters: charactersSAXFunc = { this, text, count in
      guard let this, let text else { return }
      let parser = Unmanaged<XMLParser>.fromOpaque(this).takeUnretainedValue()
      parser.builder.text(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    handler.characters = characters
    handler.ignorableWhitespace = characters
    handler.cdataBlock = characters
    handler.serror = { this, error in
      guard let this, let error else { return }
      Unmanaged<XMLParser>.fromOpaque(this).takeUnretainedValue().note(error.pointee)
    }
    return handler
  }()

  private func start(
    _ name: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?,
    _ namespace: UnsafePointer<xmlChar>?, _ attributes: XMLAttributes
  ) {
    builder.start(
      names.name(name), in: names.namespace(namespace, prefix: prefix), spelled: name,
      attributes)
    // What nobody will keep need not be parsed.
    if builder.isFull, let context { xmlStopParser(context) }
  }

  private func note(_ error: xmlError) {
    let message = error.message.map { String(cString: $0).trimmed ?? "" } ?? ""
    switch Int(error.code) {
    case Int(XML_NS_ERR_UNDEFINED_NAMESPACE.rawValue):
      problems.note(.undeclaredPrefix, error.str1.map { String(cString: $0) } ?? "")
    case Int(XML_ERR_TAG_NAME_MISMATCH.rawValue):
      problems.note(.mismatchedTag, "line \(error.line): \(message)")
    case Int(XML_ERR_TAG_NOT_FINISHED.rawValue), Int(XML_ERR_DOCUMENT_EMPTY.rawValue):
      problems.note(.truncated)
    default: problems.note(.malformed, "line \(error.line): \(message)")
    }
  }
}

/// The attributes of one element, readable only while it is being told.
struct XMLAttributes {
  private let values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  let count: Int

  init(_ values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int) {
    self.values = values
    self.count = values == nil ? 0 : count
  }

  /// The value of an attribute, whatever its namespace unless a prefix is asked for.
  func value(_ name: StaticString, prefix: StaticString? = nil) -> String? {
    guard let values else { return nil }
    for place in 0..<count {
      // Five pointers for each: name, prefix, namespace, first and end of the value.
      let attribute = values + place * 5
      guard let found = attribute[0], Self.equals(found, name) else { continue }
      if let prefix {
        guard let foundPrefix = attribute[1], Self.equals(foundPrefix, prefix) else { continue }
      }
      guard let start = attribute[3], let end = attribute[4] else { continue }
      return Self.text(UnsafeBufferPointer(start: start, count: end - start))
    }
    return nil
  }

  /// Without entity substitution libxml2 leaves `&` as `&#38;`, and only that.
  private static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    var plain: [UInt8] = []
    var at = 0
    while at < bytes.count {
      plain.append(bytes[at])
      let isAmpersand = bytes[at...].starts(with: "&#38;".utf8)
      at += isAmpersand ? 5 : 1
    }
    return String(decoding: plain, as: UTF8.self)
  }

  /// Whether the names are the same but for case, which old formats were not strict about.
  private static func equals(_ found: UnsafePointer<xmlChar>, _ name: StaticString) -> Bool {
    for place in 0..<name.utf8CodeUnitCount
    where found[place] | 0x20 != name.utf8Start[place] | 0x20 {
      return false
    }
    return found[name.utf8CodeUnitCount] == 0
  }
}
