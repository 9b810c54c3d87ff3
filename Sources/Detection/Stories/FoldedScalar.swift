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
  /// Two or three small ASCII letters, the first in the lowest byte: `ß` is `ss`.
  case letters(UInt32)
  /// A letter of another script, small.
  case letter(Unicode.Scalar, isCapital: Bool)
  /// A character of a script that sets no spaces between words.
  case unspaced(Unicode.Scalar)

  init(_ scalar: Unicode.Scalar) {
    typealias Listed = ScalarFolding.Listed
    self =
      switch scalar.value {
      case Listed.latin: Self.latin[Int(scalar.value)]
      case Listed.otherLetters:
        Self.otherLetters[Int(scalar.value - Listed.otherLetters.lowerBound)]
      case Listed.marks: Self.marks[Int(scalar.value - Listed.marks.lowerBound)]
      default: Self(unlisted: scalar)
      }
  }

  private static let latin = list(ScalarFolding.Listed.latin)
  private static let otherLetters = list(ScalarFolding.Listed.otherLetters)
  private static let marks = list(ScalarFolding.Listed.marks)

  private static func list(_ values: Range<UInt32>) -> [Self] {
    values.map { Unicode.Scalar($0).map(Self.init(unlisted:)) ?? .gap }
  }

  private init(unlisted scalar: Unicode.Scalar) {
    self =
      switch ScalarFolding.folded(scalar.value) {
      case .nothing, .apostrophe: .nothing
      case .sentenceEnd: .sentenceEnd
      case .separator: Self.quotes.contains(scalar.value) ? .sentenceEnd : .gap
      case .hyphen, .sign, .ascii: .gap
      case .letter(let letter, let isCapital): Self.letter(letter, isCapital: isCapital)
      case .letters(let letters): .letters(letters)
      case .ideograph(let letter): Unicode.Scalar(letter).map(Self.unspaced) ?? .gap
      }
  }

  private static func letter(_ letter: UInt32, isCapital: Bool) -> Self {
    if letter < 0x80 { return .ascii(UInt8(letter), isCapital: isCapital) }
    if let twin = otherTwins[letter] ?? Lookalikes.latinTwin(of: letter, isCapital: isCapital) {
      return .ascii(twin, isCapital: isCapital)
    }
    return Unicode.Scalar(letter).map { .letter($0, isCapital: isCapital) } ?? .gap
  }

  /// What somebody says stands behind them.
  private static let quotes: Set<UInt32> = [0x201C, 0x201D, 0xAB, 0xBB, 0x201E]

  /// Look-alikes of Latin letters outside of Greek and Cyrillic, and Cyrillic's palochka.
  private static let otherTwins: [UInt32: UInt8] = {
    var twins: [UInt32: UInt8] = [:]
    for pair in "ɑa ɡg ɩi ոn սu օo հh ցg զq ӏl ɴn ʀr ʏy ʟl".split(separator: " ") {
      let letters = Array(pair.unicodeScalars)
      twins[letters[0].value] = UInt8(letters[1].value)
    }
    return twins
  }()
}
