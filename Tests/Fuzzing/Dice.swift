/// Chance that is the same each time: xorshift64* (Vigna 2016), which two lines make.
package struct Dice: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) {
    // Zero would stay zero.
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  package mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }

  /// 0..<limit; 0 where there is nothing to choose from.
  package mutating func number(below limit: Int) -> Int {
    limit > 0 ? Int((next() >> 33) % UInt64(limit)) : 0
  }

  package mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[number(below: elements.count)]
  }
}
