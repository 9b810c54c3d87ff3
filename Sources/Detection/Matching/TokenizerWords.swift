/// Words that are read letter by letter: with letters beyond ASCII, apostrophes, hyphens.
extension Tokenizer {
  /// A word that is being read.
  struct Word {
    var start: Int
    var foldedStart: Int
    var end: Int
    var letters = 0
    var capitals = 0
    var run = 1
    var isStretched = false
    var isPossessive = false
    var scripts: Lookalikes.Scripts = []
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
      } else if byte >= 0x80 {
        if !readLetter(bytes, &word, output) { break reading }
      } else if byte == UInt8(ascii: "'") {
        if !readApostrophe(width: 1, bytes, &word, output) { break reading }
      } else if byte == UInt8(ascii: "&"), at + 1 < bytes.count, ASCII.isWordPart(bytes[at + 1]) {
        // AT&T, H&M: one word, or "look at T-shirts" would name a brand.
        put(byte, &word, output)
        at += 1
      } else {
        break
      }
    }
    finish(word, bytes, output)
  }

  /// - Returns: Whether the word goes on.
  private mutating func readLetter(_ bytes: Bytes, _ word: inout Word, _ output: Output) -> Bool {
    let (scalar, width) = UTF8Scalar.decode(bytes, at)
    switch ScalarFolding.folded(scalar) {
    case .letter(let folded, let isCapital):
      if isCapital { word.capitals += 1 }
      putScalar(folded, &word, output)
    case .letters(var letters):
      while letters > 0 {
        put(UInt8(truncatingIfNeeded: letters), &word, output)
        letters >>= 8
      }
    case .nothing:
      // A soft hyphen at the end of a line breaks the word there.
      if scalar == 0xAD, Self.lineBreak(bytes, at + width) > 0 { return false }
      at += width
      return true
    case .apostrophe: return readApostrophe(width: width, bytes, &word, output)
    default: return false
    }
    at += width
    word.end = at
    return true
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
    if byte > UInt8(ascii: "9") {
      word.letters += 1
      word.scripts.insert(.latin)
    }
    output[used] = byte
    used += 1
  }

  private mutating func putScalar(_ value: UInt32, _ word: inout Word, _ output: Output) {
    if value < 0x80 { return put(UInt8(value), &word, output) }
    word.letters += 1
    word.run = 1
    word.scripts.formUnion(Lookalikes.Scripts(of: value))
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
    if word.scripts.areMixed { unmask(word, bytes, output) }
    var marks = inherited
    if word.capitals >= 2, word.capitals == word.letters { marks.insert(.capitals) }
    if word.isPossessive { marks.insert(.possessive) }
    if ASCII.isDigit(output[word.foldedStart]) { marks.insert(.number) }
    if word.isStretched { marks.formUnion([.stretched, .hasAlternatives]) }
    append(word.start, word.end, word.foldedStart, marks, output)
    if word.isStretched { addSqueezed(word, output) }
    readHyphen(bytes, output)
  }

  /// Writes a word anew in one script, where letters of another only look like those of it.
  private mutating func unmask(_ word: Word, _ bytes: Bytes, _ output: Output) {
    guard let letters = Lookalikes.unmasked(Bytes(rebasing: bytes[word.start..<word.end])) else {
      return
    }
    used = word.foldedStart
    for letter in letters { putEncoded(letter, output) }
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
      addAlternative(TokenHash.of(squeezed))
    }
  }

  /// More words with hyphens between them are no name; what follows is read as another chain.
  private static let longestChain = 8

  /// Notes the joined reading of words with a hyphen and nothing else between them.
  private mutating func readHyphen(_ bytes: Bytes, _ output: Output) {
    if let first = chain {
      addJoined(from: first, as: .word, output)
      if count - first == Self.longestChain { chain = nil }
    }
    guard let width = Self.hyphen(bytes, at) else {
      chain = nil
      return
    }
    if chain == nil { chain = count - 1 }
    at += width
  }

  /// How many bytes a hyphen between two words has, with the line break behind it where the second
  /// word goes on below; nil where there is none.
  private static func hyphen(_ bytes: Bytes, _ at: Int) -> Int? {
    guard at < bytes.count else { return nil }
    var width = 1
    var isSoft = false
    if bytes[at] != UInt8(ascii: "-") {
      guard bytes[at] >= 0x80 else { return nil }
      let (scalar, length) = UTF8Scalar.decode(bytes, at)
      isSoft = scalar == 0xAD
      guard isSoft || scalar == 0x2010 || scalar == 0x2011 else { return nil }
      width = length
    }
    let gap = lineBreak(bytes, at + width)
    let next = at + width + gap
    guard next < bytes.count, gap > 0 || !isSoft else { return nil }
    // A capital in the next line begins another word: "Tel-" is no part of "Aviv".
    let goesOn = gap > 0 ? ASCII.isSmall(bytes[next]) : ASCII.isWordPart(bytes[next])
    return goesOn || bytes[next] >= 0x80 ? width + gap : nil
  }

  /// How many bytes one line break has, with the blanks around it; 0 where there is none.
  private static func lineBreak(_ bytes: Bytes, _ at: Int) -> Int {
    var next = at
    var breaks = 0
    while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x0D || bytes[next] == 0x0A {
      if bytes[next] == 0x0A { breaks += 1 }
      next += 1
    }
    return breaks == 1 ? next - at : 0
  }
}
