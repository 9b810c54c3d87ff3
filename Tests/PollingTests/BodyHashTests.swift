import Polling
import Testing

@Suite struct `Body hash` {
  /// Lengths around the words of eight bytes.
  private static let lengths = [0, 1, 7, 8, 9, 15, 16, 17, 64, 1000]

  @Test(arguments: lengths)
  func `changes with each single bit`(length: Int) {
    let body = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var seen: Set = [BodyHash.of(body)]
    for bit in 0..<length * 8 {
      var other = body
      other[bit / 8] ^= 1 << (bit % 8)
      seen.insert(BodyHash.of(other))
    }
    #expect(seen.count == length * 8 + 1)
  }

  @Test func `tells runs of zeros apart by their length`() {
    let hashes = (0..<100).map { BodyHash.of(Array(repeating: 0, count: $0)) }
    #expect(Set(hashes).count == 100)
  }

  @Test func `sees the order of words`() {
    let one = Array("abcdefgh12345678".utf8)
    #expect(BodyHash.of(one) != BodyHash.of(Array("12345678abcdefgh".utf8)))
  }

  @Test func `spreads a changed bit over half of the hash`() {
    var flipped = 0
    for bit in 0..<64 {
      var body = Array("a feed of some kind, unchanged".utf8)
      let hash = BodyHash.of(body)
      body[bit / 8] ^= 1 << (bit % 8)
      flipped += (hash ^ BodyHash.of(body)).nonzeroBitCount
    }
    #expect((28.0...36.0).contains(Double(flipped) / 64))
  }
}
