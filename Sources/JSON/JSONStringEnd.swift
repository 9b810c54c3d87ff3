/// Where a string ends, found eight bytes at a time.
struct JSONStringEnd {
  /// The place of the closing quote.
  private(set) var end: Int

  /// Whether there is a backslash.
  private(set) var isEscaped = false

  /// Whether there are control characters as they are.
  private(set) var hasControls = false

  /// Nil where there is no closing quote.
  @inline(__always)
  init?(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, quote: UInt8) {
    let raw = UnsafeRawBufferPointer(bytes)
    let quotes = UInt64(quote) &* Self.ones
    var at = start
    while at < bytes.count {
      if at + 8 <= bytes.count {
        let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        let marks =
          (Self.zeros(word ^ quotes) | Self.zeros(word ^ (0x5C &* Self.ones))
            | (word &- 0x20 &* Self.ones) & ~word) & Self.highs
        if marks == 0 {
          at += 8
          continue
        }
        at += marks.trailingZeroBitCount / 8
      }
      let byte = bytes[at]
      if byte == quote {
        end = at
        return
      }
      if byte == UInt8(ascii: "\\") {
        isEscaped = true
        at += 1
      } else if byte < 0x20 {
        hasControls = true
      }
      at += 1
    }
    return nil
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// The highest bit of each byte that is zero; bytes above the first such may have it by a carry.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }
}
