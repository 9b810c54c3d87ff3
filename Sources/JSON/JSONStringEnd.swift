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
    let quotes = EightBytes.all(quote)
    var at = start
    while at < bytes.count {
      if at + 8 <= bytes.count {
        let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        let marks =
          (EightBytes.zeros(word ^ quotes) | EightBytes.zeros(word ^ EightBytes.all(0x5C))
            | EightBytes.controls(word)) & EightBytes.highs
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
}
