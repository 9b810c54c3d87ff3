/// Percent-encoding (RFC 3986, section 2.1).
enum PercentEncoding {
  /// The same bytes in one spelling: what needs no encoding has none (section 2.3), the digits of
  /// the rest are capitals, and bytes beyond ASCII are encoded.
  static func normalized(_ text: String) -> String {
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
      } else {
        let byte = bytes[at]
        if byte == UInt8(ascii: "+") {
          encode(0x20, into: &plain)
        } else if byte <= 0x20 || byte >= 0x7F {
          encode(byte, into: &plain)
        } else {
          plain.append(byte)
        }
        at += 1
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }

  /// The text that was encoded.
  static func decoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    var plain: [UInt8] = []
    let bytes = Array(text.utf8)
    var at = 0
    while at < bytes.count {
      if let byte = encodedByte(bytes, at) {
        plain.append(byte)
        at += 3
      } else {
        plain.append(bytes[at])
        at += 1
      }
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
