/// What stands between words: marks that end sentences, emoticons, emoji, scripts without spaces.
extension Tokenizer {
  mutating func readMark(_ byte: UInt8, _ bytes: Bytes, _ output: Output) {
    chain = nil
    switch byte {
    case UInt8(ascii: "!"):
      findings.exclamations += 1
      gap.insert(.afterSentence)
    case UInt8(ascii: "?"):
      findings.questions += 1
      gap.insert(.afterSentence)
    case UInt8(ascii: "."), 0x0A: gap.insert(.afterSentence)
    case UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "<"):
      if readEmoticon(bytes, output) { return }
      gap.insert(.afterComma)
    case UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "$"):
      if readSigil(byte, bytes, output) { return }
    case UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\""):
      gap.insert(.afterComma)
    default: break
    }
    at += 1
  }

  /// - Returns: Whether a word stands behind the sign, and none before it as in an e-mail address.
  private mutating func readSigil(_ sigil: UInt8, _ bytes: Bytes, _ output: Output) -> Bool {
    guard at + 1 < bytes.count, at == 0 || !ASCII.isWordPart(bytes[at - 1]) else { return false }
    let next = bytes[at + 1]
    if sigil == UInt8(ascii: "$"), ASCII.isDigit(next) {
      gap.insert(.money)
      return false
    }
    guard ASCII.isWordPart(next) || next == UInt8(ascii: "_") || next >= 0x80 else { return false }
    switch sigil {
    case UInt8(ascii: "#"): readSigil(.tag, .tag, bytes, output)
    case UInt8(ascii: "@"): readSigil(.handle, .handle, bytes, output)
    default: readSigil(.ticker, [], bytes, output)
    }
    return true
  }

  /// Reads `:-(`, `:'(`, `;)`, `<3`, `</3` and their kin as one word without a nose.
  private mutating func readEmoticon(_ bytes: Bytes, _ output: Output) -> Bool {
    func byte(_ offset: Int) -> UInt8 { at + offset < bytes.count ? bytes[at + offset] : 0 }
    if bytes[at] == UInt8(ascii: "<") {
      if byte(1) == UInt8(ascii: "3"), !ASCII.isWordPart(byte(2)) {
        putSign("<3", width: 2, output)
        return true
      }
      if byte(1) == UInt8(ascii: "/"), byte(2) == UInt8(ascii: "3") {
        putSign("</3", width: 3, output)
        return true
      }
      return false
    }
    let nose = byte(1)
    let hasNose =
      nose == UInt8(ascii: "-") || nose == UInt8(ascii: "'") || nose == UInt8(ascii: "o")
    let place = hasNose ? 2 : 1
    let after = byte(place + 1)
    let face: StaticString
    switch byte(place) {
    case UInt8(ascii: ")"), UInt8(ascii: "]"): face = ":)"
    case UInt8(ascii: "("), UInt8(ascii: "["): face = ":("
    case UInt8(ascii: "/") where after != UInt8(ascii: "/"), UInt8(ascii: "\\"): face = ":/"
    case UInt8(ascii: "|"): face = ":|"
    case UInt8(ascii: "D") where !ASCII.isWordPart(after): face = ":d"
    case UInt8(ascii: "P") where !ASCII.isWordPart(after),
      UInt8(ascii: "p") where !ASCII.isWordPart(after):
      face = ":p"
    default: return false
    }
    putSign(face, width: place + 1, output)
    return true
  }

  private mutating func putSign(_ face: StaticString, width: Int, _ output: Output) {
    let start = used
    for place in 0..<face.utf8CodeUnitCount {
      output[used] = face.utf8Start[place]
      used += 1
    }
    append(at, at + width, start, .sign, output)
    at += width
  }

  mutating func readBeyondASCII(_ bytes: Bytes, _ output: Output) {
    let (scalar, width) = UTF8Scalar.decode(bytes, at)
    switch ScalarFolding.folded(scalar) {
    case .letter, .letters: return readWord(bytes, output)
    case .ideograph(let value): return putIdeograph(value, width: width, bytes, output)
    case .sign(let value):
      chain = nil
      return putAlone(value, end: at + width, .sign, output)
    case .ascii(let mark):
      if mark == UInt8(ascii: "!") { findings.exclamations += 1 }
      if mark == UInt8(ascii: "?") { findings.questions += 1 }
      gap.insert(
        mark == UInt8(ascii: "!") || mark == UInt8(ascii: "?") ? .afterSentence : .afterComma)
    case .sentenceEnd: gap.insert(.afterSentence)
    case .nothing, .separator, .apostrophe, .hyphen: break
    }
    chain = nil
    at += width
  }

  /// A character of a script without spaces, together with those behind it that complete it.
  private mutating func putIdeograph(
    _ first: UInt32, width: Int, _ bytes: Bytes, _ output: Output
  ) {
    chain = nil
    var value = first
    var end = at + width
    while end < bytes.count, bytes[end] >= 0x80 {
      let (scalar, width) = UTF8Scalar.decode(bytes, end)
      guard let composed = Composition.of(value, scalar) else { break }
      value = composed
      end += width
    }
    putAlone(value, end: end, inherited, output)
  }

  private mutating func putAlone(
    _ value: UInt32, end: Int, _ marks: FoldedText.Marks, _ output: Output
  ) {
    let start = used
    putEncoded(value, output)
    append(at, end, start, marks, output)
    at = end
  }
}
