/// Makes gzip files (RFC 1952) of the simplest kind.
package enum Gzip {
  /// The bytes as they are, in gzip's clothes.
  package static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var file = header
    var rest = bytes[...]
    repeat {
      let block = rest.prefix(0xFFFF)
      rest = rest.dropFirst(block.count)
      let length = UInt16(block.count)
      file.append(rest.isEmpty ? 1 : 0)
      file += [UInt8(truncatingIfNeeded: length), UInt8(length >> 8)]
      file += [UInt8(truncatingIfNeeded: ~length), UInt8(~length >> 8)]
      file += block
    } while !rest.isEmpty
    return file + littleEndian(checksum(bytes)) + littleEndian(UInt32(bytes.count))
  }

  /// A bomb: about 160 times as many zeros as it has bytes, at least 258 of them. Its checksum is
  /// wrong, since nobody should come so far.
  package static func bomb(zeros: Int) -> [UInt8] {
    var file = header
    var bits: UInt32 = 0
    var count = 0
    func put(_ value: UInt32, _ width: Int) {
      bits |= value << count
      count += width
      while count >= 8 {
        file.append(UInt8(truncatingIfNeeded: bits))
        bits >>= 8
        count -= 8
      }
    }
    put(0b011, 3)  // the last block, with fixed codes
    put(0b0000_1100, 8)  // the literal 0, whose code 00110000 goes out from its top bit
    for _ in 0..<(zeros / 258) {
      put(0b1010_0011, 8)  // 285: copy 258 bytes; the code is 11000101
      put(0, 5)  // from one byte back
    }
    put(0, 7)  // end of block
    put(0, 7)  // to the next whole byte
    return file + [UInt8](repeating: 0, count: 8)
  }

  private static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]

  private static func littleEndian(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  /// CRC-32 as RFC 1952 section 8 has it.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { rest, _ in
        rest >> 1 ^ (rest & 1 == 1 ? 0xEDB8_8320 : 0)
      }
    }
  }
}
