/// A reference in the text of a document, read as forgivingly as publishers write them.
///
/// Known are the five names of XML, those of HTML, those that the document declares, and numbers as
/// HTML takes them. A `&` that begins none of them stands for itself.
struct XMLReference {
  private(set) var text: [UInt8]

  /// Bytes of the document, `&` and `;` included; 1 for a bare `&`.
  private(set) var length: Int

  /// What had to be repaired to read it.
  private(set) var problem: FeedProblem.Kind?

  /// Whether the text may hold markup: the document declared it.
  private(set) var isDeclared = false

  /// `&`, the longest name and `;`.
  static let longest = HTMLEntity.longestName + 2

  /// What the five names of XML stand for; 0 where another reference begins.
  @inline(__always)
  static func predefined(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int
  ) -> (byte: UInt8, length: Int) {
    guard at + 3 < bytes.count else { return (0, 0) }
    switch bytes[at + 1] {
    case UInt8(ascii: "l") where bytes.has("&lt;", at: at): return (UInt8(ascii: "<"), 4)
    case UInt8(ascii: "g") where bytes.has("&gt;", at: at): return (UInt8(ascii: ">"), 4)
    case UInt8(ascii: "a") where bytes.has("&amp;", at: at): return (UInt8(ascii: "&"), 5)
    case UInt8(ascii: "a") where bytes.has("&apos;", at: at): return (UInt8(ascii: "'"), 6)
    case UInt8(ascii: "q") where bytes.has("&quot;", at: at): return (UInt8(ascii: "\""), 6)
    default: return (0, 0)
    }
  }

  /// Whether the bytes end before it can be told what begins at a `&`.
  static func isCut(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    if at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "#") {
      return bytes.count - at < NumericReference.longestPair
    }
    guard bytes.count - at < longest else { return false }
    return !bytes[(at + 1)...].contains { !$0.isNameByte }
  }

  init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, entities: inout DeclaredEntities
  ) {
    let (byte, length) = Self.predefined(bytes, at)
    if length > 0 {
      self.text = [byte]
      self.length = length
      return
    }
    self.text = [UInt8(ascii: "&")]
    self.length = 1
    if at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "#") {
      if !readNumber(bytes, at) { problem = .bareAmpersand }
      return
    }
    guard let name = Self.name(bytes, at) else {
      problem = .bareAmpersand
      return
    }
    if let value = entities.value(name) {
      (text, self.length, isDeclared) = (value, name.count + 2, true)
    } else if let value = HTMLEntity.text(of: name) {
      (text, self.length, problem) = (Array(value.utf8), name.count + 2, .undeclaredEntity)
    } else {
      problem = entities.hasRefused ? .refusedEntity : .bareAmpersand
    }
  }

  private static func name(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int
  ) -> UnsafeBufferPointer<UInt8>? {
    var end = at + 1
    while end < bytes.count, end - at <= HTMLEntity.longestName, bytes[end].isNameByte { end += 1 }
    guard end > at + 1, end < bytes.count, bytes[end] == UInt8(ascii: ";") else { return nil }
    return bytes.part((at + 1)..<end)
  }

  private mutating func readNumber(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    guard let reference = NumericReference(bytes, at), reference.hasSemicolon else { return false }
    length = reference.end - at
    switch reference.code {
    case 0..<0x09, 0x0B, 0x0C, 0x0E..<0x20, 0x7F, 0xFFFE, 0xFFFF:
      (text, problem) = ([], .controlCharacter)
    default: text = Array(String(reference.scalar ?? "\u{FFFD}").utf8)
    }
    return true
  }
}

extension UInt8 {
  /// What the names of elements, attributes and references are made of, as far as it is ASCII.
  @inline(__always)
  var isNameByte: Bool {
    isASCIIAlphanumeric || self == UInt8(ascii: "_") || self == UInt8(ascii: "-")
      || self == UInt8(ascii: ".")
  }
}
