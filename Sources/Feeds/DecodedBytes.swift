import Glibc

/// The bytes of a document as UTF-8, a window at a time, so that a document in another encoding is
/// never held twice. UTF-8 itself is passed through unchecked.
final class DecodedBytes {
  private let input: UnsafeBufferPointer<UInt8>
  private let encoding: TextEncoding
  private var position: Int

  private var table: [[UInt8]] = []
  private var converter: iconv_t?

  /// What is decoded and not yet taken; unused for UTF-8.
  private var decoded: [UInt8] = []
  private var taken = 0

  static let windowLength = 64 * 1024

  init(_ input: UnsafeBufferPointer<UInt8>, encoding: TextEncoding, from start: Int = 0) {
    self.input = input
    self.encoding = encoding
    position = start
    switch encoding {
    case .singleByte(let name): table = TextEncoding.table(name)
    case .multiByte(let name):
      let opened = iconv_open("UTF-8", name)
      // iconv tells failure as the pointer -1.
      converter = Int(bitPattern: opened) == -1 ? nil : opened
    case .utf8, .utf16: break
    }
  }

  deinit {
    if let converter { iconv_close(converter) }
  }

  /// Calls with the next bytes and whether they are the last; the answer is how many are done with.
  func withWindow(_ body: (UnsafeBufferPointer<UInt8>, _ isLast: Bool) -> Int) {
    if encoding == .utf8 {
      let end = min(position + Self.windowLength, input.count)
      let window = UnsafeBufferPointer(rebasing: input[position..<end])
      position += body(window, end == input.count)
      return
    }
    decoded.removeFirst(taken)
    while decoded.count < Self.windowLength, position < input.count { decodeMore() }
    let isLast = position == input.count
    taken = decoded.withUnsafeBufferPointer { body($0, isLast) }
  }

  private func decodeMore() {
    switch encoding {
    case .utf8: break
    case .singleByte:
      let end = min(position + Self.windowLength, input.count)
      for byte in input[position..<end] {
        if byte < 0x80 { decoded.append(byte) } else { decoded += table[Int(byte & 0x7F)] }
      }
      position = end
    case .utf16(let isBigEndian): decodeUTF16(isBigEndian: isBigEndian)
    case .multiByte: decodeMultiByte()
    }
  }

  private func decodeUTF16(isBigEndian: Bool) {
    func unit(_ at: Int) -> UInt16 {
      let (first, second) = (UInt16(input[at]), UInt16(input[at + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    var units: [UInt16] = []
    let end = min(position + Self.windowLength, input.count)
    while position + 1 < end {
      units.append(unit(position))
      position += 2
    }
    if let last = units.last, UTF16.isLeadSurrogate(last), position + 1 < input.count {
      units.append(unit(position))
      position += 2
    }
    if position + 1 == input.count { position += 1 }
    decoded += String(decoding: units, as: UTF16.self).utf8
  }

  private func decodeMultiByte() {
    guard let converter else {
      decoded += input[position...]
      position = input.count
      return
    }
    let capacity = Self.windowLength
    let start = position
    var written = 0
    let piece = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      var source = UnsafeMutablePointer<CChar>(
        mutating: UnsafeRawPointer(input.baseAddress! + start).assumingMemoryBound(to: CChar.self))
      var sourceLeft = min(input.count - start, capacity)
      var target: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(buffer.baseAddress!)
        .assumingMemoryBound(to: CChar.self)
      var targetLeft = capacity
      var pointer: UnsafeMutablePointer<CChar>? = source
      let result = iconv(converter, &pointer, &sourceLeft, &target, &targetLeft)
      source = pointer ?? source
      position = start + (UnsafeRawPointer(source) - UnsafeRawPointer(input.baseAddress! + start))
      written = capacity - targetLeft
      // The first byte of an invalid or broken-off sequence becomes a replacement character.
      if result == -1, errno == EILSEQ || (errno == EINVAL && position == start) {
        position += 1
        if written + 3 <= capacity {
          for byte in "\u{FFFD}".utf8 {
            buffer[written] = byte
            written += 1
          }
        }
      }
      count = written
    }
    decoded += piece
  }
}
