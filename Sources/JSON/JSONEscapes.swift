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
    var text = text
    output.append(UInt8(ascii: "\""))
    text.withUTF8 { bytes in
      var run = 0
      var at = 0
      while at < bytes.count {
        let byte = bytes[at]
        if byte >= 0x20, byte < 0x7F, byte != 0x22, byte != 0x5C {
          at += 1
          continue
        }
        let length = byte < 0x80 ? 1 : escapedLength(bytes, at)
        if length == 0 {
          at += 1
          continue
        }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[run..<at]))
        appendEscape(UnsafeBufferPointer(rebasing: bytes[at..<(at + length)]), to: &output)
        at += length
        run = at
      }
      output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[run...]))
    }
    output.append(UInt8(ascii: "\""))
  }

  /// The bytes of a scalar beyond ASCII that is escaped; 0 where the byte begins none.
  private static func escapedLength(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    // The text is a `String`, so a first byte is followed by all others of its scalar.
    switch bytes[at] {
    case 0xC2: bytes[at + 1] < 0xA0 ? 2 : 0  // U+0080…U+009F
    case 0xD8: bytes[at + 1] == 0x9C ? 2 : 0  // U+061C
    case 0xE2:
      switch (bytes[at + 1], bytes[at + 2]) {
      case (0x80, 0x8E...0x8F), (0x80, 0xA8...0xAE), (0x81, 0xA6...0xA9): 3
      default: 0
      }
    case 0xEF: bytes[at + 1] == 0xBB && bytes[at + 2] == 0xBF ? 3 : 0  // U+FEFF
    default: 0
    }
  }

  private static func appendEscape(
    _ scalar: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]
  ) {
    switch scalar[0] {
    case UInt8(ascii: "\""): output.append(contentsOf: [0x5C, 0x22])
    case UInt8(ascii: "\\"): output.append(contentsOf: [0x5C, 0x5C])
    case 0x0A: output.append(contentsOf: [0x5C, 0x6E])
    case 0x0D: output.append(contentsOf: [0x5C, 0x72])
    case 0x09: output.append(contentsOf: [0x5C, 0x74])
    default:
      let value = String(decoding: scalar, as: UTF8.self).unicodeScalars.first?.value ?? 0
      let digits = String(value, radix: 16)
      output.append(contentsOf: [0x5C, 0x75])
      output.append(contentsOf: repeatElement(0x30, count: 4 - digits.utf8.count))
      output.append(contentsOf: digits.utf8)
    }
  }
}
