import Glibc

/// One value of a document. Questions that do not fit its kind give nil.
package struct JSONValue: Sendable {
  let document: JSONDocument
  let index: Int

  var node: JSONDocument.Node { document.nodes[index] }

  /// Which value of its document it is, counted in the order of the text.
  package var place: Int { index }

  /// Whether another value of the same document is this one or stands within it.
  package func contains(_ other: JSONValue) -> Bool {
    (index..<Int(node.next)).contains(other.index)
  }

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
    node.kind == .string ? decoded(Int(node.start)..<Int(node.end)) : nil
  }

  private func decoded(_ range: Range<Int>) -> String {
    document.bytes.withUnsafeBufferPointer { bytes in
      let text = UnsafeBufferPointer(rebasing: bytes[range])
      return node.isEscaped
        ? JSONEscapes.decode(text) : String(decoding: text, as: UTF8.self)
    }
  }

  /// A number; nil for one beyond what a `Double` holds.
  package var double: Double? {
    guard node.kind == .number, let number = Double(literal), number.isFinite else { return nil }
    return number
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

  /// Whether its end was found; false for an array or object within which a salvaged text breaks off.
  package var isWhole: Bool { !document.unclosed.contains(index) }

  /// The value of a key of an object; where a key stands twice, the last, as most readers do.
  package subscript(_ key: String) -> JSONValue? {
    guard node.kind == .object else { return nil }
    var key = key
    return key.withUTF8 { document.member($0, of: index) }
      .map { JSONValue(document: document, index: $0) }
  }

  /// The element of an array at a place from 0.
  package subscript(_ place: Int) -> JSONValue? {
    guard node.kind == .array, place >= 0 else { return nil }
    var at = index + 1
    var left = place
    while at < node.next, left > 0 {
      at = Int(document.nodes[at].next)
      left -= 1
    }
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
    var counter = JSONLineCounter()
    return counter.line(of: self)
  }
}

extension JSONDocument {
  /// The node of the value of a key, the last where there are several.
  fileprivate func member(_ wanted: UnsafeBufferPointer<UInt8>, of object: Int) -> Int? {
    nodes.withUnsafeBufferPointer { nodes in
      bytes.withUnsafeBufferPointer { bytes in
        var found: Int?
        var at = object + 1
        let end = Int(nodes[object].next)
        while at < end {
          if Self.key(nodes[at], in: bytes, equals: wanted) { found = at + 1 }
          at = Int(nodes[at + 1].next)
        }
        return found
      }
    }
  }

  @inline(__always)
  private static func key(
    _ key: Node, in bytes: UnsafeBufferPointer<UInt8>, equals wanted: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let range = Int(key.start)..<Int(key.end)
    if key.isEscaped {
      return JSONEscapes.decode(UnsafeBufferPointer(rebasing: bytes[range])).utf8
        .elementsEqual(wanted)
    }
    guard range.count == wanted.count else { return false }
    guard let first = wanted.first else { return true }
    return bytes[range.lowerBound] == first
      && memcmp(bytes.baseAddress! + range.lowerBound, wanted.baseAddress!, wanted.count) == 0
  }
}
