import Glibc

/// Looks for bytes sixteen at a time, or by what the C library has for it.
enum ByteScan {
  /// The place of the first such byte from `start` on, or the end.
  @inline(__always)
  static func first(
    _ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + start, Int32(byte), bytes.count - start)
    else { return bytes.count }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// The place of the first byte that begins a tag or a reference, or the end.
  @inline(__always)
  static func firstMarkup(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    first(in: bytes, from: start) { $0.isMarkup }
  }

  @inline(__always)
  static func firstBeyondASCII(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    first(in: bytes, from: start) { $0 }
  }

  /// The place of the first byte that a test marks, or the end.
  ///
  /// - Parameter mark: Sets the highest bit of each lane that is looked for; other bits do not count.
  @inline(__always)
  static func first(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int,
    mark: (SIMD16<UInt8>) -> SIMD16<UInt8>
  ) -> Int {
    guard let base = UnsafeRawPointer(bytes.baseAddress) else { return 0 }
    var at = start
    while at + 16 <= bytes.count {
      let lanes = base.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
      if let lane = mark(lanes).firstMarked { return at + lane }
      at += 16
    }
    guard at < bytes.count else { return bytes.count }
    var rest = SIMD16<UInt8>()
    withUnsafeMutableBytes(of: &rest) {
      $0.copyMemory(from: UnsafeRawBufferPointer(start: base + at, count: bytes.count - at))
    }
    return min(at + (mark(rest).firstMarked ?? 16), bytes.count)
  }
}

/// Tests of sixteen bytes that mark lanes by their highest bit. The comparisons of the standard library
/// go through the lanes one by one, these are four instructions.
extension SIMD16<UInt8> {
  @inline(__always)
  func equal(to byte: UInt8) -> Self {
    let difference = self ^ Self(repeating: byte)
    return (difference &- Self(repeating: 1)) & ~difference
  }

  /// - Parameter limit: At most 0x80.
  @inline(__always)
  func below(_ limit: UInt8) -> Self { (self &- Self(repeating: limit)) & ~self }

  @inline(__always)
  var isMarkup: Self { equal(to: UInt8(ascii: "<")) | equal(to: UInt8(ascii: "&")) }

  @inline(__always)
  var firstMarked: Int? {
    let words = unsafeBitCast(self & Self(repeating: 0x80), to: SIMD2<UInt64>.self)
    if words[0] != 0 { return words[0].trailingZeroBitCount >> 3 }
    if words[1] != 0 { return 8 + words[1].trailingZeroBitCount >> 3 }
    return nil
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// A part of the bytes, with places of its own.
  @inline(__always)
  func part(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> { Self(rebasing: self[range]) }

  /// Whether the bytes of a mark stand at a place.
  @inline(__always)
  func has(_ mark: StaticString, at place: Int) -> Bool {
    let length = mark.utf8CodeUnitCount
    guard place + length <= count else { return false }
    for offset in 0..<length where self[place + offset] != mark.utf8Start[offset] { return false }
    return true
  }

  /// Where a mark begins, from a place on.
  func firstPlace(of mark: StaticString, from start: Int) -> Int? {
    var at = start
    while true {
      at = ByteScan.first(mark.utf8Start[0], in: self, from: at)
      guard at + mark.utf8CodeUnitCount <= count else { return nil }
      if has(mark, at: at) { return at }
      at += 1
    }
  }

  /// Whether the bytes end within a mark that may begin at a place.
  func endsWithin(_ mark: StaticString, from place: Int) -> Bool {
    let length = count - place
    guard length < mark.utf8CodeUnitCount else { return false }
    for offset in 0..<length where self[place + offset] != mark.utf8Start[offset] { return false }
    return true
  }

  /// Without the white space around.
  var trimmed: UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = count
    while start < end, self[start].isASCIISpace { start += 1 }
    while end > start, self[end - 1].isASCIISpace { end -= 1 }
    return part(start..<end)
  }
}
