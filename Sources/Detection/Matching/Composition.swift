/// Characters that are written as one or as several: kana with their sound marks, syllables of
/// hangul.
enum Composition {
  /// The character that two make together, the second one as it stands in the text; nil where they
  /// stay two.
  static func of(_ first: UInt32, _ second: UInt32) -> UInt32? {
    switch second {
    case 0x3099, 0xFF9E: voiced(first)
    case 0x309A, 0xFF9F: isOfTheHRow(first) ? first + 2 : nil
    case 0x1161...0x1175 where 0x1100...0x1112 ~= first:
      0xAC00 + (first - 0x1100) * 588 + (second - 0x1161) * 28
    case 0x11A8...0x11C2 where 0xAC00...0xD7A3 ~= first && (first - 0xAC00) % 28 == 0:
      first + second - 0x11A7
    default: nil
    }
  }

  /// The katakana that a half-width form stands for.
  ///
  /// - Parameter value: U+FF66…U+FF9D.
  static func fullWidth(_ value: UInt32) -> UInt32 { katakana[Int(value - 0xFF66)] }

  private static let katakana = Array(
    "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
      .unicodeScalars.map(\.value))

  private static func voiced(_ kana: UInt32) -> UInt32? {
    switch kana {
    case 0x3046, 0x30A6: kana + 0x4E  // ゔ, ヴ
    // From か to ち the voiced one follows each; a small つ stands before つ, so that the order turns.
    case 0x304B...0x3062, 0x30AB...0x30C2: kana & 1 == 1 ? kana + 1 : nil
    case 0x3064, 0x3066, 0x3068, 0x30C4, 0x30C6, 0x30C8: kana + 1
    default: isOfTheHRow(kana) ? kana + 1 : nil
    }
  }

  /// は, ひ, ふ, へ, ほ: each is followed by its two voiced forms.
  private static func isOfTheHRow(_ kana: UInt32) -> Bool {
    switch kana {
    case 0x306F...0x307B: (kana - 0x306F) % 3 == 0
    case 0x30CF...0x30DB: (kana - 0x30CF) % 3 == 0
    default: false
    }
  }
}
