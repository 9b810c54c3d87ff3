/// Letters of other scripts that look like Latin ones, as they are put into a name to slip through
/// filters: `Аcme` with a Cyrillic first letter.
///
/// After the confusables of Unicode TR 39, cut down to the letters that a reader takes for the other
/// in running text. They count in words of two scripts alone: a Russian or Greek word stays what it
/// is, whatever it looks like.
enum Lookalikes {
  struct Scripts: OptionSet {
    var rawValue: UInt8
    static let latin = Scripts(rawValue: 1)
    static let greek = Scripts(rawValue: 2)
    static let cyrillic = Scripts(rawValue: 4)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// - Parameter letter: folded.
    init(of letter: UInt32) {
      switch letter {
      case 0x80...0x24F: self = .latin
      case 0x370...0x3FF: self = .greek
      case 0x400...0x52F: self = .cyrillic
      default: self = []
      }
    }

    var areMixed: Bool { rawValue & (rawValue &- 1) != 0 }
  }

  /// Longer words are no names.
  private static let longestWord = 64

  /// The folded letters of a word in one script: in Latin, else in Cyrillic; nil where the letters of
  /// no script pass for those of the other.
  static func unmasked(_ word: UnsafeBufferPointer<UInt8>) -> [UInt32]? {
    var latin: [UInt32] = []
    var cyrillic: [UInt32] = []
    var passesForLatin = true
    var passesForCyrillic = true
    var at = 0
    func add(_ letter: UInt32, isCapital: Bool) {
      let script = Scripts(of: letter)
      if letter < 0x80 || script == .latin {
        latin.append(letter)
      } else if let twin = latinTwin(of: letter, isCapital: isCapital) {
        latin.append(UInt32(twin))
      } else {
        passesForLatin = false
      }
      if script == .cyrillic || letter <= UInt8(ascii: "9") {
        cyrillic.append(letter)
      } else if let twin = cyrillicTwins[letter] {
        cyrillic.append(twin)
      } else {
        passesForCyrillic = false
      }
    }
    while at < word.count, passesForLatin || passesForCyrillic, latin.count < longestWord {
      let byte = word[at]
      guard byte >= 0x80 else {
        if byte != UInt8(ascii: "'") {
          add(UInt32(ASCII.lowercase(byte)), isCapital: ASCII.isCapital(byte))
        }
        at += 1
        continue
      }
      let (scalar, width) = UTF8Scalar.decode(word, at)
      switch ScalarFolding.folded(scalar) {
      case .letter(let letter, let isCapital): add(letter, isCapital: isCapital)
      case .letters(var letters):
        while letters > 0 {
          add(letters & 0xFF, isCapital: false)
          letters >>= 8
        }
      default: break
      }
      at += width
    }
    guard at == word.count else { return nil }
    return passesForLatin ? latin : passesForCyrillic ? cyrillic : nil
  }

  /// The Latin letter that a reader takes it for; nil where there is none.
  static func latinTwin(of letter: UInt32, isCapital: Bool) -> UInt8? {
    (isCapital ? capitalTwins[letter] : nil) ?? smallTwins[letter]
  }

  private static let smallTwins = pairs(
    """
    аa вb сc ԁd еe һh іi јj кk ӏl мm нh оo рp ԛq гr ѕs тt уy үy ѵv ԝw хx пn \
    αa βb εe ηn ιi κk νv οo ρp τt υu χx γy μu σo
    """)

  /// Greek letters whose capital looks like another letter than the small one does.
  private static let capitalTwins = pairs("ηh νn υy μm ζz")

  /// What stands for a Latin letter in a Cyrillic word.
  private static let cyrillicTwins: [UInt32: UInt32] = {
    var twins: [UInt32: UInt32] = [:]
    for (cyrillic, latin) in pairs("аa вb сc еe іi јj кk мm оo рp тt уy хx") {
      twins[UInt32(latin)] = cyrillic
    }
    return twins
  }()

  private static func pairs(_ text: String) -> [UInt32: UInt8] {
    var pairs: [UInt32: UInt8] = [:]
    for pair in text.split(separator: " ") {
      let letters = Array(pair.unicodeScalars)
      pairs[letters[0].value] = UInt8(letters[1].value)
    }
    return pairs
  }
}
