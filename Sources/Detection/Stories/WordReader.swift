/// Reads the words and links of texts, folded so that what people and programs do to a text on its
/// way changes little: case, accents, look-alike letters, invisible marks, quotes, spaces, escapes.
///
/// Addresses and handles are left out: they are what changes when a text is passed on.
struct WordReader: Sendable {
  /// Words of a text beyond this are not read. A copy shares its beginning.
  static let wordLimit = 400

  /// Bytes of a word beyond this do not tell it from others.
  private static let longestWord = 40

  /// In the order in which they stand.
  private(set) var words: [Word] = []

  /// The addresses within the text, as they stand.
  private(set) var links: [String] = []

  private var scope: UInt64 = 0
  private var word: [UInt8] = []
  private var digits = 0
  private var beginsWithCapital = false
  private var beginsSentence = true
  private var isTag = false
  private var capitals = 0

  /// Reads a text anew. Equal words of different scopes are different words.
  mutating func read(title: String, text: String, scope: UInt64) {
    self.scope = scope
    words.removeAll(keepingCapacity: true)
    links.removeAll(keepingCapacity: true)
    capitals = 0
    for part in [title, text] {
      beginsSentence = true
      var part = part
      part.withUTF8 { read($0) }
    }
    // A text in capitals, or with every word in one as headlines have it, shows no names by them.
    if capitals * 2 > words.count {
      for place in words.indices { words[place] = words[place].plain }
    }
  }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    var at = 0
    while at < bytes.count, words.count < Self.wordLimit {
      let byte = bytes[at]
      switch byte {
      case 0x61...0x7A:
        append(byte, isCapital: false)
        at += 1
      case 0x41...0x5A:
        append(byte | 0x20, isCapital: true)
        at += 1
      case 0x30...0x39:
        append(byte, isCapital: false)
        digits += 1
        at += 1
      case 0x80...: readScalar(bytes, &at)
      default: readMark(byte, bytes, &at)
      }
    }
    endWord()
  }

  private mutating func readMark(
    _ byte: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int
  ) {
    at += 1
    let next = at < bytes.count ? bytes[at] : 0x20
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "`"): break
    case UInt8(ascii: "*") where !word.isEmpty: break  // c***n, as some hide a word.
    case UInt8(ascii: ","), UInt8(ascii: "."):
      // Within a number it is no border: 1,000 is 1000.
      if !word.isEmpty, digits == word.count, (0x30...0x39).contains(next) { break }
      if word.elementsEqual("www".utf8) {
        takeLink(bytes, &at, from: at - 4)
      } else {
        endWord()
        beginsSentence = beginsSentence || byte == UInt8(ascii: ".")
      }
    case UInt8(ascii: ":"):
      let isScheme = word.elementsEqual("http".utf8) || word.elementsEqual("https".utf8)
      if isScheme, next == UInt8(ascii: "/") {
        takeLink(bytes, &at, from: at - 1 - word.count)
      } else {
        endWord()
        beginsSentence = true
      }
    case UInt8(ascii: "@") where word.isEmpty && next.isHandleByte:
      while at < bytes.count, bytes[at].isHandleByte { at += 1 }
    case UInt8(ascii: "#"):
      endWord()
      isTag = true
    case UInt8(ascii: "&"): readEscape(bytes, &at)
    case UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "\""), 0x0A:
      endWord()
      beginsSentence = true
    default: endWord()
    }
  }

  /// An address up to the next space; it is no word.
  private mutating func takeLink(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, from start: Int
  ) {
    dropWord()
    while at < bytes.count, bytes[at] > 0x20, bytes[at] != UInt8(ascii: "\""),
      bytes[at] != UInt8(ascii: "<"), bytes[at] != UInt8(ascii: ">")
    {
      at += 1
    }
    var end = at
    while end > start, ".,;:!?)]'".utf8.contains(bytes[end - 1]) { end -= 1 }
    if links.count < 8 {
      links.append(
        String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self))
    }
  }

  /// An escape of HTML that somebody escaped once too often.
  private mutating func readEscape(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) {
    let ahead = bytes[at..<min(at + 9, bytes.count)]
    guard let end = ahead.firstIndex(of: UInt8(ascii: ";")) else { return endWord() }
    let name = bytes[at..<end]
    if name.elementsEqual("#x27".utf8) || name.elementsEqual("#39".utf8)
      || name.elementsEqual("apos".utf8) || name.elementsEqual("rsquo".utf8)
    {
      at = end + 1
    } else if name.first == UInt8(ascii: "#"), let scalar = Self.scalar(of: name.dropFirst()) {
      at = end + 1
      append(scalar)
    } else if name.allSatisfy({ (0x61...0x7A).contains($0) }) {
      at = end + 1
      endWord()
      beginsSentence = beginsSentence || name.elementsEqual("quot".utf8)
    } else {
      endWord()
    }
  }

  private static func scalar(
    of digits: Slice<UnsafeBufferPointer<UInt8>>
  ) -> Unicode.Scalar? {
    let isHexadecimal = digits.first.map { $0 | 0x20 } == UInt8(ascii: "x")
    let text = String(decoding: isHexadecimal ? digits.dropFirst() : digits, as: UTF8.self)
    return UInt32(text, radix: isHexadecimal ? 16 : 10).flatMap(Unicode.Scalar.init)
  }

  private mutating func readScalar(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) {
    // The bytes are a string's, so they are valid UTF-8.
    let lead = bytes[at]
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var code = UInt32(lead) & (0x7F >> UInt32(length))
    for place in 1..<length { code = code << 6 | UInt32(bytes[at + place] & 0x3F) }
    at += length
    if let scalar = Unicode.Scalar(code) { append(scalar) }
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    if scalar.isASCII {
      let byte = UInt8(scalar.value)
      if byte.isHandleByte { append(byte | 0x20, isCapital: false) } else { endWord() }
      return
    }
    switch FoldedScalar(scalar) {
    case .nothing: break
    case .gap: endWord()
    case .sentenceEnd:
      endWord()
      beginsSentence = true
    case .ascii(let byte, let isCapital):
      append(byte, isCapital: isCapital)
      if byte < 0x3A { digits += 1 }
    case .letter(let scalar, let isCapital):
      for byte in UTF8.encode(scalar)! { append(byte, isCapital: isCapital) }  // Always has a form.
    case .unspaced(let scalar):
      endWord()
      let before = unspaced
      for byte in UTF8.encode(scalar)! { append(byte, isCapital: false) }  // As above.
      let this = word
      word = before + word
      if !before.isEmpty { endWord() } else { dropWord() }
      unspaced = this
    }
  }

  /// The character before, where scripts set no spaces: each two neighbours count as a word.
  private var unspaced: [UInt8] = []

  @inline(__always)
  private mutating func append(_ byte: UInt8, isCapital: Bool) {
    if word.isEmpty { beginsWithCapital = isCapital }
    let count = word.count
    guard count < Self.longestWord else { return }
    // Three of a letter are a shout: sooo is so.
    if count >= 2, byte == word[count - 1], byte == word[count - 2], byte > 0x39, byte < 0x80 {
      word.removeLast()
    }
    word.append(byte)
  }

  private mutating func dropWord() {
    word.removeAll(keepingCapacity: true)
    digits = 0
    isTag = false
  }

  private mutating func endWord() {
    if !unspaced.isEmpty { unspaced.removeAll(keepingCapacity: true) }
    guard !word.isEmpty else { return }
    let kind = kindOfWord()
    var hash = StableHash()
    var letters: UInt32 = 0
    for byte in word {
      hash.combine(byte: byte)
      letters |= 1 << (UInt32(byte &- 0x61) % 26)
    }
    let value = hash.value
    if beginsWithCapital { capitals += 1 }
    words.append(
      Word(
        hash: value ^ scope, length: word.count, letters: letters,
        isCommon: word.count == 1 && kind != .number || CommonWords.contains(value), kind: kind))
    beginsSentence = false
    dropWord()
  }

  /// Tells the kind, and makes one of the spellings of numbers.
  private mutating func kindOfWord() -> Word.Kind {
    if digits > 0 {
      if isMisread { mendMisread() } else { return .number }
    } else if (3...6).contains(word.count), "tfsen".utf8.contains(word[0]),
      let digit = Self.numberWords[word]
    {
      word = digit
      return .number
    }
    if isTag { return .tag }
    return beginsWithCapital && !beginsSentence && word.count > 1 ? .name : .plain
  }

  /// Letters of a word read or written as digits: `fl1ght`, `4tt3nd4nt`. Not so for `ua354`, `3rd`
  /// and `24hrs`, where digits and letters keep to themselves.
  private var isMisread: Bool {
    guard digits * 2 <= word.count else { return false }
    var borders = 0
    for place in 1..<word.count where (word[place] > 0x39) != (word[place - 1] > 0x39) {
      borders += 1
    }
    return borders >= 2 || borders == 1 && digits == 1 && word.count >= 4 && word[0] > 0x39
  }

  private mutating func mendMisread() {
    for place in word.indices {
      switch word[place] {
      case UInt8(ascii: "0"): word[place] = UInt8(ascii: "o")
      case UInt8(ascii: "1"): word[place] = UInt8(ascii: "l")
      case UInt8(ascii: "3"): word[place] = UInt8(ascii: "e")
      case UInt8(ascii: "4"): word[place] = UInt8(ascii: "a")
      case UInt8(ascii: "5"): word[place] = UInt8(ascii: "s")
      case UInt8(ascii: "7"): word[place] = UInt8(ascii: "t")
      case UInt8(ascii: "8"): word[place] = UInt8(ascii: "b")
      default: break
      }
    }
  }

  private static let numberWords: [[UInt8]: [UInt8]] = {
    let names = "two three four five six seven eight nine ten eleven twelve"
    var table: [[UInt8]: [UInt8]] = [:]
    for (place, name) in names.split(separator: " ").enumerated() {
      table[Array(name.utf8)] = Array(String(place + 2).utf8)
    }
    return table
  }()
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
