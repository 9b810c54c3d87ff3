/// Letters and digits of ASCII, as bytes.
enum ASCII {
  @inline(__always)
  static func isWordPart(_ byte: UInt8) -> Bool {
    isSmall(byte | 0x20) || isDigit(byte)
  }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  @inline(__always)
  static func isCapital(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }

  @inline(__always)
  static func isSmall(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }

  @inline(__always)
  static func lowercase(_ byte: UInt8) -> UInt8 { isCapital(byte) ? byte | 0x20 : byte }
}

/// Decoding of UTF-8 that is known to be valid, since it comes out of a `String`.
enum UTF8Scalar {
  /// - Returns: The scalar at a position beyond ASCII and how many bytes it has. A text that was cut
  ///   within a character gives U+FFFD for the rest.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (UInt32, Int) {
    let first = UInt32(bytes[at])
    let width = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard first >= 0xC2, at + width <= bytes.count else { return (0xFFFD, 1) }
    func continuation(_ offset: Int) -> UInt32 { UInt32(bytes[at + offset] & 0x3F) }
    switch width {
    case 2: return ((first & 0x1F) << 6 | continuation(1), 2)
    case 3: return ((first & 0x0F) << 12 | continuation(1) << 6 | continuation(2), 3)
    default:
      return (
        (first & 0x07) << 18 | continuation(1) << 12 | continuation(2) << 6 | continuation(3), 4
      )
    }
  }
}
