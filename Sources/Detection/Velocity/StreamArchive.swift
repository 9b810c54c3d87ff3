/// Why an archive could not be read.
package enum ArchiveError: Error, Hashable {
  /// Written by another version of the program: start anew from history.
  case unknownVersion(UInt8)
  /// Cut short, or not an archive.
  case damaged
}

/// Writes numbers as bytes, the least significant first.
struct ArchiveWriter {
  private(set) var bytes: [UInt8] = []

  mutating func put(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// All bits, so that what is read behaves to the last digit as what was written.
  mutating func put(_ value: Double) { put(value.bitPattern) }
  mutating func put(_ value: Float) { put(value.bitPattern) }

  /// Counts that are mostly 0: only the others, each with its place.
  mutating func put(_ counts: [UInt16]) {
    let present = counts.indices.filter { counts[$0] > 0 }
    put(UInt32(counts.count))
    put(UInt32(present.count))
    for index in present {
      put(UInt16(index))
      put(counts[index])
    }
  }
}

/// Reads what an `ArchiveWriter` wrote.
struct ArchiveReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func value<Value: FixedWidthInteger>(_: Value.Type) throws(ArchiveError) -> Value {
    let size = MemoryLayout<Value>.size
    guard rest.count >= size else { throw .damaged }
    defer { rest = rest.dropFirst(size) }
    return rest.prefix(size).reversed().reduce(0) { $0 << 8 | Value(truncatingIfNeeded: $1) }
  }

  mutating func integer() throws(ArchiveError) -> Int { try value(Int.self) }

  mutating func number() throws(ArchiveError) -> Double {
    let number = Double(bitPattern: try value(UInt64.self))
    guard !number.isNaN else { throw .damaged }
    return number
  }

  mutating func float() throws(ArchiveError) -> Float {
    let number = Float(bitPattern: try value(UInt32.self))
    guard number.isFinite else { throw .damaged }
    return number
  }

  /// A number of elements that follow.
  mutating func count(upTo limit: Int) throws(ArchiveError) -> Int {
    let count = Int(try value(UInt32.self))
    guard count <= limit else { throw .damaged }
    return count
  }

  mutating func counts(upTo limit: Int) throws(ArchiveError) -> [UInt16] {
    var counts = [UInt16](repeating: 0, count: try count(upTo: limit))
    for _ in 0..<(try count(upTo: counts.count)) {
      let index = Int(try value(UInt16.self))
      guard index < counts.count else { throw .damaged }
      counts[index] = try value(UInt16.self)
    }
    return counts
  }
}
