/// Walks over the bytes of a text once; gives its words, folded.
struct Tokenizer {
  /// Room for the tokens of all reads, the first `count` of them made.
  private let tokens: UnsafeMutableBufferPointer<FoldedText.Token>
  private(set) var count = 0
  var findings = Findings()

  /// What is told of a text beside its words.
  struct Findings {
    /// How many of the words are the title's.
    var titleCount = 0
    var alternatives: [FoldedText.Alternative] = []
    var exclamations = 0
    var questions = 0
  }

  /// The place in the bytes that are being read.
  var at = 0
  /// How many folded bytes were written.
  var used = 0
  /// What stood since the last word.
  var gap: FoldedText.Marks = []
  /// What all words carry now: those of a link or a hashtag.
  var inherited: FoldedText.Marks = []
  /// Where a chain of words joined by hyphens begins, while one is being read.
  var chain: Int?
  /// The place in the source of the first byte that is being read.
  private var base = 0

  typealias Bytes = UnsafeBufferPointer<UInt8>
  typealias Output = UnsafeMutableBufferPointer<UInt8>

  /// - Parameter tokens: uninitialised room for the `mostTokens` of all that will be read.
  init(into tokens: UnsafeMutableBufferPointer<FoldedText.Token>) {
    self.tokens = tokens
  }

  /// Three bytes give two words at most: a word of one letter has a mark behind it, or begins a hashtag
  /// whose words are told apart by capitals, as in `#aBCd`.
  static func mostTokens(in bytes: Int) -> Int { 2 * bytes / 3 + 2 }

  /// So many more folded bytes than twice the bytes of all reads must have room: a word that is
  /// written has 16 at once, and the end of a text is read from a copy.
  static let spareBytes = 16 + 2 * PlainWord.reach

  /// - Parameters:
  ///   - base: the place of the first byte in the source.
  ///   - output: where folded bytes go, behind those of earlier reads.
  mutating func read(_ bytes: Bytes, at base: Int, into output: Output) {
    guard let start = bytes.baseAddress else { return }
    self.base = base
    at = 0
    let tail = Tail(of: bytes, in: output)
    while at < bytes.count {
      if chain == nil {
        readPlain(start, to: tail.start, output)
        // The end of the text, from its copy.
        if at >= tail.start { readPlain(tail.bytes - tail.start, to: bytes.count, output) }
        if at >= bytes.count { return }
      }
      let byte = bytes[at]
      if ASCII.isWordPart(byte) {
        readWord(bytes, output)
      } else if byte == 0x20 {
        at += 1
      } else if byte < 0x80 {
        readMark(byte, bytes, output)
      } else {
        readBeyondASCII(bytes, output)
      }
    }
  }

  /// Reads on while there is nothing but plain words, blanks and the commonest marks.
  ///
  /// What changes with each word is in variables of its own here: those of `self` would be written to
  /// memory each time.
  private mutating func readPlain(_ start: UnsafePointer<UInt8>, to end: Int, _ output: Output) {
    let tokens = tokens
    let folded = output.baseAddress!  // Never empty: it has room to spare.
    let base = base
    var at = at
    var used = used
    var count = count
    var gap = gap
    reading: while at < end {
      let byte = start[at]
      if byte == 0x20 {
        at += 1
        continue
      }
      guard ASCII.isWordPart(byte) else {
        switch byte {
        case UInt8(ascii: "."), 0x0A: gap.insert(.afterSentence)
        case UInt8(ascii: ","): gap.insert(.afterComma)
        default: break reading
        }
        at += 1
        continue
      }
      guard let word = PlainWord(at: start + at) else { break }
      word.write(to: folded + used)
      if word.isShouted { gap.insert(.capitals) }
      if word.beginsWithDigit { gap.insert(.number) }
      if word.isPossessive { gap.insert(.possessive) }
      let next = at + word.count
      precondition(count < tokens.count)
      tokens.initializeElement(
        at: count,
        to: FoldedText.Token(
          hash: word.hash, start: base &+ at, length: UInt16(truncatingIfNeeded: word.count),
          foldedStart: used, foldedLength: UInt16(truncatingIfNeeded: word.count), marks: gap))
      count += 1
      used += word.count
      at = word.isPossessive ? next + 2 : next
      gap = []
    }
    self.at = at
    self.used = used
    self.count = count
    self.gap = gap
  }

  /// All words until now were the title's, and the text begins a sentence.
  mutating func endTitle() {
    findings.titleCount = count
    chain = nil
    gap.insert(.afterSentence)
  }

  /// Adds the word whose folded letters are the last that were written.
  mutating func append(
    _ start: Int, _ end: Int, _ foldedStart: Int, _ marks: FoldedText.Marks, _ output: Output
  ) {
    let letters = UnsafePointer(output.baseAddress! + foldedStart)  // As above.
    precondition(count < tokens.count)
    tokens.initializeElement(
      at: count,
      to: FoldedText.Token(
        hash: TokenHash.of(letters, count: used - foldedStart), start: base + start,
        length: UInt16(clamping: end - start), foldedStart: foldedStart,
        foldedLength: UInt16(clamping: used - foldedStart), marks: marks.union(gap)))
    count += 1
    gap = []
  }

  /// Notes another reading of the last word.
  mutating func addAlternative(_ hash: UInt64) {
    findings.alternatives.append(FoldedText.Alternative(token: count - 1, span: 1, hash: hash))
  }

  /// Notes the words from `first` to the last as one.
  mutating func addJoined(from first: Int, as kind: TokenHash.Kind, _ output: Output) {
    let start = Int(tokens[first].foldedStart)
    tokens[first].marks.insert(.hasAlternatives)
    findings.alternatives.append(
      FoldedText.Alternative(
        token: first, span: count - first,
        hash: TokenHash.of(
          UnsafePointer(output.baseAddress! + start), count: used - start, as: kind)))
  }
}

/// A copy of a text's last bytes with zeros behind them, so that a word at the end can be read like
/// any other.
private struct Tail {
  /// The place in the text of the first byte that was copied.
  let start: Int
  let bytes: UnsafePointer<UInt8>

  /// - Parameter room: the copy goes to its end.
  init(of text: UnsafeBufferPointer<UInt8>, in room: UnsafeMutableBufferPointer<UInt8>) {
    start = max(0, text.count - PlainWord.reach + 1)
    let copy = UnsafeMutableBufferPointer(rebasing: room[(room.count - 2 * PlainWord.reach)...])
    copy.update(repeating: 0)
    _ = copy.update(fromContentsOf: text[start...])
    bytes = UnsafePointer(copy.baseAddress!)  // Of `2 * PlainWord.reach` bytes.
  }
}
