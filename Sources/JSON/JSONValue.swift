/// One value of a document. Questions that do not fit its kind give nil.
package struct JSONValue: Sendable {
  let document: JSONDocument
  let index: Int

  private var node: JSONDocument.Node { document.nodes[index] }

  package enum Kind: String, Sendable { case object, array, string, number, boolean, null }

  package var kind: Kind {
    switch node.kind {
    case .object: .object
    case .array: .array
    case .string: .string
    case .number: .number
    case .yes, .no: .boolean
    case .null: .null
    }
  }

  package var isNull: Bool { node.kind == .null }

  package var bool: Bool? {
    switch node.kind {
    case .yes: true
    case .no: false
    default: nil
    }
  }

  /// The text of a string; invalid UTF-8 and lone surrogates become U+FFFD.
  package var string: String? {
    guard node.kind == .string else { return nil }
    let range = Int(node.start)..<Int(node.end)
    return node.isEscaped
      ? JSONEscapes.decode(document.bytes[range])
      : document.bytes.withUnsafeBufferPointer {
        String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
      }
  }

  package var double: Double? {
    node.kind == .number ? Double(literal) : nil
  }

  /// A whole number, also where it is written `1e3` or `5.0`.
  package var int: Int? {
    guard node.kind == .number else { return nil }
    return Int(literal) ?? Double(literal).flatMap { Int(exactly: $0) }
  }

  /// The bytes of the value as they stand in the document, a string with its quotes.
  package var literal: String {
    let quote = node.kind == .string ? 1 : 0
    return String(
      decoding: document.bytes[Int(node.start) - quote..<Int(node.end) + quote], as: UTF8.self)
  }

  /// The value of a key of an object; where a key stands twice, the last, as most readers do.
  package subscript(_ key: String) -> JSONValue? {
    guard node.kind == .object else { return nil }
    var key = key
    return key.withUTF8 { wanted in
      var found: Int?
      var at = index + 1
      while at < node.next {
        if document.key(at, equals: wanted) { found = at + 1 }
        at = Int(document.nodes[at + 1].next)
      }
      return found.map { JSONValue(document: document, index: $0) }
    }
  }

  /// The element of an array at a place from 0.
  package subscript(_ place: Int) -> JSONValue? {
    guard node.kind == .array, place >= 0 else { return nil }
    var at = index + 1
    for _ in 0..<place where at < node.next { at = Int(document.nodes[at].next) }
    return at < node.next ? JSONValue(document: document, index: at) : nil
  }

  /// The elements of an array, in order; nil for other kinds.
  package var elements: [JSONValue]? {
    guard node.kind == .array else { return nil }
    var elements: [JSONValue] = []
    var at = index + 1
    while at < node.next {
      elements.append(JSONValue(document: document, index: at))
      at = Int(document.nodes[at].next)
    }
    return elements
  }

  /// The keys and values of an object, in order, repeated keys included; nil for other kinds.
  package var members: [(key: String, value: JSONValue)]? {
    guard node.kind == .object else { return nil }
    var members: [(key: String, value: JSONValue)] = []
    var at = index + 1
    while at < node.next {
      let key = JSONValue(document: document, index: at)
      let value = JSONValue(document: document, index: at + 1)
      members.append((key: key.string ?? "", value: value))
      at = Int(document.nodes[at + 1].next)
    }
    return members
  }

  /// The line of the document on which the value begins, from 1.
  package var line: Int {
    document.bytes.prefix(Int(node.start)).count { $0 == 0x0A } + 1
  }
}

extension JSONDocument {
  fileprivate func key(_ index: Int, equals wanted: UnsafeBufferPointer<UInt8>) -> Bool {
    let node = nodes[index]
    let range = Int(node.start)..<Int(node.end)
    if node.isEscaped { return JSONEscapes.decode(bytes[range]).utf8.elementsEqual(wanted) }
    guard range.count == wanted.count else { return false }
    return bytes.withUnsafeBufferPointer {
      UnsafeBufferPointer(rebasing: $0[range]).elementsEqual(wanted)
    }
  }
}
