/// Questions to eight bytes of a text at once; the answer for each is its highest bit.
///
/// Bytes above the first of which something is true may say so as well, by a carry.
enum EightBytes {
  static let highs = all(0x80)

  /// A byte in all eight places.
  @inline(__always)
  static func all(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  @inline(__always)
  static func zeros(_ word: UInt64) -> UInt64 { (word &- all(1)) & ~word }

  /// Below a blank.
  @inline(__always)
  static func controls(_ word: UInt64) -> UInt64 { (word &- all(0x20)) & ~word }
}
