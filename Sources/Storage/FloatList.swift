/// Numbers in one column: four bytes for each, the lowest first.
struct FloatList: Storable {
  var numbers: [Float]

  init(_ numbers: [Float]) { self.numbers = numbers }

  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    let bytes = numbers.flatMap { number in
      (0..<4).map { UInt8(truncatingIfNeeded: number.bitPattern >> ($0 * 8)) }
    }
    return bytes.bind(to: statement, at: place)
  }

  static func read(_ statement: OpaquePointer, _ column: Int32) -> FloatList? {
    [UInt8].read(statement, column).map { bytes in
      FloatList(
        stride(from: 0, to: bytes.count - 3, by: 4).map { start in
          Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << ($1 * 8) })
        })
    }
  }
}
