/// A whole text without what readers do not see as a change: case, accents, spaces, punctuation.
struct TextFingerprint {
  private(set) var hash: UInt64
  private(set) var words: Int

  /// Whether it is the title of an answer, which the whole thread shares.
  private(set) var isReply: Bool

  static func of(_ text: String) -> TextFingerprint {
    var text = text
    var reading = Reading()
    text.withUTF8 { reading.read($0) }
    let lead = text.prefix(4).lowercased()
    let isReply = lead.hasPrefix("re:") || lead.hasPrefix("aw:") || lead.hasPrefix("fwd:")
    return TextFingerprint(hash: reading.hash.value, words: reading.words, isReply: isReply)
  }

  /// One pass over the bytes of a text.
  private struct Reading {
    var hash = StableHash()
    var words = 0
    private var isInWord = false

    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
      var at = 0
      while at < bytes.count {
        let byte = bytes[at]
        switch byte {
        case 0x61...0x7A, 0x30...0x39: add(byte)
        case 0x41...0x5A: add(byte | 0x20)
        case UInt8(ascii: "'"): break
        case 0x80...:
          let (code, width) = UTF8Scalar.decode(bytes, at)
          if let scalar = Unicode.Scalar(code) { read(scalar) }
          at += width
          continue
        default: endWord()
        }
        at += 1
      }
      endWord()
    }

    private mutating func read(_ scalar: Unicode.Scalar) {
      switch FoldedScalar(scalar) {
      case .nothing: break
      case .gap, .sentenceEnd: endWord()
      case .ascii(let byte, _): add(byte)
      case .letter(let scalar, _): for byte in String(scalar).utf8 { add(byte) }
      case .unspaced(let scalar):
        endWord()
        for byte in String(scalar).utf8 { add(byte) }
        endWord()
      }
    }

    @inline(__always)
    private mutating func add(_ byte: UInt8) {
      if !isInWord { words += 1 }
      isInWord = true
      hash.combine(byte: byte)
    }

    private mutating func endWord() {
      if isInWord { hash.combine(byte: 0x20) }
      isInWord = false
    }
  }
}
