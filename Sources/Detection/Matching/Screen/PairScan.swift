/// Two letters side by side, looked for in sixteen bytes at once.
struct PairScan: Sendable {
  private let first: SIMD16<UInt8>
  private let second: SIMD16<UInt8>

  /// Both are small letters, digits or `&`.
  init(_ first: UInt8, _ second: UInt8) {
    self.first = SIMD16(repeating: first)
    self.second = SIMD16(repeating: second)
  }

  /// The first place from `start` on at which some of the pairs begin, in either case, or a letter of a
  /// clue could be hidden; the end where there is none. It may name a place without reason.
  static func firstStop(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ wanted: UnsafeBufferPointer<PairScan>
  ) -> Int {
    guard let base = UnsafeRawPointer(bytes.baseAddress) else { return 0 }
    var at = start
    // A byte more than sixteen, for the neighbour of the last.
    while at + 17 <= bytes.count {
      let here = base.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
      let next = base.loadUnaligned(fromByteOffset: at + 1, as: SIMD16<UInt8>.self)
      if let lane = firstMarked(stops(here, next, wanted)) { return at + lane }
      at += 16
    }
    guard at < bytes.count else { return bytes.count }
    var here = SIMD16<UInt8>()
    var next = SIMD16<UInt8>()
    withUnsafeMutableBytes(of: &here) {
      $0.copyMemory(from: UnsafeRawBufferPointer(start: base + at, count: bytes.count - at))
    }
    withUnsafeMutableBytes(of: &next) {
      $0.copyMemory(
        from: UnsafeRawBufferPointer(start: base + at + 1, count: bytes.count - at - 1))
    }
    return min(at + (firstMarked(stops(here, next, wanted)) ?? 16), bytes.count)
  }

  /// Bytes whose highest bit is set where to stop.
  @inline(__always)
  private static func stops(
    _ here: SIMD16<UInt8>, _ next: SIMD16<UInt8>, _ wanted: UnsafeBufferPointer<PairScan>
  ) -> SIMD16<UInt8> {
    // Makes small letters of capitals, and of other marks what a closer look tells apart.
    let small = SIMD16<UInt8>(repeating: 0x20)
    let (left, right) = (here | small, next | small)
    var stops =
      here | zeros(of: here ^ SIMD16(repeating: UInt8(ascii: "-")))
      | zeros(of: here ^ SIMD16(repeating: UInt8(ascii: "_")))
      | zeros(of: here ^ SIMD16(repeating: UInt8(ascii: "'")))
    for pair in wanted {
      stops |= zeros(of: left ^ pair.first) & zeros(of: right ^ pair.second)
    }
    return stops
  }

  /// The highest bit of each byte that is zero. The comparisons of the standard library would go
  /// through the bytes one by one.
  @inline(__always)
  private static func zeros(of bytes: SIMD16<UInt8>) -> SIMD16<UInt8> {
    (bytes &- SIMD16(repeating: 1)) & ~bytes
  }

  @inline(__always)
  private static func firstMarked(_ bytes: SIMD16<UInt8>) -> Int? {
    let words = unsafeBitCast(bytes & SIMD16(repeating: 0x80), to: SIMD2<UInt64>.self)
    if words[0] != 0 { return words[0].trailingZeroBitCount >> 3 }
    if words[1] != 0 { return 8 + words[1].trailingZeroBitCount >> 3 }
    return nil
  }
}
