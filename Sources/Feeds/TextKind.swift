/// How the characters within an element become plain text.
enum TextKind {
  /// They are the text.
  case plain
  /// They are HTML, and tags among them belong to it: RSS, and Atom's `type="html"`.
  case html
  /// They are the text of XHTML whose tags are elements: Atom's `type="xhtml"`.
  case xhtml
  /// They are HTML in base 64: Atom 0.3.
  case base64

  /// By RFC 4287, section 3.1.1, and `type` and `mode` of Atom 0.3.
  static func ofAtom(_ attributes: XMLAttributes) -> TextKind {
    let type = attributes.value("type")?.trimmed?.lowercased() ?? "text"
    switch attributes.value("mode")?.lowercased() {
    case "base64": return .base64
    case "escaped": return type.hasPrefix("text/plain") || type == "text" ? .plain : .html
    default: break
    }
    switch type {
    case "text", "text/plain", "plain": return .plain
    case "xhtml", "application/xhtml+xml": return .xhtml
    case let type where type.hasSuffix("xml") && type != "text/xml": return .xhtml
    case let type where type.contains("/") && !type.hasPrefix("text/"): return .base64
    default: return .html
    }
  }

  /// The plain text of what was gathered, without white space around.
  func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    switch self {
    case .plain: String(decoding: bytes, as: UTF8.self).trimmed ?? ""
    case .html, .xhtml:
      bytes.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") })
        ? HTMLText.plain(bytes) : String(decoding: bytes, as: UTF8.self).trimmed ?? ""
    case .base64: Base64.decode(bytes).withUnsafeBufferPointer { HTMLText.plain($0) }
    }
  }
}

/// RFC 4648, tolerant of white space.
enum Base64 {
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var decoded: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in bytes {
      let value: UInt32
      switch byte {
      case 0x41...0x5A: value = UInt32(byte - 0x41)
      case 0x61...0x7A: value = UInt32(byte - 0x61) + 26
      case 0x30...0x39: value = UInt32(byte - 0x30) + 52
      case 0x2B, 0x2D: value = 62
      case 0x2F, 0x5F: value = 63
      default: continue
      }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        decoded.append(UInt8(bits >> UInt32(count) & 0xFF))
      }
    }
    return decoded
  }
}
