import Glibc

/// The backslash escapes of JSON strings, both ways.
enum JSONEscapes {
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    // Nothing grows but `\u` without digits, from two bytes to the three of U+FFFD.
    String(unsafeUninitializedCapacity: bytes.count + bytes.count / 2 + 1) { plain in
      var at = 0
      var end = 0
      while at < bytes.count {
        let run = endOfRun(bytes, from: at)
        if run > at {
          memcpy(plain.baseAddress! + end, bytes.baseAddress! + at, run - at)
          end += run - at
        }
        guard run + 1 < bytes.count else { break }
        at = run + 2
        plain[end] = 0x0A
        switch bytes[run + 1] {
        case UInt8(ascii: "n"): break
        case UInt8(ascii: "t"): plain[end] = 0x09
        case UInt8(ascii: "r"): plain[end] = 0x0D
        case UInt8(ascii: "b"): plain[end] = 0x08
        case UInt8(ascii: "f"): plain[end] = 0x0C
        case UInt8(ascii: "u"):
          end = write(scalar(bytes, &at), to: plain, at: end)
          continue
        case let mark: plain[end] = mark
        }
        end += 1
      }
      return end
    }
  }

  /// The place of the next backslash, or the end. Most runs are short, so that the call that looks
  /// for it in a long one would cost more than it saves.
  private static func endOfRun(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var at = start
    while at < bytes.count, at < start + 16 {
      if bytes[at] == UInt8(ascii: "\\") { return at }
      at += 1
    }
    guard at < bytes.count,
      let found = memchr(bytes.baseAddress! + at, 0x5C, bytes.count - at)
    else { return bytes.count }
    return UnsafeRawPointer(found) - UnsafeRawPointer(bytes.baseAddress!)
  }

  /// What stands behind `\u`, joined with a second half of a surrogate pair.
  private static func scalar(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int
  ) -> Unicode.Scalar {
    guard let unit = hexadecimal(bytes, at) else { return "\u{FFFD}" }
    at += 4
    var code = unit
    if (0xD800..<0xDC00).contains(code), at + 6 <= bytes.count,
      bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u"),
      let low = hexadecimal(bytes, at + 2), (0xDC00..<0xE000).contains(low)
    {
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      at += 6
    }
    return Unicode.Scalar(code) ?? "\u{FFFD}"
  }

  private static func hexadecimal(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt32? {
    guard at + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for place in at..<at + 4 {
      let byte = bytes[place]
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46, 0x61...0x66: digit = (byte | 0x20) - 0x61 + 10
      default: return nil
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  /// Writes the UTF-8 of a scalar; returns where it ends.
  private static func write(
    _ scalar: Unicode.Scalar, to bytes: UnsafeMutableBufferPointer<UInt8>, at start: Int
  ) -> Int {
    var end = start
    for byte in UTF8.encode(scalar)! {  // Every scalar has an encoding.
      bytes[end] = byte
      end += 1
    }
    return end
  }

  /// Appends a string in quotes. Beyond what RFC 8259 asks, C1 controls, bidi marks and line
  /// separators are escaped, so that a line of JSON stays one line and harmless on a terminal.
  static func encode(_ text: String, into output: inout [UInt8]) {
    var text = text
    output.append(UInt8(ascii: "\""))
    text.withUTF8 { bytes in
      var run = 0
      var at = plainStart(of: bytes)
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

  /// How many of the first bytes are surely written as they are: keys and most texts as a whole, but for
  /// the last few.
  private static func plainStart(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    var at = 0
    while at + 8 <= bytes.count {
      let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      let marks =
        EightBytes.zeros(word ^ EightBytes.all(0x22))
        | EightBytes.zeros(word ^ EightBytes.all(0x5C))
        | EightBytes.zeros(word ^ EightBytes.all(0x7F)) | EightBytes.controls(word) | word
      guard marks & EightBytes.highs == 0 else { return at }
      at += 8
    }
    return at
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
