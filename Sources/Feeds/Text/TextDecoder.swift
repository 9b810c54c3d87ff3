import Glibc

/// Turns the bytes of a document into UTF-8, as they arrive and piece by piece.
struct TextDecoder: ~Copyable {
  /// What the bytes are in.
  private(set) var encoding: TextEncoding

  /// Whether only a label says so: the bytes so far are ASCII.
  private var isAssumed: Bool

  /// What the bytes from 0x80 are in an encoding of single bytes.
  private let table: [[UInt8]]
  private var converter: iconv_t?

  /// The front of a character whose end has not arrived.
  private var rest: [UInt8] = []

  init(_ encoding: TextEncoding, isAssumed: Bool = false) {
    self.encoding = encoding
    self.isAssumed = isAssumed
    var converter: iconv_t?
    switch encoding {
    case .singleByte(let name): table = TextEncoding.table(name)
    case .multiByte(let name):
      let opened = iconv_open("UTF-8", name)
      // iconv tells failure as the pointer -1.
      converter = Int(bitPattern: opened) == -1 ? nil : opened
      table = []
    case .utf8, .utf16: table = []
    }
    self.converter = converter
  }

  deinit {
    if let converter { iconv_close(converter) }
  }

  /// Whether the system has the encoding, where it is the system's to have.
  var isReady: Bool {
    if case .multiByte = encoding { converter != nil } else { true }
  }

  /// Whether bytes are UTF-8 as they stand, valid or not, and need no decoding: all from these on.
  ///
  /// A label that could not be checked before is checked by the first bytes that are not ASCII.
  mutating func passesThrough(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if isAssumed, ByteScan.firstBeyondASCII(in: bytes, from: 0) < bytes.count {
      isAssumed = false
      if UTF8Check.isMultiByte(bytes) { encoding = .utf8 }
    }
    return encoding == .utf8
  }

  /// Appends what bytes mean.
  mutating func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into output: inout [UInt8]
  ) {
    guard rest.isEmpty else {
      let joined = rest + bytes
      rest = []
      return joined.withUnsafeBufferPointer { decode($0, isLast: isLast, into: &output) }
    }
    let done: Int
    switch encoding {
    case .utf8:
      output.append(contentsOf: bytes)
      return
    case .singleByte: return decodeSingleBytes(bytes, into: &output)
    case .utf16(let isBigEndian):
      done = decodeUTF16(bytes, isBigEndian: isBigEndian, into: &output)
    case .multiByte: done = decodeMultiByte(bytes, isLast: isLast, into: &output)
    }
    if !isLast { rest = Array(bytes[done...]) }
  }

  private func decodeSingleBytes(
    _ bytes: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]
  ) {
    var at = 0
    while at < bytes.count {
      let end = ByteScan.firstBeyondASCII(in: bytes, from: at)
      output.append(contentsOf: bytes.part(at..<end))
      guard end < bytes.count else { return }
      output += table[Int(bytes[end] & 0x7F)]
      at = end + 1
    }
  }

  private func decodeUTF16(
    _ bytes: UnsafeBufferPointer<UInt8>, isBigEndian: Bool, into output: inout [UInt8]
  ) -> Int {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for place in stride(from: 0, to: bytes.count - 1, by: 2) {
      let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
      units.append(isBigEndian ? first << 8 | second : second << 8 | first)
    }
    if let last = units.last, UTF16.isLeadSurrogate(last) { units.removeLast() }
    output += String(decoding: units, as: UTF16.self).utf8
    return units.count * 2
  }

  private func decodeMultiByte(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into output: inout [UInt8]
  ) -> Int {
    guard let converter, let base = bytes.baseAddress else {
      output.append(contentsOf: bytes)
      return bytes.count
    }
    var source: UnsafeMutablePointer<CChar>? = UnsafeMutablePointer(
      mutating: UnsafeRawPointer(base).assumingMemoryBound(to: CChar.self))
    var left = bytes.count
    while left > 0 {
      var hasFailed = false
      // No encoding writes a character shorter than a third of its UTF-8, but for a few of GB 18030.
      output += [UInt8](unsafeUninitializedCapacity: left * 3 + 16) { buffer, count in
        buffer.withMemoryRebound(to: CChar.self) { buffer in
          var target = buffer.baseAddress
          var room = buffer.count
          hasFailed = iconv(converter, &source, &left, &target, &room) == -1 && errno != E2BIG
          count = buffer.count - room
        }
      }
      guard hasFailed, left > 0 else { continue }
      // A character whose end is to come (EINVAL) waits for it.
      if errno == EINVAL, !isLast { break }
      output += "\u{FFFD}".utf8
      source = source.map { $0 + 1 }
      left -= 1
    }
    return bytes.count - left
  }
}
