/// Text that was UTF-8, was read as windows-1252 and was written as UTF-8 again: `fÃ¼r`.
enum DoubleEncoding {
  /// Makes of a text what was meant; returns whether it was encoded twice. Control characters of
  /// Latin-1 (U+0080…U+009F), which no text means, are dropped.
  static func repair(_ text: inout String) -> Bool {
    let signs = text.withUTF8 { Signs($0) }
    let repaired = signs.hasPair ? text.withUTF8(repaired) : nil
    if let repaired { text = repaired }
    if signs.hasControl || repaired != nil { text = text.withUTF8(withoutControls) }
    return repaired != nil
  }

  private static func withoutControls(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      let next = ByteScan.first(0xC2, in: bytes, from: at)
      output.append(contentsOf: bytes.part(at..<next))
      guard next + 1 < bytes.count else { break }
      if bytes[next + 1] >= 0xA0 { output.append(contentsOf: bytes.part(next..<(next + 2))) }
      at = next + 2
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// What one fast pass finds, for nearly no text has any of it.
  private struct Signs {
    var hasPair = false
    var hasControl = false

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
      var at = 0
      while true {
        at = ByteScan.firstBeyondASCII(in: bytes, from: at)
        guard at + 1 < bytes.count else { return }
        if bytes[at] == 0xC2, bytes[at + 1] < 0xA0 { hasControl = true }
        if !hasPair, sequence(bytes, at) != nil { hasPair = true }
        at += UTF8Check.length(bytes, at, bytes.count) ?? 1
      }
    }
  }

  /// The text as it was meant, or nil where it was not encoded twice.
  ///
  /// The whole text must bear it out, for `CAFÉ »` and `10 × 10` hold such pairs by chance: no letter
  /// with an accent stands outside a pair, and one pair is of a kind that no language writes.
  private static func repaired(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    var output: [UInt8] = []
    var hasProof = false
    var at = 0
    while at < bytes.count {
      let next = ByteScan.firstBeyondASCII(in: bytes, from: at)
      output.append(contentsOf: bytes.part(at..<next))
      at = next
      guard at < bytes.count else { break }
      if let (sequence, length) = sequence(bytes, at) {
        output += sequence
        // `Ã` and `Â` before a sign, and `â€`; but `AMANHÃ` may stand before a no-break space.
        if [0xC2, 0xC3, 0xE2, 0xF0].contains(sequence[0]), sequence[0...1] != [0xC3, 0xA0] {
          hasProof = true
        }
        at += length
      } else {
        // U+00C0…U+00FF
        if bytes[at] == 0xC3 { return nil }
        let length = max(1, UTF8Check.length(bytes, at, bytes.count) ?? 1)
        output.append(contentsOf: bytes.part(at..<(at + length)))
        at += length
      }
    }
    return hasProof ? String(decoding: output, as: UTF8.self) : nil
  }

  /// The bytes of one letter that was encoded twice, and how many bytes of the text stand for it.
  private static func sequence(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int
  ) -> (bytes: [UInt8], length: Int)? {
    // A letter begins with 0xC2…0xF4; these are U+00C2…U+00F4.
    guard bytes[at] == 0xC3, let lead = singleByte(bytes, at)?.byte, (0xC2...0xF4).contains(lead),
      let second = singleByte(bytes, at + 2), second.byte >= 0x80, second.byte < 0xC0
    else { return nil }
    var sequence = [lead, second.byte]
    var end = at + 2 + second.length
    for _ in 2..<(lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4) {
      guard let next = singleByte(bytes, end), next.byte >= 0x80 else { return nil }
      sequence.append(next.byte)
      end += next.length
    }
    let isLetter = sequence.withUnsafeBufferPointer {
      UTF8Check.length($0, 0, $0.count) == $0.count
    }
    return isLetter ? (sequence, end - at) : nil
  }

  /// The byte that means the character at a place in windows-1252, from 0x80 on.
  private static func singleByte(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int
  ) -> (byte: UInt8, length: Int)? {
    guard at + 1 < bytes.count else { return nil }
    switch bytes[at] {
    case 0xC2: return (bytes[at + 1], 2)
    case 0xC3: return (bytes[at + 1] | 0x40, 2)
    case 0xC5, 0xC6, 0xCB:
      let scalar = UInt32(bytes[at] & 0x1F) << 6 | UInt32(bytes[at + 1] & 0x3F)
      return Unicode.Scalar(scalar).flatMap(Windows1252.byte).map { ($0, 2) }
    case 0xE2 where at + 2 < bytes.count:
      let scalar = 0x2000 | UInt32(bytes[at + 1] & 0x3F) << 6 | UInt32(bytes[at + 2] & 0x3F)
      return Unicode.Scalar(scalar).flatMap(Windows1252.byte).map { ($0, 3) }
    default: return nil
    }
  }
}
