/// What of a word's letters is left when reading errors and disguises are taken away.
///
/// Letters and digits that are taken for each other are one: `0` and `o`; `1`, `i` and `l`; `rn` and
/// `m`; `cl` and `d`; and a letter that stands twice stands once, so that `sooo` is `so`. Some words
/// become equal by that, `corner` and `comer`; whole texts do not.
struct WordShape {
  private var hash = StableHash()
  private(set) var letters: UInt32 = 0
  private(set) var length = 0

  /// The first letter, 1 for `a`; other signs share what is left of 31. 0 before the first.
  private(set) var first: UInt8 = 0

  /// The letter that the next one may still change; 0 for none.
  private var pending: UInt8 = 0
  private var isPendingDigit = false

  /// Whether a digit that stands twice stays: `b777` is not `b77`, but `ca11ed` is `called`.
  private let keepsDigits: Bool

  init(keepsDigits: Bool = false) {
    self.keepsDigits = keepsDigits
  }

  /// - Parameter byte: a small letter, a digit, or a byte of another script's letter.
  @inline(__always)
  mutating func add(_ byte: UInt8) {
    let folded = Self.folded(byte)
    let isDigit = keepsDigits && byte < 0x3A
    if folded == pending, !isDigit, !isPendingDigit { return }
    if pending == UInt8(ascii: "r"), folded == UInt8(ascii: "n") {
      pending = UInt8(ascii: "m")
    } else if pending == UInt8(ascii: "c"), folded == UInt8(ascii: "i") {
      pending = UInt8(ascii: "d")
    } else {
      emit()
      pending = folded
      isPendingDigit = isDigit
    }
  }

  /// A digit of a number, which is nothing but itself.
  mutating func add(digit byte: UInt8) {
    emit(byte, letter: Self.folded(byte))
  }

  /// The hash of all that was added; the end of the word.
  @inline(__always)
  mutating func finish() -> UInt64 {
    emit()
    pending = 0
    return hash.value
  }

  @inline(__always)
  private mutating func emit() {
    if pending != 0 { emit(pending, letter: pending) }
  }

  @inline(__always)
  private mutating func emit(_ byte: UInt8, letter: UInt8) {
    let number = letter &- 0x61
    if first == 0 { first = number < 26 ? number + 1 : 27 + number % 5 }
    hash.combine(byte: byte)
    letters |= 1 << (UInt32(number) % 26)
    length += 1
  }

  @inline(__always)
  private static func folded(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "l"): UInt8(ascii: "i")
    case UInt8(ascii: "w"): UInt8(ascii: "v")
    case 0x30...0x39: digits.utf8Start[Int(byte - 0x30)]
    default: byte
    }
  }

  /// What the digits 0…9 are read as within words; 6 looks like no letter.
  private static let digits: StaticString = "oizeas6tbg"
}
