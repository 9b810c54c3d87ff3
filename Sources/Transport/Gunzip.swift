/// Undoes gzip (RFC 1952) where a server sends it without a `Content-Encoding` that says so.
///
/// curl undoes only what is announced and lends its zlib to nobody. Few servers do this, so the code
/// is plain rather than fast: it reads its codes bit by bit.
struct Gunzip {
  private let bytes: [UInt8]
  private let limit: Int
  private var position = 0
  private var buffer = 0
  private var buffered = 0
  private var output: [UInt8] = []

  private enum Fault: Error { case broken, tooLarge }

  /// Whether the bytes begin as a gzip file does: its two magic bytes and the only method there is.
  static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: magicBytes) }

  static let magicBytes: [UInt8] = [0x1F, 0x8B, 8]

  /// The content of a gzip file, or nil where it is broken.
  static func content(of bytes: [UInt8], limit: Int) throws(FetchError) -> [UInt8]? {
    var reader = Gunzip(bytes: bytes, limit: limit)
    do throws(Fault) {
      try reader.readFile()
      return reader.output
    } catch .tooLarge {
      throw .tooLarge(limit: limit)
    } catch {
      return nil
    }
  }

  private init(bytes: [UInt8], limit: Int) {
    self.bytes = bytes
    self.limit = limit
  }

  /// A file is one or more members end to end: section 2.2. The checksum is not looked at, as the
  /// transport has one of its own.
  private mutating func readFile() throws(Fault) {
    repeat {
      try skipHeader()
      while try readBlock() == .more {}
      position += 8
      (buffer, buffered) = (0, 0)
    } while bytes.dropFirst(position).starts(with: Self.magicBytes)
  }

  private mutating func skipHeader() throws(Fault) {
    guard position + 10 <= bytes.count else { throw .broken }
    let flags = bytes[position + 3]
    position += 10
    if flags & 4 != 0 { position += try bits(16) }
    // A file name and a comment, each up to a zero.
    for flag: UInt8 in [8, 16] where flags & flag != 0 {
      while try bits(8) != 0 {}
    }
    if flags & 2 != 0 { position += 2 }
  }

  private enum BlockEnd { case more, last }

  private mutating func readBlock() throws(Fault) -> BlockEnd {
    let end: BlockEnd = try bits(1) == 1 ? .last : .more
    switch try bits(2) {
    case 0: try copyStored()
    case 1: try decode(.fixedLiterals, .fixedDistances)
    case 2:
      let (literals, distances) = try readCodes()
      try decode(literals, distances)
    default: throw .broken
    }
    return end
  }

  /// The next bits, the first one lowest. At most 16.
  private mutating func bits(_ count: Int) throws(Fault) -> Int {
    while buffered < count {
      guard position < bytes.count else { throw .broken }
      buffer |= Int(bytes[position]) << buffered
      position += 1
      buffered += 8
    }
    defer {
      buffer >>= count
      buffered -= count
    }
    return buffer & (1 << count - 1)
  }

  private mutating func copyStored() throws(Fault) {
    (buffer, buffered) = (0, 0)
    let count = try bits(16)
    guard try bits(16) == count ^ 0xFFFF, position + count <= bytes.count else { throw .broken }
    guard output.count + count <= limit else { throw .tooLarge }
    output.append(contentsOf: bytes[position..<position + count])
    position += count
  }

  private mutating func decode(
    _ literals: HuffmanCode, _ distances: HuffmanCode
  ) throws(Fault) {
    while true {
      let symbol = try read(literals)
      if symbol < 256 {
        guard output.count < limit else { throw .tooLarge }
        output.append(UInt8(symbol))
      } else if symbol == 256 {
        return
      } else {
        let length = try value(symbol - 257, of: Self.lengths)
        let distance = try value(try read(distances), of: Self.distances)
        guard distance <= output.count else { throw .broken }
        guard output.count + length <= limit else { throw .tooLarge }
        // Byte by byte, as a copy may reach into what it has just written.
        for _ in 0..<length { output.append(output[output.count - distance]) }
      }
    }
  }

  private mutating func read(_ code: HuffmanCode) throws(Fault) -> Int {
    var walk = HuffmanCode.Walk()
    for _ in 1...HuffmanCode.maxLength {
      if let symbol = code.symbol(&walk, bit: try bits(1)) { return symbol }
    }
    throw .broken
  }

  /// The codes of a block that brings its own: RFC 1951 section 3.2.7.
  private mutating func readCodes() throws(Fault) -> (HuffmanCode, HuffmanCode) {
    let literals = try bits(5) + 257
    let distances = try bits(5) + 1
    let count = try bits(4) + 4
    var order = [Int](repeating: 0, count: 19)
    for place in [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15].prefix(count) {
      order[place] = try bits(3)
    }
    let code = HuffmanCode(lengths: order[...])
    var lengths: [Int] = []
    while lengths.count < literals + distances {
      switch try read(code) {
      case 16:
        guard let last = lengths.last else { throw .broken }
        lengths += [Int](repeating: last, count: try bits(2) + 3)
      case 17: lengths += [Int](repeating: 0, count: try bits(3) + 3)
      case 18: lengths += [Int](repeating: 0, count: try bits(7) + 11)
      case let length: lengths.append(length)
      }
    }
    guard lengths.count == literals + distances else { throw .broken }
    return (
      HuffmanCode(lengths: lengths[..<literals]), HuffmanCode(lengths: lengths[literals...])
    )
  }

  /// A length or a distance: a base and as many more bits as the symbol says.
  private mutating func value(_ symbol: Int, of table: [(Int, Int)]) throws(Fault) -> Int {
    guard table.indices.contains(symbol) else { throw .broken }
    let (base, extra) = table[symbol]
    return base + (try bits(extra))
  }

  /// The tables of RFC 1951 section 3.2.5, made from their rule: each group of symbols has one more
  /// bit than the group before and begins where that ended.
  private static let lengths = table(from: 3, groupsOf: 4, count: 28) + [(258, 0)]
  private static let distances = table(from: 1, groupsOf: 2, count: 30)

  private static func table(from first: Int, groupsOf size: Int, count: Int) -> [(Int, Int)] {
    var base = first
    return (0..<count).map { symbol in
      let extra = max(0, symbol / size - 1)
      defer { base += 1 << extra }
      return (base, extra)
    }
  }
}
