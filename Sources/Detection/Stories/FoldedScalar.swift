/// A character beyond ASCII as the comparison of texts reads it: the letter that it looks like.
///
/// Texts are passed on with letters swapped for look-alikes, in order to slip through filters, and
/// with marks that nobody sees. Both sides are folded alike, so it does no harm that real Greek or
/// Cyrillic words come out half Latin.
enum FoldedScalar {
  /// Not there at all: invisible marks, accents that combine, apostrophes.
  case nothing
  /// Between words.
  case gap
  /// Between words, and what follows begins a sentence.
  case sentenceEnd
  /// One small ASCII letter or digit, and whether it was a capital.
  case ascii(UInt8, isCapital: Bool)
  /// A letter of another script, small.
  case letter(Unicode.Scalar, isCapital: Bool)
  /// A character of a script that sets no spaces between words.
  case unspaced(Unicode.Scalar)

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0xAD, 0x2019, 0x2018, 0x2BC, 0xB4, 0x300...0x36F, 0x200B...0x200F, 0x202A...0x202E,
      0x2060...0x206F, 0xFEFF, 0x34F, 0x61C, 0x180E, 0xFE00...0xFE0F, 0xE0000...0xE0FFF:
      self = .nothing
    case 0x2026, 0x201C, 0x201D, 0xAB, 0xBB, 0x201E, 0x2028, 0x2029, 0x3002, 0xFF01, 0xFF1F:
      self = .sentenceEnd
    case 0xC0...0x17F: self = Self.latin(scalar.value)
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A:  // Full-width forms.
      self = Self.ascii(UInt8(scalar.value - 0xFEE0))
    case 0x1D400...0x1D6A3: self = Self.alphabet(scalar.value - 0x1D400)  // Mathematical letters.
    case 0x1D7CE...0x1D7FF:
      self = .ascii(0x30 + UInt8((scalar.value - 0x1D7CE) % 10), isCapital: false)
    case 0x24B6...0x24E9: self = Self.alphabet(scalar.value - 0x24B6)  // Letters in circles.
    case 0x1F130...0x1F149, 0x1F150...0x1F169, 0x1F170...0x1F189:  // And in squares.
      self = .ascii(0x61 + UInt8((scalar.value - 0x1F130) % 32), isCapital: false)
    case 0x370...0x52F: self = Self.greekOrCyrillic(scalar)
    case 0x3041...0x30FF, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF, 0xE00...0xEFF,
      0x1000...0x109F, 0x1780...0x17FF:
      self = .unspaced(scalar)
    case 0xFB00...0xFB04:
      // A ligature of the letters f, i and l counts as one f: short of a letter, a slip at most.
      self = .ascii(UInt8(ascii: "f"), isCapital: false)
    default: self = Self.other(scalar)
    }
  }

  private static func other(_ scalar: Unicode.Scalar) -> Self {
    let properties = scalar.properties
    guard properties.isAlphabetic || properties.numericType == .decimal else { return .gap }
    guard properties.isUppercase else { return .letter(scalar, isCapital: false) }
    let small = properties.lowercaseMapping.unicodeScalars.first ?? scalar
    return .letter(small, isCapital: true)
  }

  private static func ascii(_ byte: UInt8) -> Self {
    let isCapital = (0x41...0x5A).contains(byte)
    return .ascii(isCapital ? byte + 0x20 : byte, isCapital: isCapital)
  }

  /// The letters A…Z, a…z again and again, as Unicode's styled alphabets stand.
  private static func alphabet(_ place: UInt32) -> Self {
    let letter = place % 52
    return .ascii(0x61 + UInt8(letter % 26), isCapital: letter < 26)
  }

  private static func latin(_ code: UInt32) -> Self {
    let letter = latinLetters.utf8Start[Int(code - 0xC0)]
    if letter == UInt8(ascii: " ") { return .gap }
    let isCapital = code < 0xE0 || (code >= 0x100 && code % 2 == 0)
    return .ascii(letter, isCapital: isCapital)
  }

  /// The letters without their accents, U+00C0…U+017F.
  private static let latinLetters: StaticString = """
    aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll\
    lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs
    """

  private static func greekOrCyrillic(_ scalar: Unicode.Scalar) -> Self {
    let code = scalar.value
    let small: UInt32 =
      switch code {
      case 0x391...0x3A9, 0x410...0x42F: code + 0x20
      case 0x400...0x40F: code + 0x50
      default: code
      }
    let isCapital = small != code
    switch small {
    case 0x430, 0x3B1: return .ascii(UInt8(ascii: "a"), isCapital: isCapital)
    case 0x432, 0x3B2: return .ascii(UInt8(ascii: "b"), isCapital: isCapital)
    case 0x441: return .ascii(UInt8(ascii: "c"), isCapital: isCapital)
    case 0x501: return .ascii(UInt8(ascii: "d"), isCapital: isCapital)
    case 0x435, 0x451, 0x3B5: return .ascii(UInt8(ascii: "e"), isCapital: isCapital)
    case 0x43D, 0x4BB: return .ascii(UInt8(ascii: "h"), isCapital: isCapital)
    case 0x456, 0x457, 0x3B9: return .ascii(UInt8(ascii: "i"), isCapital: isCapital)
    case 0x458: return .ascii(UInt8(ascii: "j"), isCapital: isCapital)
    case 0x43A, 0x3BA: return .ascii(UInt8(ascii: "k"), isCapital: isCapital)
    case 0x43C: return .ascii(UInt8(ascii: "m"), isCapital: isCapital)
    case 0x43E, 0x3BF: return .ascii(UInt8(ascii: "o"), isCapital: isCapital)
    case 0x440, 0x3C1: return .ascii(UInt8(ascii: "p"), isCapital: isCapital)
    case 0x51B: return .ascii(UInt8(ascii: "q"), isCapital: isCapital)
    case 0x455: return .ascii(UInt8(ascii: "s"), isCapital: isCapital)
    case 0x442, 0x3C4: return .ascii(UInt8(ascii: "t"), isCapital: isCapital)
    case 0x3C5: return .ascii(UInt8(ascii: "u"), isCapital: isCapital)
    case 0x3BD, 0x475: return .ascii(UInt8(ascii: "v"), isCapital: isCapital)
    case 0x51D: return .ascii(UInt8(ascii: "w"), isCapital: isCapital)
    case 0x445, 0x3C7: return .ascii(UInt8(ascii: "x"), isCapital: isCapital)
    case 0x443: return .ascii(UInt8(ascii: "y"), isCapital: isCapital)
    default:
      // `small` is a letter of the same block, so it is a scalar.
      return .letter(Unicode.Scalar(small) ?? scalar, isCapital: isCapital)
    }
  }
}
