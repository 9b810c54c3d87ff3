/// Unpacks gzip (RFC 1952) and deflate (RFC 1951) in memory, for documents that are stored packed:
/// HTTP compression is undone before they come here.
struct Inflate {
  private let input: [UInt8]
  private let limit: Int
  private var at = 0
  private var bits: UInt64 = 0
  private var bitCount = 0
  private var output: [UInt8] = []

  private struct Broken: Error {}

  /// What a gzip file holds, at most `limit` bytes of it; what could be read where it breaks off.
  /// Nil where it is none.
  static func unpack(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
    guard bytes.count > 18, bytes[0] == 0x1F, bytes[1] == 0x8B, bytes[2] == 8 else { return nil }
    var unpacking = Inflate(input: bytes, limit: limit)
    do {
      try unpacking.skipHeader()
      try unpacking.readBlocks()
    } catch {
      // What was unpacked so far is still worth reading.
    }
    return unpacking.output
  }

  private init(input: [UInt8], limit: Int) {
    self.input = input
    self.limit = limit
  }

  private mutating func skipHeader() throws(Broken) {
    let flags = input[3]
    at = 10
    if flags & 4 != 0 {
      guard at + 2 <= input.count else { throw Broken() }
      at += 2 + Int(input[at]) + Int(input[at + 1]) << 8
    }
    for flag: UInt8 in [8, 16] where flags & flag != 0 {
      while at < input.count, input[at] != 0 { at += 1 }
      at += 1
    }
    if flags & 2 != 0 { at += 2 }
  }

  private mutating func readBlocks() throws(Broken) {
    var isLast = false
    while !isLast, output.count < limit {
      isLast = try read(1) == 1
      switch try read(2) {
      case 0: try copyStored()
      case 1: try expand(Self.fixedLengths, Self.fixedDistances)
      case 2:
        let (lengths, distances) = try readTables()
        try expand(lengths, distances)
      default: throw Broken()
      }
    }
  }

  private mutating func fill(_ count: Int) throws(Broken) {
    while bitCount < count {
      guard at < input.count else { throw Broken() }
      bits |= UInt64(input[at]) << UInt64(bitCount)
      at += 1
      bitCount += 8
    }
  }

  private mutating func read(_ count: Int) throws(Broken) -> Int {
    try fill(count)
    let value = Int(bits & (1 << UInt64(count) - 1))
    bits >>= UInt64(count)
    bitCount -= count
    return value
  }

  private mutating func copyStored() throws(Broken) {
    _ = try read(bitCount & 7)
    let count = try read(16)
    _ = try read(16)
    for _ in 0..<count { output.append(UInt8(try read(8))) }
  }

  /// A canonical Huffman code: how many codes there are of each length, and their symbols in order.
  private struct Code {
    var counts = [Int](repeating: 0, count: 16)
    var symbols: [Int]

    init(_ lengths: some Collection<Int>) {
      symbols = [Int](repeating: 0, count: lengths.count)
      for length in lengths { counts[length] += 1 }
      counts[0] = 0
      var places = [Int](repeating: 0, count: 16)
      for length in 1..<15 { places[length + 1] = places[length] + counts[length] }
      for (symbol, length) in lengths.enumerated() where length != 0 {
        symbols[places[length]] = symbol
        places[length] += 1
      }
    }
  }

  private static let fixedLengths = Code(
    (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
  private static let fixedDistances = Code([Int](repeating: 5, count: 30))

  private mutating func decode(_ code: Code) throws(Broken) -> Int {
    var value = 0
    var first = 0
    var index = 0
    for length in 1...15 {
      value |= try read(1)
      let count = code.counts[length]
      if value - count < first { return code.symbols[index + value - first] }
      index += count
      first = (first + count) << 1
      value <<= 1
    }
    throw Broken()
  }

  private mutating func readTables() throws(Broken) -> (Code, Code) {
    let lengthCount = try read(5) + 257
    let distanceCount = try read(5) + 1
    let codeCount = try read(4) + 4
    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    var lengths = [Int](repeating: 0, count: 19)
    for place in order.prefix(codeCount) { lengths[place] = try read(3) }
    let code = Code(lengths)
    lengths = []
    while lengths.count < lengthCount + distanceCount {
      let symbol = try decode(code)
      switch symbol {
      case 16:
        guard let last = lengths.last else { throw Broken() }
        lengths += [Int](repeating: last, count: try read(2) + 3)
      case 17: lengths += [Int](repeating: 0, count: try read(3) + 3)
      case 18: lengths += [Int](repeating: 0, count: try read(7) + 11)
      default: lengths.append(symbol)
      }
    }
    return (
      Code(lengths[..<lengthCount]), Code(lengths[lengthCount..<(lengthCount + distanceCount)])
    )
  }

  private static let lengthBases = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
  ]
  private static let lengthBits = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  private static let distanceBases = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577,
  ]

  private mutating func expand(_ lengths: Code, _ distances: Code) throws(Broken) {
    while output.count < limit {
      let symbol = try decode(lengths)
      if symbol < 256 {
        output.append(UInt8(symbol))
        continue
      }
      if symbol == 256 { return }
      guard symbol - 257 < Self.lengthBases.count else { throw Broken() }
      let length = Self.lengthBases[symbol - 257] + (try read(Self.lengthBits[symbol - 257]))
      let place = try decode(distances)
      guard place < Self.distanceBases.count else { throw Broken() }
      let distance = Self.distanceBases[place] + (try read(max(0, place / 2 - 1)))
      guard distance <= output.count else { throw Broken() }
      let start = output.count - distance
      for offset in 0..<length { output.append(output[start + offset]) }
    }
  }
}
