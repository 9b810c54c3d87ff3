/// Looks for control characters that no text means: all but white space.
enum ControlScan {
  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0C, 0x0D: false
    case 0..<0x20, 0x7F..<0xA0: true
    default: false
    }
  }

  /// Whether UTF-8 holds one. Eight bytes at a time, for nearly no text does.
  static func finds(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let raw = UnsafeRawBufferPointer(bytes)
    var at = 0
    while at < bytes.count {
      if at + 8 <= bytes.count,
        isPlain(raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      {
        at += 8
        continue
      }
      let byte = bytes[at]
      if byte < 0x80, isControl(Unicode.Scalar(byte)) { return true }
      // U+0080…U+009F.
      if byte == 0xC2, at + 1 < bytes.count, bytes[at + 1] < 0xA0 { return true }
      at += 1
    }
    return false
  }

  private static func isPlain(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }
    let low = (word &- 0x20 &* ones) & ~word
    let marks = low | zeros(word ^ (0x7F &* ones)) | zeros(word ^ (0xC2 &* ones))
    return marks & (0x80 &* ones) == 0
  }
}
