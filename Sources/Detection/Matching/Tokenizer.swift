/// Walks over the bytes of a text once; gives its words, folded.
struct Tokenizer {
  private(set) var tokens: [FoldedText.Token] = []
  private(set) var titleCount = 0
  private(set) var alternatives: [FoldedText.Alternative] = []
  var exclamations = 0
  var questions = 0

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

  init(expecting bytes: Int) {
    tokens.reserveCapacity(bytes / 5 + 4)
  }

  /// - Parameters:
  ///   - base: the place of the first byte in the source.
  ///   - output: where folded bytes go, behind those of earlier reads; `2 * PlainWord.reach` more than
  ///     twice the bytes of all reads.
  mutating func read(_ bytes: Bytes, at base: Int, into output: Output) {
    guard let start = bytes.baseAddress else { return }
    self.base = base
    at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if ASCII.isWordPart(byte) {
        if chain == nil, at + PlainWord.reach <= bytes.count, let word = PlainWord(at: start + at) {
          take(word, output)
        } else {
          readWord(bytes, output)
        }
      } else if byte == 0x20 {
        at += 1
      } else if byte < 0x80 {
        readMark(byte, bytes, output)
      } else {
        readBeyondASCII(bytes, output)
      }
    }
  }

  /// All words until now were the title's, and the text begins a sentence.
  mutating func endTitle() {
    titleCount = tokens.count
    chain = nil
    gap.insert(.afterSentence)
  }

  @inline(__always)
  private mutating func take(_ word: PlainWord, _ output: Output) {
    word.write(to: output.baseAddress! + used)  // Never empty: it has room to spare.
    var marks = gap.union(inherited)
    if word.isShouted { marks.insert(.capitals) }
    if word.beginsWithDigit { marks.insert(.number) }
    add(
      hash: word.hash, start: at, end: at + word.count, foldedStart: used,
      foldedEnd: used + word.count, marks: marks)
    used += word.count
    at += word.count
  }

  /// Adds the word whose folded letters are the last that were written.
  mutating func append(
    _ start: Int, _ end: Int, _ foldedStart: Int, _ marks: FoldedText.Marks, _ output: Output
  ) {
    let letters = UnsafePointer(output.baseAddress! + foldedStart)  // As above.
    add(
      hash: TokenHash.of(letters, count: used - foldedStart), start: start, end: end,
      foldedStart: foldedStart, foldedEnd: used, marks: marks.union(gap))
  }

  @inline(__always)
  private mutating func add(
    hash: UInt64, start: Int, end: Int, foldedStart: Int, foldedEnd: Int, marks: FoldedText.Marks
  ) {
    tokens.append(
      FoldedText.Token(
        hash: hash, start: UInt32(truncatingIfNeeded: base + start),
        end: UInt32(truncatingIfNeeded: base + end),
        foldedStart: UInt32(truncatingIfNeeded: foldedStart),
        foldedEnd: UInt32(truncatingIfNeeded: foldedEnd), marks: marks))
    gap = []
  }

  /// Notes another reading of the last word.
  mutating func addAlternative(_ hash: UInt64) {
    alternatives.append(FoldedText.Alternative(token: tokens.count - 1, span: 1, hash: hash))
  }

  /// Notes the words from `first` to the last as one.
  mutating func addJoined(from first: Int, as kind: TokenHash.Kind, _ output: Output) {
    let start = Int(tokens[first].foldedStart)
    tokens[first].marks.insert(.hasAlternatives)
    alternatives.append(
      FoldedText.Alternative(
        token: first, span: tokens.count - first,
        hash: TokenHash.of(
          UnsafePointer(output.baseAddress! + start), count: used - start, as: kind)))
  }
}
