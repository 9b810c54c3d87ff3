/// Tells an unchanged body from a changed one without keeping it.
///
/// Not for use against an adversary: who can make two bodies of one hash only hides items of
/// their own feed. Equal on every machine and in every run, because it is stored.
package enum BodyHash {
  package static func of(_ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { body in
      // Eight bytes at a time, each word multiplied to 128 bits and both halves folded together,
      // as in wyhash: every bit of a word reaches every bit of the state.
      var state = UInt64(body.count) ^ 0x9E37_79B9_7F4A_7C15
      var at = 0
      while at + 8 <= body.count {
        let word = UInt64(littleEndian: body.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        state = mixed(state ^ word)
        at += 8
      }
      var tail: UInt64 = 0
      while at < body.count {
        tail = tail << 8 | UInt64(body[at])
        at += 1
      }
      return mixed(mixed(state ^ tail))
    }
  }

  /// Spreads a number over all 64 bits.
  static func mixed(_ value: UInt64) -> UInt64 {
    // Neither factor may become zero, or all that came before would be forgotten.
    let product = (value ^ 0x2D35_8DCC_AA6C_78A5).multipliedFullWidth(by: 0x8BB8_4B93_962E_ACC9)
    return product.high ^ product.low ^ value.byteSwapped
  }
}
