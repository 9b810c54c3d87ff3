import Model

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
    case .plain: String(decoding: bytes.trimmed, as: UTF8.self)
    case .html, .xhtml:
      HTMLText.mayHoldMarkup(bytes)
        ? HTMLText.plain(bytes) : String(decoding: bytes.trimmed, as: UTF8.self)
    case .base64: HTMLText.plain(String(decoding: Base64.decode(bytes), as: UTF8.self))
    }
  }
}
