/// A whole text without what readers do not see as a change: case, accents, spaces, punctuation.
struct TextFingerprint {
  private(set) var hash: UInt64
  private(set) var words: Int

  /// Whether it is the title of an answer, which the whole thread shares.
  private(set) var isReply: Bool

  static func of(_ text: String) -> TextFingerprint {
    var hash = StableHash()
    var words = 0
    var isInWord = false
    func endWord() {
      if isInWord { hash.combine(byte: 0x20) }
      isInWord = false
    }
    func add(_ byte: UInt8) {
      if !isInWord { words += 1 }
      isInWord = true
      hash.combine(byte: byte)
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": add(UInt8(scalar.value))
      case "A"..."Z": add(UInt8(scalar.value) | 0x20)
      case "'": break
      case "\0"..."\u{7F}": endWord()
      default:
        switch FoldedScalar(scalar) {
        case .nothing: break
        case .gap, .sentenceEnd: endWord()
        case .ascii(let byte, _): add(byte)
        case .letter(let scalar, _): UTF8.encode(scalar)?.forEach(add)
        case .unspaced(let scalar):
          endWord()
          UTF8.encode(scalar)?.forEach(add)
          endWord()
        }
      }
    }
    endWord()
    let lead = text.prefix(4).lowercased()
    let isReply = lead.hasPrefix("re:") || lead.hasPrefix("aw:") || lead.hasPrefix("fwd:")
    return TextFingerprint(hash: hash.value, words: words, isReply: isReply)
  }
}
