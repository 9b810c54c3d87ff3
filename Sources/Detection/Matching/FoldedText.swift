/// A text cut into folded words, ready to be compared with any number of phrases.
struct FoldedText {
  /// A word and where it stands.
  struct Token {
    var hash: UInt64
    /// The bytes of the text that it is written with, without a possessive `'s`.
    var start: UInt32
    var end: UInt32
    /// Its folded letters in `folded`; neighbours follow one another without a gap.
    var foldedStart: UInt32
    var foldedEnd: UInt32
    var marks: Marks
  }

  /// What is known of a word beside its letters.
  struct Marks: OptionSet {
    var rawValue: UInt16
    /// A sentence ended between the word before and this one.
    static let afterSentence = Marks(rawValue: 1 << 0)
    /// A comma, a colon, a bracket or the like stood between the word before and this one.
    static let afterComma = Marks(rawValue: 1 << 1)
    static let capitals = Marks(rawValue: 1 << 2)
    /// A letter stands three times or more in a row: `sooo`.
    static let stretched = Marks(rawValue: 1 << 3)
    /// Begins with a digit.
    static let number = Marks(rawValue: 1 << 4)
    static let handle = Marks(rawValue: 1 << 5)
    static let tag = Marks(rawValue: 1 << 6)
    /// The host name of a link.
    static let link = Marks(rawValue: 1 << 7)
    /// An emoji or an emoticon.
    static let sign = Marks(rawValue: 1 << 8)
    static let possessive = Marks(rawValue: 1 << 9)
    static let hasAlternatives = Marks(rawValue: 1 << 10)
    /// A sum of money: `$300`.
    static let money = Marks(rawValue: 1 << 11)
  }

  /// Another reading of `span` words from `token` on: `coca-cola` as one word, `#tag`, `sooo` as `so`.
  struct Alternative {
    var token: Int
    var span: Int
    var hash: UInt64
  }

  /// The text that the positions are of.
  let text: String
  var tokens: [Token] = []
  /// In the order of their first tokens.
  var alternatives: [Alternative] = []
  var folded: [UInt8] = []
  var exclamations = 0
  var questions = 0

  /// - Parameter limit: How many bytes of the text are read, a border of a word near it.
  init(_ text: String, limit: Int = .max) {
    var text = text
    text.makeContiguousUTF8()
    self.text = text
    let count = min(text.utf8.count, limit)
    var tokenizer = Tokenizer(expecting: count)
    // Folding never doubles the bytes: the worst is Ⱥ, from two to three.
    folded = [UInt8](unsafeUninitializedCapacity: 2 * count + 16) { buffer, used in
      text.withUTF8 { bytes in
        used = tokenizer.read(UnsafeBufferPointer(rebasing: bytes[..<count]), into: buffer)
      }
    }
    tokens = tokenizer.tokens
    alternatives = tokenizer.alternatives
    if alternatives.count > 1 { alternatives.sort { $0.token < $1.token } }
    exclamations = tokenizer.exclamations
    questions = tokenizer.questions
  }

  /// The other readings that begin at a token.
  func alternatives(at token: Int) -> ArraySlice<Alternative> {
    var low = 0
    var high = alternatives.count
    while low < high {
      let middle = (low + high) / 2
      if alternatives[middle].token < token { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < alternatives.count, alternatives[end].token == token { end += 1 }
    return alternatives[low..<end]
  }

  /// The text from one token to another as it is written.
  func written(_ tokens: ClosedRange<Int>) -> String {
    let start = Int(self.tokens[tokens.lowerBound].start)
    let end = Int(self.tokens[tokens.upperBound].end)
    let view = text.utf8
    return String(
      decoding: view[
        view.index(view.startIndex, offsetBy: start)..<view.index(view.startIndex, offsetBy: end)],
      as: UTF8.self)
  }

  func foldedBytes(of token: Int) -> ArraySlice<UInt8> {
    folded[Int(tokens[token].foldedStart)..<Int(tokens[token].foldedEnd)]
  }
}
