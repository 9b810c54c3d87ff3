/// A whole text without what readers do not see as a change: case, accents, spaces, punctuation.
struct TextFingerprint {
  private(set) var hash: UInt64
  private(set) var words: Int

  /// Whether it is the title of an answer, which the whole thread shares.
  private(set) var isReply: Bool

  static func of(_ text: String) -> TextFingerprint {
    var print = TextFingerprint(hash: 0, words: 0, isReply: false)
    var text = text
    text.withUTF8 { print.read($0) }
    return print
  }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    var hash = StableHash()
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
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case 0x61...0x7A, 0x30...0x39: add(byte)
      case 0x41...0x5A: add(byte | 0x20)
      case UInt8(ascii: "'"): break
      case 0x80...:
        let (scalar, width) = UTF8Scalar.decode(bytes, at)
        at += width
        switch Unicode.Scalar(scalar).map({ FoldedScalar($0) }) ?? .gap {
        case .nothing: break
        case .gap, .sentenceEnd: endWord()
        case .ascii(let byte, _): add(byte)
        case .letters(var letters):
          while letters > 0 {
            add(UInt8(letters & 0xFF))
            letters >>= 8
          }
        case .letter(let scalar, _): UTF8.encode(scalar)?.forEach(add)
        case .unspaced(let scalar):
          endWord()
          UTF8.encode(scalar)?.forEach(add)
          endWord()
        }
        continue
      default: endWord()
      }
      at += 1
    }
    endWord()
    self.hash = hash.value
    isReply = Self.replyLeads.contains { lead in
      zip(bytes, 0..<lead.utf8CodeUnitCount).allSatisfy { $0 | 0x20 == lead.utf8Start[$1] | 0x20 }
        && bytes.count >= lead.utf8CodeUnitCount
    }
  }

  private static let replyLeads: [StaticString] = ["re:", "aw:", "fwd:"]
}
