/// Walks over the bytes of a text once; gives its words, folded.
struct Tokenizer {
  var tokens: [FoldedText.Token] = []
  var alternatives: [FoldedText.Alternative] = []
  var exclamations = 0
  var questions = 0

  var at = 0
  var used = 0
  /// What stood since the last word.
  var gap: FoldedText.Marks = []
  /// What all words carry now: those of a link or a hashtag.
  var inherited: FoldedText.Marks = []
  /// Where a chain of words joined by hyphens begins, while one is being read.
  var chain: Int?

  typealias Bytes = UnsafeBufferPointer<UInt8>
  typealias Output = UnsafeMutableBufferPointer<UInt8>

  init(expecting bytes: Int) {
    tokens.reserveCapacity(bytes / 5 + 4)
  }

  /// - Returns: How many folded bytes were written to `output`.
  mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    while at < bytes.count {
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
    return used
  }

  struct Word {
    var start: Int
    var foldedStart: Int
    var end: Int
    var letters = 0
    var capitals = 0
    var run = 1
    var isStretched = false
    var isPossessive = false
  }

  mutating func readWord(_ bytes: Bytes, _ output: Output) {
    var word = Word(start: at, foldedStart: used, end: at)
    reading: while at < bytes.count {
      let byte = bytes[at]
      if ASCII.isWordPart(byte) {
        let small = ASCII.lowercase(byte)
        if small != byte { word.capitals += 1 }
        put(small, &word, output)
        at += 1
        word.end = at
      } else if byte == UInt8(ascii: "'") {
        if !readApostrophe(width: 1, bytes, &word, output) { break }
      } else if byte == UInt8(ascii: "&"), at + 1 < bytes.count, ASCII.isWordPart(bytes[at + 1]) {
        // AT&T, H&M: one word, or "look at T-shirts" would name a brand.
        put(byte, &word, output)
        at += 1
      } else if byte >= 0x80 {
        let (scalar, width) = UTF8Scalar.decode(bytes, at)
        switch ScalarFolding.folded(scalar) {
        case .letter(let folded, let isCapital):
          if isCapital { word.capitals += 1 }
          putScalar(folded, &word, output)
        case .letters(let letters):
          for place in 0..<letters.utf8CodeUnitCount {
            put(letters.utf8Start[place], &word, output)
          }
        case .nothing:
          at += width
          continue reading
        case .apostrophe:
          if !readApostrophe(width: width, bytes, &word, output) { break reading }
          continue reading
        default: break reading
        }
        at += width
        word.end = at
      } else {
        break
      }
    }
    finish(word, bytes, output)
  }

  /// Joins `don't`, drops the ends of `Delta's` and `we'll`, and ends the word for all others,
  /// so that `l'avion` is two words.
  ///
  /// - Returns: Whether the word goes on.
  private mutating func readApostrophe(
    width: Int, _ bytes: Bytes, _ word: inout Word, _ output: Output
  ) -> Bool {
    let next = at + width
    var end = next
    while end < bytes.count, end - next < 3, ASCII.isWordPart(bytes[end]) { end += 1 }
    let length = end - next
    guard length == 1 || length == 2 else { return false }
    let first = ASCII.lowercase(bytes[next])
    let second = length == 2 ? ASCII.lowercase(bytes[next + 1]) : 0
    switch (first, second) {
    case (UInt8(ascii: "t"), 0) where used > 0 && output[used - 1] == UInt8(ascii: "n"):
      at = next
      return true
    case (UInt8(ascii: "s"), 0):
      word.isPossessive = true
    case (UInt8(ascii: "d"), 0), (UInt8(ascii: "m"), 0), (UInt8(ascii: "l"), UInt8(ascii: "l")),
      (UInt8(ascii: "r"), UInt8(ascii: "e")), (UInt8(ascii: "v"), UInt8(ascii: "e")):
      break
    default: return false
    }
    at = end
    return false
  }

  private mutating func put(_ byte: UInt8, _ word: inout Word, _ output: Output) {
    if used > word.foldedStart, output[used - 1] == byte {
      word.run += 1
      if word.run >= 3, byte > UInt8(ascii: "9") { word.isStretched = true }
    } else {
      word.run = 1
    }
    if byte > UInt8(ascii: "9") { word.letters += 1 }
    output[used] = byte
    used += 1
  }

  private mutating func putScalar(_ value: UInt32, _ word: inout Word, _ output: Output) {
    if value < 0x80 { return put(UInt8(value), &word, output) }
    word.letters += 1
    word.run = 1
    putEncoded(value, output)
  }

  mutating func putEncoded(_ value: UInt32, _ output: Output) {
    guard let scalar = Unicode.Scalar(value), let encoded = UTF8.encode(scalar) else { return }
    for byte in encoded {
      output[used] = byte
      used += 1
    }
  }

  private mutating func finish(_ word: Word, _ bytes: Bytes, _ output: Output) {
    guard used > word.foldedStart else { return }
    if isScheme(word, bytes, output) {
      used = word.foldedStart
      readLink(bytes, output)
      return
    }
    var marks = inherited
    if word.capitals >= 2, word.capitals == word.letters { marks.insert(.capitals) }
    if word.isPossessive { marks.insert(.possessive) }
    if output[word.foldedStart] <= UInt8(ascii: "9"), output[word.foldedStart] >= UInt8(ascii: "0")
    {
      marks.insert(.number)
    }
    if word.isStretched { marks.formUnion([.stretched, .hasAlternatives]) }
    append(word.start, word.end, word.foldedStart, marks, output)
    if word.isStretched { addSqueezed(word, output) }
    readHyphen(bytes, output)
  }

  mutating func append(
    _ start: Int, _ end: Int, _ foldedStart: Int, _ marks: FoldedText.Marks, _ output: Output
  ) {
    let letters = UnsafePointer(output.baseAddress! + foldedStart)  // Never empty: 16 bytes spare.
    tokens.append(
      FoldedText.Token(
        hash: TokenHash.of(letters, count: used - foldedStart), start: UInt32(start),
        end: UInt32(end), foldedStart: UInt32(foldedStart), foldedEnd: UInt32(used),
        marks: marks.union(gap)))
    gap = []
  }

  /// `soooo` is `so` or `soo`; a lexicon knows one of them.
  private mutating func addSqueezed(_ word: Word, _ output: Output) {
    let letters = Output(rebasing: output[word.foldedStart..<used])
    for length in 1...2 {
      var squeezed: [UInt8] = []
      for (place, byte) in letters.enumerated()
      where place < length || !(1...length).allSatisfy({ letters[place - $0] == byte }) {
        squeezed.append(byte)
      }
      alternatives.append(
        FoldedText.Alternative(
          token: tokens.count - 1, span: 1, hash: TokenHash.of(squeezed)))
    }
  }

  /// Notes the joined reading of words with a hyphen and nothing else between them.
  private mutating func readHyphen(_ bytes: Bytes, _ output: Output) {
    if let chain { addJoined(from: chain, as: .word, output) }
    guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: "-"), ASCII.isWordPart(bytes[at + 1])
    else {
      chain = nil
      return
    }
    if chain == nil { chain = tokens.count - 1 }
    at += 1
  }

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
