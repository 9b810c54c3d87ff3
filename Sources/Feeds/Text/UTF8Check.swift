/// UTF-8 by RFC 3629.
enum UTF8Check {
  /// The length of the sequence at a place that starts with a byte from 0x80; 0 where it is invalid,
  /// nil where the bytes end within it.
  @inline(__always)
  static func length(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> Int? {
    let lead = bytes[at]
    let count: Int
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    switch lead {
    case 0xC2...0xDF: count = 2
    case 0xE0: (count, low) = (3, 0xA0)
    case 0xED: (count, high) = (3, 0x9F)
    case 0xE1...0xEF: count = 3
    case 0xF0: (count, low) = (4, 0x90)
    case 0xF1...0xF3: count = 4
    case 0xF4: (count, high) = (4, 0x8F)
    default: return 0
    }
    for offset in 1..<count {
      guard at + offset < end else { return nil }
      let byte = bytes[at + offset]
      guard byte >= low, byte <= high else { return 0 }
      (low, high) = (0x80, 0xBF)
    }
    return count
  }

  /// Whether the bytes are valid UTF-8 and have more than ASCII.
  static func isMultiByte(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 0
    var found = false
    while true {
      at = ByteScan.firstBeyondASCII(in: bytes, from: at)
      guard at < bytes.count, let length = length(bytes, at, bytes.count) else { return found }
      if length == 0 { return false }
      found = true
      at += length
    }
  }
}
