/// Gathers the letters of one word after another, and tells what kind of word they make.
struct WordBuilder: Sendable {
  /// Bytes of a word beyond this do not tell it from others.
  private static let longestWord = 40

  private var bytes = [UInt8](repeating: 0, count: longestWord)
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
    guard count < Self.longestWord else { return }
    bytes[count] = byte
    count += 1
    if byte < 0x3A { digits += 1 }
  }

  var gathered: ArraySlice<UInt8> { bytes[..<count] }

  mutating func drop() {
    count = 0
    digits = 0
    isTag = false
    isUnspaced = false
  }

  /// Ends the word, which is not empty.
  mutating func end(scope: UInt64) -> Word {
    let kind = kind()
    var shape = WordShape(keepsDigits: kind == .number)
    if digits == count {
      for place in 0..<count { shape.add(digit: bytes[place]) }
    } else {
      for place in 0..<count { shape.add(bytes[place]) }
    }
    let hash = shape.finish()
    let isCommon = count == 1 && kind != .number || CommonWords.contains(hash)
    let letters = isUnspaced ? 0 : shape.letters
    beginsSentence = false
    drop()
    return Word(
      hash: hash ^ scope, length: shape.length, letters: letters, isCommon: isCommon, kind: kind)
  }

  /// Tells the kind, and makes one of the spellings of numbers.
  private mutating func kind() -> Word.Kind {
    if digits > 0 {
      if digits == count || readsAsNumber() || !isMisread { return .number }
    } else if (3...6).contains(count), let digit = Self.number(bytes[..<count]) {
      count = 0
      digits = 0
      for byte in digit { append(byte) }
      return .number
    }
    if isTag { return .tag }
    return beginsWithCapital && !beginsSentence && count > 1 ? .name : .plain
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
    var digit: [UInt8] = []
    for byte in bytes[..<count] {
      switch byte {
      case 0x30...0x39: digit.append(byte)
      case UInt8(ascii: "o"): digit.append(UInt8(ascii: "0"))
      case UInt8(ascii: "i"), UInt8(ascii: "l"): digit.append(UInt8(ascii: "1"))
      default: return false
      }
    }
    bytes.replaceSubrange(..<count, with: digit)
    digits = count
    return true
  }

  private static func number(_ word: ArraySlice<UInt8>) -> [UInt8]? {
    switch word[0] {
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "s"), UInt8(ascii: "e"),
      UInt8(ascii: "n"):
      numbers[Array(word)]
    default: nil
    }
  }

  private static let numbers: [[UInt8]: [UInt8]] = {
    let names = "two three four five six seven eight nine ten eleven twelve"
    var table: [[UInt8]: [UInt8]] = [:]
    for (place, name) in names.split(separator: " ").enumerated() {
      table[Array(name.utf8)] = Array(String(place + 2).utf8)
    }
    return table
  }()
}
