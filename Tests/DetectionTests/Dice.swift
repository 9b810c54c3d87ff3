/// The same texts in each run: a linear congruence with Knuth's constants for 64 bits.
struct Dice {
  var state: UInt64

  mutating func number(below limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }

  mutating func one(of list: [String]) -> String { list[number(below: list.count)] }
}
