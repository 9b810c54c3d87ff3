/// A reference by number, `&#8217;` or `&#x2019;`, by the rules of HTML (section 13.2.5.80).
struct NumericReference {
  /// Nil for what is no character.
  private(set) var scalar: Unicode.Scalar?
  private(set) var code: UInt32

  /// The place behind it, and behind its semicolon.
  private(set) var end: Int
  private(set) var hasSemicolon: Bool

  /// Two of them have so many bytes at most, as far as they are meant.
  static let longestPair = 2 * "&#x0000D83D;".utf8.count

  /// Reads the reference whose `&` stands at a place; nil where there is none.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) {
    guard at + 2 < bytes.count, bytes[at + 1] == UInt8(ascii: "#") else { return nil }
    let isHexadecimal = bytes[at + 2] | 0x20 == UInt8(ascii: "x")
    let radix: UInt32 = isHexadecimal ? 16 : 10
    let first = at + (isHexadecimal ? 3 : 2)
    end = first
    code = 0
    while end < bytes.count, let digit = bytes[end].digit(radix: radix) {
      code = min(code * radix + digit, 0x110000)
      end += 1
    }
    guard end > first else { return nil }
    hasSemicolon = end < bytes.count && bytes[end] == UInt8(ascii: ";")
    if hasSemicolon { end += 1 }
    // Writers that think in UTF-16 make two of one.
    if (0xD800..<0xDC00).contains(code), hasSemicolon, end < bytes.count,
      bytes[end] == UInt8(ascii: "&"), let low = NumericReference(bytes, end),
      (0xDC00..<0xE000).contains(low.code)
    {
      code = 0x10000 + (code - 0xD800) << 10 + (low.code - 0xDC00)
      (end, hasSemicolon) = (low.end, low.hasSemicolon)
    }
    // 0x80…0x9F mean windows-1252.
    scalar =
      (0x80...0x9F).contains(code) ? Windows1252.scalar(UInt8(code)) : Unicode.Scalar(code)
  }
}
