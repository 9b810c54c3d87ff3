import Detection
import Model
import Testing

/// The matcher against one that is slow and obvious, on texts that nobody would think of.
@Suite struct `Matching at random` {
  private let source = Source(id: "s", url: "https://s.example")

  @Test(arguments: 0..<16)
  func `finds what a slow matcher finds`(seed: UInt64) throws {
    var dice = Dice(state: seed)
    let phrases = (0..<40).map { _ in dice.phrase() }
    let brands = phrases.enumerated().map { Brand(id: "\($0)", query: "\"\($1)\"") }
    let matcher = try Matcher(brands: brands, scorer: ComplaintScorer(Lexicon("")))
    for _ in 0..<8 {
      let text = dice.text(pieces: dice.number(below: 120))
      let found = matcher.examine(Item(text: text), from: source).map(\.brand)
      let words = SlowMatcher.words(of: text)
      let expected = phrases.indices.filter {
        SlowMatcher.stand(SlowMatcher.words(of: phrases[$0]), sideBySideIn: words)
      }
      let missed = Set(expected.map(String.init)).symmetricDifference(found).sorted()
      #expect(
        missed.isEmpty,
        "\(text.debugDescription): \(missed.map { phrases[Int($0)!].debugDescription })")
    }
  }

  /// Near the end of a text words are read letter by letter, elsewhere eight letters at a time.
  @Test(arguments: 0..<8)
  func `reads the end of a text as its middle`(seed: UInt64) throws {
    var dice = Dice(state: seed)
    let brand = Brand(
      id: "b", query: "delta OR air OR \"at&t\" OR b2b OR deltaair OR dont OR so OR 747")
    let matcher = try Matcher(brands: [brand], scorer: ComplaintScorer())
    for _ in 0..<200 {
      let text = (0..<4).map { _ in dice.one(of: Self.pieces) }.joined()
      let blanks = String(repeating: " ", count: 40)
      #expect(
        matcher.examine(Item(text: text), from: source)
          == matcher.examine(Item(text: text + blanks), from: source), "\(text.debugDescription)")
    }
  }

  private static let pieces = [
    "delta", "Delta", "DELTA", "Air", "AIR", "at&t", "AT&T", "B2B", "b2b", "don't", "DON'T", "747",
    "'s", "'ll", "-", " ", "  ", ".", ", ", ": ", "://", "http", "\n", "#", "@", "$", "!", "?",
    "sooo",
    "so", "worst", "LATE", "lAtE", "ééé", "deltaairdeltaair", "deltaairdeltaaird", "deltaair", "_",
    "100000000", "A", "a", "not ", "very ", "never again ", ":(", "<3", "\u{200B}",
  ]
}

/// Words of a few characters, folded one by one.
private enum SlowMatcher {
  static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    func end() {
      guard !word.isEmpty else { return }
      // A Cyrillic letter among Latin ones is one in disguise.
      if word.contains(where: \.isASCIILetter) { word = word.replacing("а", with: "a") }
      words.append(word)
      word = ""
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "1", "а": word.unicodeScalars.append(scalar)
      case "A", "ａ": word += "a"
      case "B": word += "b"
      case "é": word += "e"
      case "ß": word += "ss"
      case "\u{200B}", "\u{301}": break
      case "日", "本", "😀":
        end()
        words.append(String(scalar))
      default: end()
      }
    }
    end()
    return words
  }

  static func stand(_ phrase: [String], sideBySideIn words: [String]) -> Bool {
    guard phrase.count <= words.count else { return false }
    return (0...words.count - phrase.count).contains {
      Array(words[$0..<$0 + phrase.count]) == phrase
    }
  }
}

extension Character {
  fileprivate var isASCIILetter: Bool { isASCII && isLetter }
}

extension Dice {
  /// One that has a word. An accent that begins it would be the quotation mark's.
  fileprivate mutating func phrase() -> String {
    while true {
      let phrase = String(
        text(pieces: 1 + number(below: 5)).unicodeScalars.drop { $0 == "\u{301}" })
      if !SlowMatcher.words(of: phrase).isEmpty { return phrase }
    }
  }

  /// No letter stands three times in a row, since that has readings of its own.
  fileprivate mutating func text(pieces count: Int) -> String {
    var text = ""
    for _ in 0..<count {
      let piece = one(of: Self.pieces)
      let words = SlowMatcher.words(of: text + piece)
      if let last = words.last, Self.hasRunOfThree(last) { continue }
      text += piece
    }
    return text
  }

  private static func hasRunOfThree(_ word: String) -> Bool {
    let letters = Array(word)
    return letters.indices.dropFirst(2).contains {
      letters[$0] == letters[$0 - 1] && letters[$0] == letters[$0 - 2]
    }
  }

  private static let pieces = [
    "a", "b", "A", "B", "é", "e", "ß", "s", "1", "ａ", "日", "本", " ", " ", ".", ", ", "\n",
    "\u{200B}",
    "\u{301}", "а", "ab", "abe", "abababab", "abesabesabesabes", "—", "😀 ",
  ]
}
