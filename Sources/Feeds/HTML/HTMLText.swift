/// HTML as the plain text that a reader sees.
package enum HTMLText {
  /// Tags are gone, references are decoded, white space is collapsed; a block element begins a line.
  /// Takes any text: what is no markup stays as it is, but for control characters. Time is proportional to the length.
  package static func plain(_ html: String) -> String {
    var html = html
    var text = html.withUTF8 { bytes in
      guard !CharacterRepair.isClean(bytes) else { return plain(bytes) }
      var repaired = Array(bytes)
      var problems = ProblemList()
      CharacterRepair.repair(&repaired, &problems)
      return repaired.withUnsafeBufferPointer { plain($0) }
    }
    _ = DoubleEncoding.repair(&text)
    return text
  }

  static func plain(_ html: UnsafeBufferPointer<UInt8>) -> String {
    var reader = HTMLTextReader(html)
    reader.read()
    return reader.output.text
  }

  /// Whether there is anything that would have to be decoded.
  static func mayHoldMarkup(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    ByteScan.firstMarkup(in: bytes, from: 0) < bytes.count
  }
}

/// Memory that is filled from the front, once.
struct ByteWriter: ~Copyable {
  private let start: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = capacity
    start = .allocate(capacity: capacity)
  }

  deinit { start.deallocate() }

  var isEmpty: Bool { count == 0 }

  /// Bytes that are no valid UTF-8 are replaced.
  var text: String {
    String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    precondition(count < capacity)
    start[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    precondition(bytes.count <= capacity - count)
    (start + count).update(from: base, count: bytes.count)
    count += bytes.count
  }
}
