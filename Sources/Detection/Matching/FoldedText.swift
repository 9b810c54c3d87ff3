/// A text cut into folded words, ready to be compared with any number of phrases.
struct FoldedText {
  /// A word and where it stands; 24 bytes.
  struct Token {
    var hash: UInt64
    /// Where the bytes begin that it is written with, without a possessive `'s`; see `written`.
    var start: UInt32
    /// Where its letters begin in `folded`; neighbours follow one another without a gap.
    var foldedStart: UInt32
    /// Longer words are no names and are shown by their front.
    private var length: UInt16
    private var foldedLength: UInt16
    var marks: Marks

    /// - Parameters: places and lengths are in bytes.
    @inline(__always)
    init(
      hash: UInt64, start: Int, length: UInt16, foldedStart: Int, foldedLength: UInt16,
      marks: Marks
    ) {
      self.hash = hash
      self.start = UInt32(truncatingIfNeeded: start)
      self.foldedStart = UInt32(truncatingIfNeeded: foldedStart)
      self.length = length
      self.foldedLength = foldedLength
      self.marks = marks
    }

    var end: UInt32 { start &+ UInt32(length) }
    var foldedEnd: UInt32 { foldedStart &+ UInt32(foldedLength) }
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

  /// What the tokens are of: a title, which may be empty, and a text, one line feed apart.
  let source: FoldedSource
  private(set) var tokens: [Token] = []
  /// How many of the tokens, from the first on, are the title's.
  private(set) var titleCount = 0
  /// In the order of their first tokens.
  private(set) var alternatives: [Alternative] = []
  private(set) var folded: [UInt8] = []
  private(set) var exclamations = 0
  private(set) var questions = 0

  /// - Parameter limit: How many bytes are read, the title first.
  init(title: String = "", _ text: String, limit: Int = .max) {
    var source = FoldedSource(title: title, text: text)
    let count = min(source.count, limit)
    var folded: [UInt8] = []
    var findings = Tokenizer.Findings()
    tokens = [Token](unsafeUninitializedCapacity: Tokenizer.mostTokens(in: count)) {
      tokens, tokenCount in
      var tokenizer = Tokenizer(into: tokens)
      // Folding makes at most two bytes of one: a Latin letter that was put between Cyrillic ones.
      folded = [UInt8](unsafeUninitializedCapacity: 2 * count + Tokenizer.spareBytes) {
        source.read(with: &tokenizer, limit: count, into: $0)
        $1 = tokenizer.used
      }
      tokenCount = tokenizer.count
      findings = tokenizer.findings
    }
    self.source = source
    self.folded = folded
    titleCount = findings.titleCount
    alternatives = findings.alternatives
    if alternatives.count > 1 { alternatives.sort { $0.token < $1.token } }
    exclamations = findings.exclamations
    questions = findings.questions
  }

  /// Where the words from one token to another are written, in bytes of the source.
  func place(of tokens: ClosedRange<Int>) -> Range<Int> {
    Int(self.tokens[tokens.lowerBound].start)..<Int(self.tokens[tokens.upperBound].end)
  }

  /// The text from one token to another as it is written.
  func written(_ tokens: ClosedRange<Int>) -> String { source.written(place(of: tokens)) }

  func foldedBytes(of token: Int) -> ArraySlice<UInt8> {
    folded[Int(tokens[token].foldedStart)..<Int(tokens[token].foldedEnd)]
  }
}

/// A title and a text as one row of bytes, with a line feed between them where there is a title.
struct FoldedSource {
  fileprivate(set) var title: String
  fileprivate(set) var text: String

  init(title: String, text: String) {
    self.title = title
    self.text = text
    self.title.makeContiguousUTF8()
    self.text.makeContiguousUTF8()
  }

  /// The place of the text's first byte.
  var textStart: Int { title.isEmpty ? 0 : title.utf8.count + 1 }

  var count: Int { textStart + text.utf8.count }

  /// Lets a tokenizer read the first bytes.
  fileprivate mutating func read(
    with tokenizer: inout Tokenizer, limit: Int, into output: Tokenizer.Output
  ) {
    if !title.isEmpty {
      title.withUTF8 { bytes in
        tokenizer.read(Tokenizer.Bytes(rebasing: bytes.prefix(limit)), at: 0, into: output)
      }
      tokenizer.endTitle()
    }
    let start = textStart
    guard limit > start else { return }
    text.withUTF8 { bytes in
      tokenizer.read(
        Tokenizer.Bytes(rebasing: bytes.prefix(limit - start)), at: start, into: output)
    }
  }

  func written(_ range: Range<Int>) -> String {
    let start = textStart
    if range.lowerBound >= start {
      return Self.slice(text, range.lowerBound - start..<range.upperBound - start)
    }
    guard range.upperBound >= start else { return Self.slice(title, range) }
    return Self.slice(title, range.lowerBound..<start - 1) + "\n"
      + Self.slice(text, 0..<range.upperBound - start)
  }

  /// Whether exactly these bytes stand at a place.
  func has(_ bytes: [UInt8], at place: Int) -> Bool {
    guard place >= 0 else { return false }
    let start = textStart
    return place < start
      ? title.utf8.dropFirst(place).starts(with: bytes)
      : text.utf8.dropFirst(place - start).starts(with: bytes)
  }

  private static func slice(_ text: String, _ range: Range<Int>) -> String {
    let view = text.utf8
    let start = view.index(view.startIndex, offsetBy: range.lowerBound)
    return String(
      decoding: view[start..<view.index(start, offsetBy: range.count)], as: UTF8.self)
  }
}
