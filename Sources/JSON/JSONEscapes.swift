/// The backslash escapes of JSON strings, both ways.
enum JSONEscapes {
  static func decode(_ bytes: ArraySlice<UInt8>) -> String {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var at = bytes.startIndex
    while at < bytes.endIndex {
      let byte = bytes[at]
      at += 1
      guard byte == UInt8(ascii: "\\"), at < bytes.endIndex else {
        plain.append(byte)
        continue
      }
      let mark = bytes[at]
      at += 1
      switch mark {
      case UInt8(ascii: "n"): plain.append(0x0A)
      case UInt8(ascii: "t"): plain.append(0x09)
      case UInt8(ascii: "r"): plain.append(0x0D)
      case UInt8(ascii: "b"): plain.append(0x08)
      case UInt8(ascii: "f"): plain.append(0x0C)
      case UInt8(ascii: "u"): plain.append(contentsOf: decodeUnit(bytes, &at))
      default: plain.append(mark)
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }

  /// What stands behind `\u`, joined with a second half of a surrogate pair.
  private static func decodeUnit(_ bytes: ArraySlice<UInt8>, _ at: inout Int) -> [UInt8] {
    guard let unit = hexadecimal(bytes, at) else { return Array("\u{FFFD}".utf8) }
    at += 4
    var code = UInt32(unit)
    if (0xD800..<0xDC00).contains(code), at + 6 <= bytes.endIndex,
      bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u"),
      let low = hexadecimal(bytes, at + 2), (0xDC00..<0xE000).contains(low)
    {
      code = 0x10000 + (code - 0xD800) << 10 + (UInt32(low) - 0xDC00)
      at += 6
    }
    return Array(String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
  }

  private static func hexadecimal(_ bytes: ArraySlice<UInt8>, _ at: Int) -> UInt16? {
    guard at + 4 <= bytes.endIndex else { return nil }
    var value: UInt16 = 0
    for byte in bytes[at..<at + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt16(digit)
    }
    return value
  }

  /// Appends a string in quotes. Beyond what RFC 8259 asks, C1 controls, bidi marks and line
  /// separators are escaped, so that a line of JSON stays one line and harmless on a terminal.
  static func encode(_ text: String, into output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output.append(contentsOf: [0x5C, 0x22])
      case "\\": output.append(contentsOf: [0x5C, 0x5C])
      case "\n": output.append(contentsOf: [0x5C, 0x6E])
      case "\r": output.append(contentsOf: [0x5C, 0x72])
      case "\t": output.append(contentsOf: [0x5C, 0x74])
      case "\u{20}"..."\u{7E}": output.append(UInt8(scalar.value))
      case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{61C}", "\u{200E}"..."\u{200F}",
        "\u{2028}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{FEFF}":
        let digits = String(scalar.value, radix: 16)
        output.append(contentsOf: [0x5C, 0x75])
        output.append(contentsOf: repeatElement(0x30, count: 4 - digits.utf8.count))
        output.append(contentsOf: digits.utf8)
      default: output.append(contentsOf: UTF8.encode(scalar)!)  // A scalar always has a UTF-8 form.
      }
    }
    output.append(UInt8(ascii: "\""))
  }
}
