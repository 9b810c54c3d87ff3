/// Text that was UTF-8, was read as windows-1252 and was written as UTF-8 again: `fÃ¼r`.
enum DoubleEncoding {
  /// The text as it was meant, or nil where it was not encoded twice.
  ///
  /// The whole text must bear it out, for `CAFÉ »` and `10 × 10` hold such pairs by chance: no letter
  /// with an accent stands outside a pair, and one pair is of a kind that no language writes.
  static func repaired(_ text: String) -> String? {
    var output: [UInt8] = []
    var hasProof = false
    let scalars = Array(text.unicodeScalars)
    var at = 0
    while at < scalars.count {
      if let sequence = sequence(scalars, at) {
        output += sequence
        // `Ã` and `Â` before a sign, and `â€`; but `AMANHÃ` may stand before a no-break space.
        if [0xC2, 0xC3, 0xE2, 0xF0].contains(sequence[0]), sequence[0...1] != [0xC3, 0xA0] {
          hasProof = true
        }
        at += sequence.count
      } else {
        if (0xC0...0xFF).contains(scalars[at].value) { return nil }
        output += String(scalars[at]).utf8
        at += 1
      }
    }
    return hasProof ? String(decoding: output, as: UTF8.self) : nil
  }

  /// Whether the text may have been encoded twice, or holds control characters of Latin-1. One fast
  /// pass, for nearly no text does.
  static func isSuspect(_ text: inout String) -> Bool {
    text.withUTF8 { bytes in
      let raw = UnsafeRawBufferPointer(bytes)
      var at = -1
      while at + 2 < bytes.count {
        at += 1
        // Eight letters of ASCII at once.
        while at + 8 < bytes.count,
          raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
          at += 8
        }
        guard at + 1 < bytes.count, bytes[at] & 0xFE == 0xC2 else { continue }
        if bytes[at] == 0xC2, bytes[at + 1] < 0xA0 { return true }
        // Each letter that was encoded twice begins as U+00C2…U+00F4 before another.
        if bytes[at] == 0xC3, bytes[at + 1] >= 0x82, at + 2 < bytes.count, bytes[at + 2] >= 0x80 {
          return true
        }
      }
      return false
    }
  }

  private static func sequence(_ scalars: [Unicode.Scalar], _ at: Int) -> [UInt8]? {
    guard (0xC2...0xF4).contains(scalars[at].value) else { return nil }
    let lead = UInt8(scalars[at].value)
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard at + length <= scalars.count else { return nil }
    var bytes = [lead]
    for scalar in scalars[(at + 1)..<(at + length)] {
      guard let byte = Windows1252.byte(scalar), byte >= 0x80 else { return nil }
      bytes.append(byte)
    }
    return bytes.withUnsafeBufferPointer {
      UTF8Check.length($0, 0, length) == length ? bytes : nil
    }
  }
}
