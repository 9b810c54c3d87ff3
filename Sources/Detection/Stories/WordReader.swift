/// Reads the words and links of texts, folded so that what people and programs do to a text on its
/// way changes little: case, accents, look-alike letters, invisible marks, quotes, spaces, escapes.
///
/// Addresses and handles are left out: they are what changes when a text is passed on.
struct WordReader: Sendable {
  /// Words of a text beyond this are not read. A copy shares its beginning.
  static let wordLimit = 400

  /// Addresses of a text beyond this are not looked at.
  private static let linkLimit = 8

  /// So many letters standing alone are a word that was s p a c e d.
  private static let shortestSpelledWord = 3

  /// In the order in which they stand.
  private(set) var words: [Word] = []

  /// Those of the title.
  var titleWords: ArraySlice<Word> { words[..<titleEnd] }
  private var titleEnd = 0

  /// The addresses within the text, as they stand.
  private(set) var links: [String] = []

  var word = WordBuilder()
  private var capitals = 0

  /// The letters that stood alone just before.
  private var spelled: [UInt8] = []

  /// The character before, where scripts set no spaces: each two neighbours count as a word.
  private var unspaced: [UInt8] = []

  /// Reads a text anew.
  mutating func read(title: String, text: String) {
    words.removeAll(keepingCapacity: true)
    links.removeAll(keepingCapacity: true)
    capitals = 0
    read(title)
    titleEnd = words.count
    read(text)
    // A text in capitals, or with every word in one as headlines have it, shows no names by them.
    if capitals * 2 > words.count {
      for place in words.indices { words[place] = words[place].plain }
    }
  }

