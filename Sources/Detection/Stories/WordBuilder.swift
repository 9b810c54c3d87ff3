/// Gathers the letters of one word after another, and tells what kind of word they make.
struct WordBuilder: Sendable {
  private typealias Bytes = InlineArray<40, UInt8>

  /// Bytes of a word beyond these do not tell it from others.
  private var bytes = Bytes(repeating: 0)
  private(set) var count = 0
  private var digits = 0
  private(set) var beginsWithCapital = false
  private var endsWithCapital = false

  /// Whether what comes next begins a sentence, so that its capital tells nothing.
  var beginsSentence = true

  /// Whether the word has the mark of a tag before it.
  var isTag = false

  /// Whether it is two characters of a script that has no letters.
  var isUnspaced = false

  var isEmpty: Bool { count == 0 }

  /// Whether a number is being gathered.
  var isNumber: Bool { count > 0 && digits == count }

  /// Whether the last letter was none of a number.
  var endsWithLetter: Bool { count > 0 && bytes[count - 1] > 0x39 }

  /// Whether a capital after small letters begins another word: `#LostMyBag`.
  var breaksAtCapital: Bool { isTag && count > 0 && !endsWithCapital }

  func elementsEqual(_ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && (0..<count).allSatisfy { bytes[$0] == text.utf8Start[$0] }
  }

  /// - Parameter byte: a small letter, a digit, or a byte of another script's letter.
  @inline(__always)
  mutating func append(_ byte: UInt8, isCapital: Bool = false) {
    if count == 0 { beginsWithCapital = isCapital }
    endsWithCapital = isCapital
    guard count < Bytes.count else { return }
    bytes[count] = byte
    count += 1
    if byte < 0x3A { digits += 1 }
  }

  /// The one letter or digit of which the word consists; nil where it has more.
  var onlyByte: UInt8? { count == 1 ? bytes[0] : nil }

  mutating func drop() {
    count = 0
    digits = 0
    isTag = false
    isUnspaced = false
  }

  /// Ends the word, which is not empty.
  mutating func end() -> Word {
    defer {
      beginsSentence = false
      drop()
    }
    if digits > 0, digits == count || readsAsNumber() || !isMisread { return number() }
    var shape = WordShape()
    for place in 0..<count { shape.add(bytes[place]) }
    let hash = shape.finish()
    if isUnspaced { return Word(unspaced: hash) }
    let known = KnownWords.kind(of: hash)
    if let number = known?.number { return Self.number(number) }
    let isName = beginsWithCapital && !beginsSentence && count > 1
    return Word(
      hash: hash, shape: shape, isCommon: known != nil || count == 1,
      kind: known == .date || known == .dateWithCapital && isName
        ? .number : isTag ? .tag : isName ? .name : .plain)
  }

  private func number() -> Word {
    var shape = WordShape(keepsDigits: true)
    for place in 0..<count {
      if digits == count { shape.add(digit: bytes[place]) } else { shape.add(bytes[place]) }
    }
    let hash = shape.finish()
    // `7h3` may be a word.
    let isCommon = digits < count && KnownWords.kind(of: hash) != nil
    return Word(hash: hash, shape: shape, isCommon: isCommon, kind: .number)
  }

  /// A number that was written out.
  private static func number(_ number: UInt8) -> Word {
    var shape = WordShape(keepsDigits: true)
    if number > 9 { shape.add(digit: 0x30 + number / 10) }
    shape.add(digit: 0x30 + number % 10)
    return Word(hash: shape.finish(), shape: shape, isCommon: false, kind: .number)
  }

  /// Letters of a word read or written as digits: `fl1ght`, `4tt3nd4nt`. Not so for `ua354`, `3rd`
  /// and `24hrs`, where digits and letters keep to themselves.
  private var isMisread: Bool {
    guard digits * 2 <= count else { return false }
    var borders = 0
    for place in 1..<count where (bytes[place] > 0x39) != (bytes[place - 1] > 0x39) {
      borders += 1
    }
    return borders >= 2 || borders == 1 && digits == 1 && count >= 4 && bytes[0] > 0x39
  }

  /// Digits of a number read as letters, `1O` and `2l5`: puts them back.
  private mutating func readsAsNumber() -> Bool {
    guard digits * 2 >= count, count > 1 else { return false }
    var digit = bytes
    for place in 0..<count {
      switch bytes[place] {
      case 0x30...0x39: break
      case UInt8(ascii: "o"): digit[place] = UInt8(ascii: "0")
      case UInt8(ascii: "i"), UInt8(ascii: "l"): digit[place] = UInt8(ascii: "1")
      default: return false
      }
    }
    bytes = digit
    digits = count
    return true
  }
}
