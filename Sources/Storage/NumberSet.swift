/// Numbers from 0 to 62 in one column: a bit for each.
struct NumberSet: Hashable, Storable {
  private var bits: Int64

  init(_ numbers: Set<Int>) {
    bits = numbers.filter((0...62).contains).reduce(0) { $0 | 1 << Int64($1) }
  }

  var numbers: Set<Int> { Set((0...62).filter { bits & 1 << Int64($0) != 0 }) }

  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    bits.bind(to: statement, at: place)
  }

  static func read(_ statement: OpaquePointer, _ column: Int32) -> NumberSet? {
    Int64.read(statement, column).map { NumberSet(bits: $0) }
  }

  private init(bits: Int64) { self.bits = bits }
}
