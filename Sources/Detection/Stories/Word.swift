/// One word of a text, as the comparison of texts sees it: 64 bits that tell equal words from
/// others and still show how alike two different words are written.
///
/// From the top: 30 bits of hash, 5 of length, one for each letter a…z that it has, one for a word
/// that is common in any text, 2 for its kind.
struct Word: Hashable, Sendable {
  let bits: UInt64

  enum Kind: UInt64 {
    case plain = 0
    case number = 1
    case name = 2
    case tag = 3
  }

  private static let hashBits: UInt64 = 0xFFFF_FFFC_0000_0000

  init(hash: UInt64, length: Int, letters: UInt32, isCommon: Bool, kind: Kind) {
    bits =
      (hash & Self.hashBits) | UInt64(min(length, 31)) << 29 | UInt64(letters) << 3
      | (isCommon ? 4 : 0) | kind.rawValue
  }

  private init(bits: UInt64) {
    self.bits = bits
  }

  /// What equal words have in common. A name may be written small elsewhere, and a tag without its
  /// mark, so the kind is no part of it.
  var key: UInt64 { bits & ~3 }

  /// The same for a word that was read within a scope, as if it had been read within none.
  func key(within scope: UInt64) -> UInt64 { key ^ (scope & Self.hashBits) }

  var kind: Kind { Kind(rawValue: bits & 3) ?? .plain }
  var isCommon: Bool { bits & 4 != 0 }
  var length: Int { Int(bits >> 29 & 31) }

  /// 0 for a word of a script that has other signs than letters.
  var letters: UInt32 { UInt32(truncatingIfNeeded: bits >> 3) & 0x3FF_FFFF }

  /// The same word without what its capital letter seemed to say.
  var plain: Word { kind == .name ? Word(bits: key) : self }

  /// Whether one is the other with a slip of the finger or of a scanner: a letter more, fewer,
  /// swapped, or read as another. Never so for numbers, where one digit is another flight.
  func isSlip(of other: Word) -> Bool {
    guard kind != .number, other.kind != .number, min(length, other.length) >= 4,
      letters != 0, other.letters != 0
    else { return false }
    let isLong = min(length, other.length) >= 8
    return (letters ^ other.letters).nonzeroBitCount <= (isLong ? 3 : 2)
      && abs(length - other.length) <= (isLong ? 2 : 1)
  }

  /// Whether one is the other cut short or without some of its letters: `flt` for `flight`.
  func isShortForm(of other: Word) -> Bool {
    let (short, long) = length < other.length ? (self, other) : (other, self)
    return kind != .number && other.kind != .number && short.length < long.length
      && short.letters != 0 && short.letters & ~long.letters == 0
  }
}
