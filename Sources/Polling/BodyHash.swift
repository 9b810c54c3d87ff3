/// Tells an unchanged body from a changed one without keeping it.
///
/// Not for use against an adversary: who can make two bodies of one hash only hides items of
/// their own feed. Equal on every machine and in every run, because it is stored.
package struct BodyHash: Sendable {
  private static let seed: UInt64 = 0x9E37_79B9_7F4A_7C15

  private var state: UInt64
  private var count: UInt64 = 0

  /// What came behind the last whole word: fewer than eight bytes, the first in the lowest place.
  private var tail: UInt64 = 0
  private var tailBits: UInt64 = 0

  /// Of a body that comes in pieces, whatever these are. It is another than the same body has in one,
  /// whose length is known from the first byte on.
  package init() { state = Self.seed }

  private init(length: Int) { state = UInt64(length) ^ Self.seed }

  package static func of(_ bytes: [UInt8]) -> UInt64 {
    var hash = BodyHash(length: bytes.count)
    bytes.withUnsafeBufferPointer { hash.add($0) }
    return hash.end
  }

  /// Takes in the next bytes.
  package mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    // Eight bytes at a time, each word multiplied to 128 bits and both halves folded together, as in
    // wyhash: every bit of a word reaches every bit of the state.
    count += UInt64(bytes.count)
    let raw = UnsafeRawBufferPointer(bytes)
    var at = 0
    while tailBits > 0, at < raw.count {
      addToTail(raw[at])
      at += 1
    }
    while at + 8 <= raw.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      state = Self.mixed(state ^ word)
      at += 8
    }
    while at < raw.count {
      addToTail(raw[at])
      at += 1
    }
  }

  /// The hash of all that was taken in.
  package var value: UInt64 { Self.mixed(end ^ count) }

  private var end: UInt64 {
    Self.mixed(Self.mixed(state ^ (tailBits == 0 ? 0 : tail.byteSwapped >> (64 - tailBits))))
  }

  private mutating func addToTail(_ byte: UInt8) {
    tail |= UInt64(byte) << tailBits
    tailBits += 8
    guard tailBits == 64 else { return }
    state = Self.mixed(state ^ tail)
    (tail, tailBits) = (0, 0)
  }

  /// Spreads a number over all 64 bits.
  static func mixed(_ value: UInt64) -> UInt64 {
    // Neither factor may become zero, or all that came before would be forgotten.
    let product = (value ^ 0x2D35_8DCC_AA6C_78A5).multipliedFullWidth(by: 0x8BB8_4B93_962E_ACC9)
    return product.high ^ product.low ^ value.byteSwapped
  }
}
