/// Percent-encoding (RFC 3986, section 2.1).
package enum PercentEncoding {
  /// The text as a value in an address or a form: all is encoded but what is unreserved, and `kept`.
  package static func encoded(_ text: String, keeping kept: String = "") -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if isUnreserved(byte) || kept.utf8.contains(byte) {
        bytes.append(byte)
      } else {
        encode(byte, into: &bytes)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text that was encoded; nil where it is no UTF-8.
  package static func decoded(_ text: some StringProtocol) -> String? {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    let bytes = Array(text.utf8)
    var plain: [UInt8] = []
    var at = 0
    while at < bytes.count {
      let byte = encodedByte(bytes, at)
      plain.append(byte ?? bytes[at])
      at += byte == nil ? 1 : 3
    }
    return String(validating: plain, as: UTF8.self)
  }

  /// The same bytes in one spelling: what needs no encoding has none (section 2.3), the digits of
  /// the rest are capitals, and spaces and bytes beyond ASCII are encoded.
  package static func normalized(_ text: String) -> String {
    if text.utf8.allSatisfy({
      $0 != UInt8(ascii: "%") && $0 != UInt8(ascii: "+") && $0 > 0x20 && $0 < 0x7F
    }) {
      return text
    }
    var plain: [UInt8] = []
    let bytes = Array(text.utf8)
    var at = 0
    while at < bytes.count {
      if let byte = encodedByte(bytes, at) {
        if isUnreserved(byte) { plain.append(byte) } else { encode(byte, into: &plain) }
        at += 3
        continue
      }
      switch bytes[at] {
      case UInt8(ascii: "+"): encode(0x20, into: &plain)
      case 0x21...0x7E: plain.append(bytes[at])
      default: encode(bytes[at], into: &plain)
      }
      at += 1
    }
    return String(decoding: plain, as: UTF8.self)
  }

  private static func encodedByte(_ bytes: [UInt8], _ at: Int) -> UInt8? {
    guard bytes[at] == UInt8(ascii: "%"), at + 2 < bytes.count,
      let high = digit(bytes[at + 1]), let low = digit(bytes[at + 2])
    else { return nil }
    return high << 4 | low
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  private static func encode(_ byte: UInt8, into bytes: inout [UInt8]) {
    let digits: StaticString = "0123456789ABCDEF"
    bytes.append(UInt8(ascii: "%"))
    bytes.append(digits.utf8Start[Int(byte >> 4)])
    bytes.append(digits.utf8Start[Int(byte & 15)])
  }
}
