/// Makes valid UTF-8, without control characters, of whatever a publisher wrote as such.
enum CharacterRepair {
  /// Bytes that are invalid are windows-1252, as are U+0080…U+009F, which somebody took for Latin-1;
  /// control characters and the two that are none are dropped.
  static func repair(_ bytes: inout [UInt8], _ problems: inout ProblemList) {
    let first = bytes.withUnsafeBufferPointer { firstDefect($0, from: 0) }
    guard first < bytes.count else { return }
    var repaired: [UInt8] = []
    repaired.reserveCapacity(bytes.count + bytes.count / 8)
    bytes.withUnsafeBufferPointer { bytes in
      var at = 0
      var defect = first
      while defect < bytes.count {
        repaired.append(contentsOf: bytes[at..<defect])
        at = defect + replace(bytes, defect, &repaired, &problems)
        defect = firstDefect(bytes, from: at)
      }
      repaired.append(contentsOf: bytes[at...])
    }
    bytes = repaired
  }

  static func isClean(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    firstDefect(bytes, from: 0) == bytes.count
  }

  /// The place of the first character that has to go, or the end.
  private static func firstDefect(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var at = start
    while true {
      at = ByteScan.first(in: bytes, from: at) { $0 | $0.below(0x20) | $0.equal(to: 0x7F) }
      while at < bytes.count, bytes[at] >= 0x80 {
        let length = keptLength(bytes, at)
        guard length > 0 else { return at }
        at += length
      }
      guard at < bytes.count else { return at }
      switch bytes[at] {
      case 0x09, 0x0A, 0x0D: at += 1
      case 0..<0x20, 0x7F: return at
      default: break
      }
    }
  }

  /// The length of a character beyond ASCII that means what it says; else 0.
  private static func keptLength(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    guard let length = UTF8Check.length(bytes, at, bytes.count) else { return 0 }
    switch bytes[at] {
    case 0xC2 where length == 2 && bytes[at + 1] < 0xA0: return 0
    case 0xEF where length == 3 && bytes[at + 1] == 0xBF && bytes[at + 2] >= 0xBE: return 0
    default: return length
    }
  }

  /// Appends what a defect means; returns its length.
  private static func replace(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ output: inout [UInt8],
    _ problems: inout ProblemList
  ) -> Int {
    let byte = bytes[at]
    if byte < 0x80 {
      problems.note(.controlCharacter)
      return 1
    }
    guard let length = UTF8Check.length(bytes, at, bytes.count), length > 0 else {
      problems.note(.invalidBytes)
      output.append(contentsOf: String(Windows1252.scalar(byte)).utf8)
      return 1
    }
    if length == 2 {
      // The five that mean nothing in windows-1252 may be halves of letters that were encoded twice,
      // which are mended later.
      let scalar = Windows1252.scalar(bytes[at + 1])
      if scalar.value > 0xFF { problems.note(.wrongEncoding, "windows-1252 taken for Latin-1") }
      output.append(contentsOf: String(scalar).utf8)
    }
    return length
  }
}
