/// One word of a text, as the comparison of texts sees it: 64 bits that tell equal words from
/// others and still show how alike two different words are written.
///
/// From the top: 25 bits of hash, 5 for the first letter, 5 of length, one for each letter a…z that it
/// has, one for a word that is common in any text, 2 for its kind.
struct Word: Hashable, Sendable {
  let bits: UInt64

  enum Kind: UInt64 {
    case plain = 0
    /// A number, a weekday or a month: with another one it is another thing.
    case number = 1
    case name = 2
    case tag = 3
  }

  private static let hashBits: UInt64 = 0xFFFF_FF80_0000_0000

  /// - Parameter shape: after its end.
  init(hash: UInt64, shape: WordShape, isCommon: Bool, kind: Kind) {
    bits =
      (hash & Self.hashBits) | UInt64(shape.first) << 34 | UInt64(min(shape.length, 31)) << 29
      | UInt64(shape.letters) << 3 | (isCommon ? 4 : 0) | kind.rawValue
  }

  /// A word of a script that has other signs than letters.
  init(unspaced hash: UInt64) {
    bits = (hash & Self.hashBits) | 1 << 29 | (hash << 3) & 0x1FFF_FFF8
  }

  init(key: UInt64, kind: UInt64) {
    bits = key | kind
  }

  private init(bits: UInt64) { self.bits = bits }

  /// What equal words have in common. A name may be written small elsewhere, and a tag without its
  /// mark, so the kind is no part of it.
  var key: UInt64 { bits & ~3 }

  /// The word as it counts within a scope: equal words of different scopes are different words.
  @inline(__always)
  func within(_ scope: UInt64) -> Word { Word(bits: bits ^ (scope & Self.hashBits)) }

  /// Enough of the hash for a table of one text.
  var shortHash: Int { Int(truncatingIfNeeded: bits >> 39) }

  var kind: Kind { Kind(rawValue: bits & 3) ?? .plain }
  var isCommon: Bool { bits & 4 != 0 }
  var length: Int { Int(bits >> 29 & 31) }

  /// 1 for `a`; 0 for a word that has other signs than letters.
  private var first: UInt64 { bits >> 34 & 31 }
  var hasLetters: Bool { first != 0 }
  var letters: UInt32 { UInt32(truncatingIfNeeded: bits >> 3) & 0x3FF_FFFF }

  /// The same word without what its capital letter seemed to say.
  var plain: Word { kind == .name ? Word(key: key, kind: 0) : self }

  /// Whether one is the other with a slip of the finger or of a scanner: a letter more, fewer,
  /// swapped, or read as another. Never so for numbers, where one digit is another flight.
  func isSlip(of other: Word) -> Bool {
    guard kind != .number, other.kind != .number, min(length, other.length) >= 4,
      hasLetters, other.hasLetters
    else { return false }
    let different = (letters ^ other.letters).nonzeroBitCount
    // The first letter is seldom missed, but may be swapped with the second.
    if first != other.first { return different == 0 && length == other.length }
    let isLong = min(length, other.length) >= 8
    return different <= (isLong ? 3 : 2) && abs(length - other.length) <= (isLong ? 2 : 1)
  }

  /// Whether one is the other cut short or without some of its letters: `flt` for `flight`.
  func isShortForm(of other: Word) -> Bool {
    let (short, long) = length < other.length ? (self, other) : (other, self)
    return kind != .number && other.kind != .number && short.length < long.length
      && short.hasLetters && short.first == long.first && short.letters & ~long.letters == 0
  }
}
