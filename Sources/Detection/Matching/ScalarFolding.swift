@_spi(_Unicode) import Swift

/// What a character beyond ASCII becomes before texts are compared.
///
/// Letters lose case, accents and width; ornamental alphabets become plain letters; characters that
/// nobody sees are dropped; scripts without spaces give one word for each character.
enum ScalarFolding {
  enum Folded {
    /// Not part of a word.
    case separator
    case sentenceEnd
    /// As if it were not there.
    case nothing
    case apostrophe
    case hyphen
    case letter(UInt32, isCapital: Bool)
    /// Two or three letters of ASCII, the first in the lowest byte: `ß` is `ss`.
    case letters(UInt32)
    /// A word of its own: Han, kana, hangul, Thai …
    case ideograph(UInt32)
    /// An emoji or another sign that carries a feeling.
    case sign(UInt32)
    /// The full-width form of a mark of ASCII.
    case ascii(UInt8)
  }

  /// Characters that are looked up, in three tables of which few texts need more than two: to work all
  /// out takes milliseconds of a start. The others are worked out each time.
  enum Listed {
    static let latin: Range<UInt32> = 0..<0x370
    static let otherLetters: Range<UInt32> = 0x370..<0x2000
    static let marks: Range<UInt32> = 0x2000..<0x2500
  }

  private static let latin = Listed.latin.map(foldedUncached)
  private static let otherLetters = Listed.otherLetters.map(foldedUncached)
  private static let marks = Listed.marks.map(foldedUncached)

  static func folded(_ scalar: UInt32) -> Folded {
    switch scalar {
    case Listed.latin: latin[Int(scalar)]
    case Listed.otherLetters: otherLetters[Int(scalar - Listed.otherLetters.lowerBound)]
    case Listed.marks: marks[Int(scalar - Listed.marks.lowerBound)]
    default: foldedUncached(scalar)
    }
  }

  private static func foldedUncached(_ value: UInt32) -> Folded {
    if 0x4E00...0x9FFF ~= value || 0xAC00...0xD7A3 ~= value { return .ideograph(value) }
    guard let scalar = Unicode.Scalar(value) else { return .separator }
    switch value {
    case 0x2019, 0x2018, 0x201B, 0x02BC, 0x02B9, 0x00B4, 0x2032, 0xFF07: return .apostrophe
    case 0x2010, 0x2011, 0x2012: return .hyphen
    case 0x2026, 0x3002, 0xFF61, 0x203C, 0x2047...0x2049, 0x2028, 0x2029: return .sentenceEnd
    case 0x00AD, 0x034F, 0x061C, 0x180B...0x180E, 0x200B...0x200F, 0x202A...0x202E,
      0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF, 0x1F3FB...0x1F3FF, 0xE0000...0xE01EF:
      return .nothing
    case 0x0300...0x036F, 0x0591...0x05BD, 0x05BF...0x05C7, 0x064B...0x065F, 0x0670,
      0x06D6...0x06DC, 0x06DF...0x06E4, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF,
      0xFE20...0xFE2F, 0x0640, 0x3099...0x309C, 0xFF9E, 0xFF9F:
      return .nothing
    case 0xFF10...0xFF19: return .letter(value - 0xFEE0, isCapital: false)
    case 0xFF21...0xFF3A: return .letter(value - 0xFEC0, isCapital: true)
    case 0xFF41...0xFF5A: return .letter(value - 0xFEE0, isCapital: false)
    case 0xFF01...0xFF5E: return .ascii(UInt8(value - 0xFEE0))
    case 0xFF66...0xFF9D: return .ideograph(Composition.fullWidth(value))
    case 0xF900...0xFAFF: return .ideograph(base(of: scalar))
    default: break
    }
    if let letters = expansion(value) { return .letters(letters) }
    if let ornament = Ornaments.letter(value) { return ornament }
    if isUnspaced(value) { return .ideograph(value) }
    if isSign(value) { return .sign(value) }
    guard isWordPart(scalar) else { return .separator }
    if scalar.properties.numericType == .decimal, let digit = scalar.properties.numericValue {
      return .letter(0x30 + UInt32(digit), isCapital: false)
    }
    return .letter(base(of: scalar), isCapital: scalar.properties.isUppercase)
  }

  /// The small letter without its accents.
  private static func base(of scalar: Unicode.Scalar) -> UInt32 {
    switch scalar.value {
    case 0x0131, 0x0130: return 0x69  // Turkish i, without and with a dot
    case 0x0141, 0x0142: return 0x6C
    case 0x00D8, 0x00F8: return 0x6F
    case 0x0110, 0x0111, 0x00D0, 0x00F0: return 0x64
    case 0x0126, 0x0127: return 0x68
    case 0x03C2: return 0x03C3  // final sigma
    case 0x00B5: return 0x03BC  // the micro sign is a Greek letter
    default: break
    }
    let small = scalar.properties.lowercaseMapping._nfd.first(where: { _ in true }) ?? scalar
    return small.properties.lowercaseMapping.unicodeScalars.first?.value ?? small.value
  }

  private static func expansion(_ value: UInt32) -> UInt32? {
    switch value {
    case 0x00DF, 0x1E9E: packed("ss")
    case 0x00C6, 0x00E6: packed("ae")
    case 0x0152, 0x0153: packed("oe")
    case 0x00DE, 0x00FE: packed("th")
    case 0x0132, 0x0133: packed("ij")
    case 0xFB00: packed("ff")
    case 0xFB01: packed("fi")
    case 0xFB02: packed("fl")
    case 0xFB03: packed("ffi")
    case 0xFB04: packed("ffl")
    case 0xFB05, 0xFB06: packed("st")
    default: nil
    }
  }

  private static func packed(_ letters: String) -> UInt32 {
    letters.utf8.reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Scripts that leave no space between words, and hangul, whose particles stick to the noun.
  private static func isUnspaced(_ value: UInt32) -> Bool {
    switch value {
    case 0x0E01...0x0E4E, 0x0E81...0x0ECD, 0x1000...0x109F, 0x1100...0x11FF, 0x1780...0x17D3,
      0x3005...0x3007, 0x3041...0x3096, 0x309D...0x30FF, 0x3105...0x318F,
      0x31F0...0x31FF, 0x3400...0x4DBF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  private static func isSign(_ value: UInt32) -> Bool {
    switch value {
    case 0x2190...0x21FF, 0x2300...0x23FF, 0x25A0...0x27BF, 0x2900...0x297F, 0x2B00...0x2BFF,
      0x1F000...0x1FAFF:
      true
    default: false
    }
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber:
      true
    default: false
    }
  }
}
