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
    let first = tokens.count
    var isGoingOn = true
    while isGoingOn, at < bytes.count {
      if bytes[at] == UInt8(ascii: "_") {
        at += 1
      } else if ASCII.isWordPart(bytes[at]) {
        readWord(Bytes(rebasing: bytes[..<CamelCase.endOfPart(bytes, from: at)]), output)
      } else if bytes[at] >= 0x80 {
        let before = tokens.count
        readBeyondASCII(bytes, output)
        isGoingOn = tokens.count > before
      } else {
        isGoingOn = false
      }
    }
    inherited = []
    guard tokens.count > first else { return }
    addJoined(from: first, as: kind, output)
    if tokens.count > first + 1 { addJoined(from: first, as: .word, output) }
  }
}

/// Words that are told apart by their capitals: `DeltaFail`, `BBCNews`.
enum CamelCase {
  /// Where the word that begins at `start` ends: before a capital that begins the next one.
  static func endOfPart(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start + 1
    while end < bytes.count, ASCII.isWordPart(bytes[end]) || bytes[end] >= 0x80 {
      if ASCII.isCapital(bytes[end]) {
        if !ASCII.isCapital(bytes[end - 1]) { return end }
        if end + 1 < bytes.count, ASCII.isSmall(bytes[end + 1]) { return end }
      }
      end += 1
    }
    return end
  }
}