  private mutating func read(_ text: String) {
    word.beginsSentence = true
    var text = text
    text.withUTF8 { read($0) }
  }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    var at = 0
    while at < bytes.count, words.count < Self.wordLimit {
      let byte = bytes[at]
      switch byte {
      case 0x61...0x7A, 0x30...0x39:
        word.append(byte)
        at += 1
      case 0x41...0x5A:
        if word.breaksAtCapital {
          endWord()
          word.isTag = true
        }
        word.append(byte | 0x20, isCapital: true)
        at += 1
      case 0x80...: readScalar(bytes, &at)
      default: readMark(byte, bytes, &at)
      }
    }
    endText()
  }

  private mutating func readMark(
    _ byte: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int
  ) {
    at += 1
    let next = at < bytes.count ? bytes[at] : 0x20
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "`"): break
    case UInt8(ascii: "*") where !word.isEmpty: break  // c***n, as some hide a word.
    case UInt8(ascii: "-") where !word.isEmpty && next == 0x0A: at += 1  // Broken at the margin.
    case UInt8(ascii: ","), UInt8(ascii: "."):
      // Within a number it is no border: 1,000 is 1000.
      if word.isNumber, (0x30...0x39).contains(next) { break }
      if word.elementsEqual("www") {
        takeLink(bytes, &at, from: at - 4)
      } else {
        endWord()
        word.beginsSentence = word.beginsSentence || byte == UInt8(ascii: ".")
      }
    case UInt8(ascii: ":"):
      if next == UInt8(ascii: "/"), word.elementsEqual("http") || word.elementsEqual("https") {
        takeLink(bytes, &at, from: at - 1 - word.count)
      } else {
        endWord()
        word.beginsSentence = true
      }
    case UInt8(ascii: "@") where word.isEmpty && next.isHandleByte:
      while at < bytes.count, bytes[at].isHandleByte { at += 1 }
    case UInt8(ascii: "#"):
      endWord()
      word.isTag = true
    case UInt8(ascii: "&"): readEscape(bytes, &at)
    case UInt8(ascii: "@"), UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "|"):
      if let letter = letter(meantBy: byte, before: next) {
        word.append(letter)
      } else {
        endWord()
        word.beginsSentence = word.beginsSentence || byte == UInt8(ascii: "!")
      }
    case UInt8(ascii: "?"), UInt8(ascii: "\""), 0x0A:
      endWord()
      word.beginsSentence = true
    default: endWord()
    }
  }

  /// A letter written as a mark: `b@g`, `fl!ght`, `$eat`. At the begin of a word `$` stands so too, but
  /// not before a price.
  private func letter(meantBy mark: UInt8, before next: UInt8) -> UInt8? {
    let isBeforeLetter = (0x61...0x7A).contains(next | 0x20)
    let isBeforeDigit = (0x30...0x39).contains(next)
    switch mark {
    case UInt8(ascii: "$") where isBeforeLetter || word.endsWithLetter && !isBeforeDigit:
      return UInt8(ascii: "s")
    case UInt8(ascii: "@") where isBeforeLetter && !word.isEmpty: return UInt8(ascii: "a")
    case UInt8(ascii: "!"), UInt8(ascii: "|"):
      return isBeforeLetter && !word.isEmpty ? UInt8(ascii: "i") : nil
    default: return nil
    }
  }

  /// An address up to the next space; it is no word.
  private mutating func takeLink(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, from start: Int
  ) {
    word.drop()
    while at < bytes.count, bytes[at] > 0x20, bytes[at] != UInt8(ascii: "\""),
      bytes[at] != UInt8(ascii: "<"), bytes[at] != UInt8(ascii: ">")
    {
      at += 1
    }
    var end = at
    while end > start, ".,;:!?)]'".utf8.contains(bytes[end - 1]) { end -= 1 }
    if links.count < Self.linkLimit {
      links.append(
        String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self))
    }
  }

  private mutating func readScalar(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) {
    let (code, width) = UTF8Scalar.decode(bytes, at)
    at += width
    if let scalar = Unicode.Scalar(code) { append(scalar) }
  }

  mutating func append(_ scalar: Unicode.Scalar) {
    if scalar.isASCII {
      let byte = UInt8(scalar.value)
      if byte.isHandleByte { word.append(byte | 0x20) } else { endWord() }
      return
    }
    switch FoldedScalar(scalar) {
    case .nothing: break
    case .gap: endWord()
    case .sentenceEnd:
      endWord()
      word.beginsSentence = true
    case .ascii(let byte, let isCapital): word.append(byte, isCapital: isCapital)
    case .letters(var letters):
      while letters > 0 {
        word.append(UInt8(letters & 0xFF))
        letters >>= 8
      }
    case .letter(let scalar, let isCapital):
      for byte in UTF8.encode(scalar)! { word.append(byte, isCapital: isCapital) }  // Has a form.
    case .unspaced(let scalar): appendUnspaced(Array(UTF8.encode(scalar)!))  // As above.
    }
  }

  private mutating func appendUnspaced(_ character: [UInt8]) {
    let before = unspaced
    endWord()
    if !before.isEmpty {
      for byte in before + character { word.append(byte) }
      word.isUnspaced = true
      endWord()
    }
    unspaced = character
  }

  mutating func endWord() {
    if !unspaced.isEmpty { unspaced.removeAll(keepingCapacity: true) }
    guard !word.isEmpty else { return word.drop() }
    let letter = word.isNumber ? nil : word.onlyByte
    if letter == nil { joinSpelled() }
    if word.beginsWithCapital { capitals += 1 }
    words.append(word.end())
    if let letter { spelled.append(letter) }
  }

  private mutating func endText() {
    endWord()
    joinSpelled()
  }

  /// Makes one word of letters that stood alone one after another.
  private mutating func joinSpelled() {
    guard !spelled.isEmpty else { return }
    if spelled.count >= Self.shortestSpelledWord {
      var whole = WordBuilder()
      for byte in spelled { whole.append(byte) }
      words.removeLast(spelled.count)
      words.append(whole.end())
    }
    spelled.removeAll(keepingCapacity: true)
  }
}

extension UInt8 {
  /// Whether it may stand in a handle: a letter, a digit, an underscore.
  fileprivate var isHandleByte: Bool {
    switch self {
    case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, UInt8(ascii: "_"): true
    default: false
    }
  }
}
