/// How what JSON does not allow is read: in the way that keeps most of what comes after.
///
/// Each of these fails in a strict reader. In a salvaging one it passes over a byte at least, or
/// leaves the reader expecting something that will, so that reading ends.
extension JSONReader {
  /// The text is at its end.
  mutating func end() throws(Fault) {
    switch expected {
    case .nothing: return
    case .colon:
      try complain(.truncated, "expected a colon after the key", at: at)
      append(.null, length: 0)
    case .value where open.isEmpty:
      try complain(.truncated, "expected a value, found the end", at: at)
    case .value:
      try complain(.truncated, "expected a value, found the end", at: at)
      append(.null, length: 0)
    case .element, .firstElement:
      try complain(.truncated, "expected a value, found the end", at: at)
    case .key, .firstKey: try complain(.truncated, "expected a key in quotes", at: at)
    case .separator:
      let isObject = nodes[open[open.count - 1]].kind == .object
      try complain(.truncated, isObject ? Self.objectSeparator : Self.arraySeparator, at: at)
    }
  }

  static var objectSeparator: String { "expected a comma or \"}\"" }
  static var arraySeparator: String { "expected a comma or \"]\"" }

  mutating func mendKey(_ byte: UInt8) throws(Fault) {
    let reason: String = "expected a key in quotes"
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "}"):
      try complain(.extraComma, reason, at: at)
      if byte == UInt8(ascii: ",") { at += 1 } else { closeInnermost() }
    case UInt8(ascii: "'"):
      try complain(.wrongQuotes, reason, at: at)
      if try readString(until: byte) { expected = .colon }
    case _ where Self.isName(byte):
      try complain(.wrongQuotes, reason, at: at)
      append(.string, length: wordLength(from: at))
      expected = .colon
    case UInt8(ascii: "]"): try mendBracket(reason)
    default: try skip(reason)
    }
  }

  mutating func mendColon() throws(Fault) {
    try complain(.malformed, "expected a colon after the key", at: at)
    append(.null, length: 0)
  }

  mutating func mendSeparator(_ byte: UInt8, isObject: Bool) throws(Fault) {
    let reason = isObject ? Self.objectSeparator : Self.arraySeparator
    switch byte {
    case UInt8(ascii: "}"), UInt8(ascii: "]"): try mendBracket(reason)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      try complain(.malformed, reason, at: at)
      expected = isObject ? .key : .element
    case UInt8(ascii: "-") where !isObject, 0x30...0x39 where !isObject:
      try complain(.malformed, reason, at: at)
      expected = .element
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      try complain(.malformed, reason, at: at)
      if isObject { at += 1 } else { expected = .element }
    default: try skip(reason)
    }
  }

  mutating func mendValue(_ byte: UInt8) throws(Fault) {
    let reason: String = "expected a value"
    let isElement = expected != .value
    switch byte {
    case UInt8(ascii: "'"):
      try complain(.wrongQuotes, reason, at: at)
      if try readString(until: byte) { passValue() }
    case _ where Self.isName(byte) || byte == UInt8(ascii: "+"):
      try mendWord(reason)
    case UInt8(ascii: ",") where isElement:
      try complain(.extraComma, reason, at: at)
      at += 1
    case UInt8(ascii: "]") where isElement:
      try complain(.extraComma, reason, at: at)
      closeInnermost()
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"):
      try complain(.malformed, reason, at: at)
      if isElement { try mendBracket(reason) } else { append(.null, length: 0) }
    default: try skip(reason)
    }
  }

  /// A word where a value should be: of JavaScript, of Python, or of nobody.
  private mutating func mendWord(_ reason: String) throws(Fault) {
    if matches("True") {
      try complain(.malformed, reason, at: at)
      append(.yes, length: 4)
    } else if matches("False") {
      try complain(.malformed, reason, at: at)
      append(.no, length: 5)
    } else {
      let isKnown = matches("NaN") || matches("Infinity") || matches("undefined") || matches("None")
      try complain(isKnown ? .notANumber : .malformed, reason, at: at)
      skipWord(from: at)
    }
  }

  /// A null for the word that goes on from a place.
  mutating func skipWord(from place: Int) {
    append(.null, length: max(1, place - at + wordLength(from: place)))
  }

  private func wordLength(from place: Int) -> Int {
    var end = place
    while end < bytes.count, Self.isName(bytes[end]) { end += 1 }
    return end - place
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "$"),
      UInt8(ascii: "."), UInt8(ascii: "-"), 0x80...0xFF:
      true
    default: false
    }
  }

  /// A bracket that ends not what is innermost but something around it, or nothing.
  private mutating func mendBracket(_ reason: String) throws(Fault) {
    try complain(.malformed, reason, at: at)
    let kind: JSONDocument.Kind = bytes[at] == UInt8(ascii: "}") ? .object : .array
    guard open.contains(where: { nodes[$0].kind == kind }) else {
      at += 1
      return
    }
    while let innermost = open.last, nodes[innermost].kind != kind { close(endingAt: at) }
    closeInnermost()
  }

  private mutating func skip(_ reason: String) throws(Fault) {
    if bytes[at] == UInt8(ascii: "/"), mode == .salvaging {
      repairs.note(.malformed, reason, at: at)
      let isBlock = at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "*")
      // A comment without an end is the rest of the text.
      at = JSONComment.end(bytes, at) ?? (isBlock ? bytes.count : at + 1)
    } else {
      try complain(.malformed, reason, at: at)
      at += 1
    }
  }

  /// Passes over an array or object that is nested too deep; it counts as null.
  mutating func skipNested() {
    let start = at
    var depth = 0
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\""):
        at = JSONStringEnd(bytes, from: at + 1, quote: bytes[at])?.end ?? bytes.count - 1
      default: break
      }
      at += 1
      if depth == 0 { break }
    }
    if depth > 0 { repairs.note(.truncated, "expected the end of a value", at: start) }
    append(.null, length: 0)
  }

  /// The text goes on behind a value: more values, the end of a wrapper, or something foreign.
  mutating func mendEnd(_ byte: UInt8) throws(Fault) {
    let reason: String = "expected nothing after the end of the value"
    guard mode == .salvaging else { throw Fault(reason: reason, at: at) }
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["): expected = .value
    case UInt8(ascii: ")"), UInt8(ascii: ";"), UInt8(ascii: ","), 0x1E, 0: at += 1
    default:
      repairs.note(.textAfter, reason, at: at)
      while at < bytes.count, bytes[at] != 0x0A { at += 1 }
    }
  }
}
