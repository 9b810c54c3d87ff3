import Model

/// How many names there are, then the names and the answers, each in eight bytes, the lowest first;
/// nothing where there are neither, as in most mentions.
extension ThreadKeys: Storable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    bytes.bind(to: statement, at: place)
  }

  static func read(_ statement: OpaquePointer, _ column: Int32) -> ThreadKeys? {
    [UInt8].read(statement, column).flatMap(ThreadKeys.init(bytes:))
  }

  private var bytes: [UInt8] {
    if names.isEmpty, answers.isEmpty { return [] }
    let names = names.prefix(Int(UInt8.max))
    var bytes = [UInt8(names.count)]
    bytes.reserveCapacity(1 + 8 * (names.count + answers.count))
    for keys in [names, answers[...]] {
      for key in keys { withUnsafeBytes(of: key.littleEndian) { bytes += $0 } }
    }
    return bytes
  }

  private init?(bytes: [UInt8]) {
    self.init()
    guard let count = bytes.first else { return }
    guard bytes.count % 8 == 1, bytes.count > 8 * Int(count) else { return nil }
    let keys = stride(from: 1, to: bytes.count, by: 8).map { start in
      (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[start + $1]) << (8 * $1) }
    }
    names = Array(keys.prefix(Int(count)))
    answers = Array(keys.dropFirst(Int(count)))
  }
}
