/// A 64-bit hash that is the same in every run, on every machine and in five years' time, because it
/// is stored. Swift's `Hasher` is seeded anew for each process.
///
/// FNV-1a (Fowler, Noll, Vo) gathers the bytes; the finaliser of MurmurHash3 spreads them, since
/// FNV alone leaves the high bits of short texts alike.
struct StableHash {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  static func of(_ text: String) -> UInt64 {
    var hash = StableHash()
    hash.combine(text)
    return hash.value
  }

  @inline(__always)
  mutating func combine(byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  /// A text and a mark of its end, so that "ab" and "c" differ from "a" and "bc".
  mutating func combine(_ text: String) {
    var text = text
    text.withUTF8 { for byte in $0 { combine(byte: byte) } }
    combine(byte: 0xFF)
  }

  mutating func combine(number: UInt64) {
    for place in 0..<8 { combine(byte: UInt8(truncatingIfNeeded: number >> (8 * place))) }
  }

  var value: UInt64 { Self.spread(state) }

  @inline(__always)
  static func spread(_ number: UInt64) -> UInt64 {
    var mixed = number
    mixed = (mixed ^ (mixed >> 33)) &* 0xff51_afd7_ed55_8ccd
    mixed = (mixed ^ (mixed >> 33)) &* 0xc4ce_b9fe_1a85_ec53
    return mixed ^ (mixed >> 33)
  }
}
