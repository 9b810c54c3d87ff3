/// Makes Zstandard frames (RFC 8878) of the simplest kinds.
package enum Zstandard {
  /// The bytes as they are, in Zstandard's clothes.
  package static func stored(_ bytes: [UInt8]) -> [UInt8] {
    header + block(.raw, size: bytes.count, isLast: true) + bytes
  }

  /// A bomb: 32,000 times as many zeros as it has bytes.
  package static func bomb(zeros: Int) -> [UInt8] {
    let count = max(1, zeros / largestBlock)
    return header
      + (1...count).flatMap { block(.repeated, size: largestBlock, isLast: $0 == count) + [0] }
  }

  private enum Kind: Int { case raw, repeated }

  private static let largestBlock = 128 << 10

  /// The magic number, a descriptor that announces nothing, and a window of 8 MB: section 3.1.1.
  private static let header: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0, 13 << 3]

  /// Section 3.1.1.2: whether it is the last, its kind in two bits, its size in the rest of three bytes.
  private static func block(_ kind: Kind, size: Int, isLast: Bool) -> [UInt8] {
    let word = (isLast ? 1 : 0) | kind.rawValue << 1 | size << 3
    return (0..<3).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
  }
}
