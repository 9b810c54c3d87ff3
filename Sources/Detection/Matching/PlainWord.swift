/// A word of at most 16 letters and digits of ASCII, read and folded eight bytes at a time.
///
/// Nine words in ten are like this. It has no apostrophe but that of `'s`, no hyphen and no letter
/// beyond ASCII in or behind it, so nothing about it is in doubt; for all others `Tokenizer` goes letter by letter.
///
/// The arithmetic is on bytes within a number. Vectors of 16 bytes would be the better half of it, but
/// the compiler makes loops over the lanes of what compares them, at a tenth of the speed.
struct PlainWord {
  /// The folded letters as they lie in memory, zero behind the word.
  private let low: UInt64
  private let high: UInt64
  /// 1…16.
  let count: Int
  /// Whether it has two letters or more, and none is small.
  let isShouted: Bool
  /// Whether `'s` stands behind it.
  let isPossessive: Bool

  /// How many bytes must be readable from the word's beginning on: 16, and four that tell its end.
  static let reach = 20

  /// - Parameter start: of at least `reach` bytes, the first of them a letter or digit.
  /// - Returns: nil where the word must be read letter by letter.
  @inline(__always)
  init?(at start: UnsafePointer<UInt8>) {
    let first = Eight(at: start)
    var count = first.count
    guard count == 8 else {
      isPossessive = Self.isPossessive(start + count)
      guard isPossessive || Self.endsWord(start + count) else { return nil }
      low = first.folded & Eight.first(count)
      high = 0
      self.count = count
      guard !Self.hasRunOfThree(low, 0, count) else { return nil }
      isShouted = first.capitals(count) > 1 && first.hasNoSmall(count)
      return
    }
    let second = Eight(at: start + 8)
    count += second.count
    isPossessive = Self.isPossessive(start + count)
    guard isPossessive || Self.endsWord(start + count) else { return nil }
    low = first.folded
    high = second.folded & Eight.first(second.count)
    self.count = count
    guard !Self.hasRunOfThree(low, high, count) else { return nil }
    isShouted =
      first.hasNoSmall(8) && second.hasNoSmall(second.count)
      && first.capitals(8) + second.capitals(second.count) > 1
  }

  var hash: UInt64 { TokenHash.of(low, high, count: count) }

  var beginsWithDigit: Bool { UInt8(truncatingIfNeeded: low) <= UInt8(ascii: "9") }

  /// Writes the folded letters and zeros behind them, 16 bytes in all.
  @inline(__always)
  func write(to place: UnsafeMutablePointer<UInt8>) {
    let raw = UnsafeMutableRawPointer(place)
    raw.storeBytes(of: low, as: UInt64.self)
    raw.storeBytes(of: high, toByteOffset: 8, as: UInt64.self)
  }

  /// Whether what stands behind a word ends it and has no part in it.
  @inline(__always)
  private static func endsWord(_ end: UnsafePointer<UInt8>) -> Bool {
    let byte = end[0]
    if byte == 0x20 { return true }
    guard byte < 0x80, !ASCII.isWordPart(byte) else { return false }
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "&"), UInt8(ascii: "-"): return false
    case UInt8(ascii: ":"): return end[1] != UInt8(ascii: "/")  // Or it may be a link.
    default: return true
    }
  }

  @inline(__always)
  private static func isPossessive(_ end: UnsafePointer<UInt8>) -> Bool {
    end[0] == UInt8(ascii: "'") && end[1] | 0x20 == UInt8(ascii: "s") && endsWord(end + 2)
  }

  /// Whether a letter or digit stands three times in a row; may say so of a few where none does.
  @inline(__always)
  private static func hasRunOfThree(_ low: UInt64, _ high: UInt64, _ count: Int) -> Bool {
    guard count > 2 else { return false }
    // Zero where a byte equals the next one, then where it equals the next two.
    let one = (low ^ (low &>> 8 | high &<< 56), high ^ high &>> 8)
    let two = (one.0 | (one.0 &>> 8 | one.1 &<< 56), one.1 | one.1 &>> 8)
    // Behind the word all bytes are zero: only those with two of the word behind them are asked.
    let asked = count &- 2
    if asked <= 8 { return Eight.zeros(two.0) & Eight.first(asked) != 0 }
    return Eight.zeros(two.0) | Eight.zeros(two.1) & Eight.first(asked &- 8) != 0
  }
}

/// Eight bytes of a text; what is told of each is its highest bit.
private struct Eight {
  private let raw: UInt64
  private let letters: UInt64
  private let parts: UInt64

  /// A byte in all eight places.
  @inline(__always)
  private static func all(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }

  @inline(__always)
  init(at start: UnsafePointer<UInt8>) {
    raw = UnsafeRawPointer(start).loadUnaligned(as: UInt64.self)
    let ascii = ~raw & Self.all(0x80)
    let seven = raw & Self.all(0x7F)
    // Adding what is missing to 0x80 raises the highest bit of all that is not below.
    let small = seven | Self.all(0x20)
    letters = (small &+ Self.all(0x1F)) & ~(small &+ Self.all(0x05)) & ascii
    parts = letters | (seven &+ Self.all(0x50)) & ~(seven &+ Self.all(0x46)) & ascii
  }

  /// How many letters and digits come before the first other byte.
  var count: Int { (~parts & Self.all(0x80)).trailingZeroBitCount &>> 3 }

  var folded: UInt64 { raw | letters &>> 2 }

  func hasNoSmall(_ count: Int) -> Bool { letters & raw &<< 2 & Self.first(count) == 0 }

  func capitals(_ count: Int) -> Int {
    (letters & ~raw &<< 2 & Self.first(count)).nonzeroBitCount
  }

  /// The highest bit of each byte that is zero, and perhaps of some above one that is.
  static func zeros(_ bytes: UInt64) -> UInt64 {
    (bytes &- all(0x01)) & ~bytes & all(0x80)
  }

  /// All bits of the first bytes.
  static func first(_ count: Int) -> UInt64 {
    count == 0 ? 0 : UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* count)
  }
}
