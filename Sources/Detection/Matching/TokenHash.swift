/// A 64-bit hash of a folded word: what matching compares instead of letters.
///
/// Two words that collide are taken for one. At 10,000 phrases the chance that a given word does is
/// below 10⁻¹⁵, and a wrong hit would show its word in the explanation.
enum TokenHash {
  /// Kinds of words that are not the same although their letters are.
  enum Kind: UInt64 {
    case word = 0x2D35_8DCC_AA6C_78A5
    /// The beginning of a word, for `pre*`.
    case prefix = 0x8BB8_4B93_962E_ACC9
    case tag = 0x4B33_A62E_D433_D4A3
    case handle = 0x4D5A_2DA5_1DE1_AA47
    case ticker = 0x9E37_79B9_7F4A_7C15
  }

  static func of(_ bytes: UnsafePointer<UInt8>, count: Int, as kind: Kind = .word) -> UInt64 {
    let raw = UnsafeRawPointer(bytes)
    var hash = kind.rawValue ^ UInt64(truncatingIfNeeded: count)
    var at = 0
    while count - at >= 8 {
      hash = mix(hash ^ raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      at += 8
    }
    var tail: UInt64 = 0
    var shift: UInt64 = 0
    while at < count {
      tail |= UInt64(bytes[at]) << shift
      shift += 8
      at += 1
    }
    return mix(hash ^ tail)
  }

  /// The same for a word of 1…16 bytes that is at hand as two numbers, zero behind its end.
  @inline(__always)
  static func of(_ low: UInt64, _ high: UInt64, count: Int) -> UInt64 {
    var hash = Kind.word.rawValue ^ UInt64(truncatingIfNeeded: count)
    hash = mix(hash ^ low)
    guard count >= 8 else { return hash }
    hash = mix(hash ^ high)
    return count == 16 ? mix(hash) : hash
  }

  static func of(_ bytes: some Collection<UInt8>, as kind: Kind = .word) -> UInt64 {
    let bytes = Array(bytes)
    return bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { of($0, count: buffer.count, as: kind) } ?? mix(kind.rawValue)
    }
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = (value ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }
}
