/// Links, hashtags, handles and tickers.
extension Tokenizer {
  func isScheme(_ word: Word, _ bytes: Bytes, _ output: Output) -> Bool {
    let length = used - word.foldedStart
    guard length == 4 || length == 5, output[word.foldedStart] == UInt8(ascii: "h"),
      at + 2 < bytes.count, bytes[at] == UInt8(ascii: ":"), bytes[at + 1] == UInt8(ascii: "/"),
      bytes[at + 2] == UInt8(ascii: "/")
    else { return false }
    let letters = output[word.foldedStart..<used]
    return letters.elementsEqual("http".utf8) || letters.elementsEqual("https".utf8)
  }

  /// Reads the host name as words, since `delta.com` names Delta, and passes over the rest of the
  /// address, which is not what somebody says.
  mutating func readLink(_ bytes: Bytes, _ output: Output) {
    at += 3
    chain = nil
    inherited = .link
    while at < bytes.count, bytes[at] > 0x20, !Self.endsHost(bytes[at]) {
      if ASCII.isWordPart(bytes[at]) { readWord(bytes, output) } else { at += 1 }
    }
    while at < bytes.count, bytes[at] > 0x20 { at += 1 }
    inherited = []
    gap.insert(.afterComma)
  }

  private static func endsHost(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
  }

  /// Reads what stands behind `#`, `@` or `$`: its words by their capitals, and the whole.
  mutating func readSigil(
    _ kind: TokenHash.Kind, _ mark: FoldedText.Marks, _ bytes: Bytes, _ output: Output
  ) {
    at += 1
    chain = nil
    inherited = mark
    let first = count
    var isGoingOn = true
    while isGoingOn, at < bytes.count {
      let before = at
      if bytes[at] == UInt8(ascii: "_") {
        at += 1
      } else if CamelCase.isLetter(bytes, at) {
        readWord(Bytes(rebasing: bytes[..<CamelCase.endOfPart(bytes, from: at)]), output)
      } else if bytes[at] >= 0x80 {
        let known = count
        readBeyondASCII(bytes, output)
        isGoingOn = count > known
      } else {
        isGoingOn = false
      }
      isGoingOn = isGoingOn && at > before
    }
    inherited = []
    guard count > first else { return }
    addJoined(from: first, as: kind, output)
    if count > first + 1 { addJoined(from: first, as: .word, output) }
  }
}

/// Words that are told apart by their capitals: `DeltaFail`, `BBCNews`, `ÄrgerMitÖBB`.
enum CamelCase {
  private enum Kind { case capital, small, other, outside }

  /// Whether a letter or a digit stands at a place.
  static func isLetter(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    let kind = kind(bytes, at).kind
    return kind == .capital || kind == .small || ASCII.isDigit(bytes[at])
  }

  /// Where the word that begins at `start` ends: before a capital that begins the next one.
  static func endOfPart(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let first = kind(bytes, start)
    var before = first.kind
    var end = start + first.width
    while end < bytes.count {
      let (here, width) = kind(bytes, end)
      if here == .outside { return end }
      if here == .capital {
        if before != .capital { return end }
        let next = end + width
        if next < bytes.count, kind(bytes, next).kind == .small { return end }
      }
      // What nobody sees parts nothing.
      if here != .other || bytes[end] < 0x80 { before = here }
      end += width
    }
    return end
  }

  private static func kind(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int
  ) -> (kind: Kind, width: Int) {
    let byte = bytes[at]
    guard byte >= 0x80 else {
      if ASCII.isCapital(byte) { return (.capital, 1) }
      if ASCII.isSmall(byte) { return (.small, 1) }
      return (ASCII.isDigit(byte) ? .other : .outside, 1)
    }
    let (scalar, width) = UTF8Scalar.decode(bytes, at)
    switch ScalarFolding.folded(scalar) {
    case .letter(_, let isCapital): return (isCapital ? .capital : .small, width)
    case .letters: return (scalar == 0xC6 || scalar == 0x152 ? .capital : .small, width)
    case .nothing: return (.other, width)
    default: return (.outside, width)
    }
  }
}
