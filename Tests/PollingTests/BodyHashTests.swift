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

  @Test func `stays what it is, since it is stored`() {
    // Worked out apart from the program.
    #expect(BodyHash.of(Array("a feed of some kind, unchanged".utf8)) == 0xb621_1086_627a_f2d8)
    #expect(BodyHash.of([]) == 0xb508_c8c1_8612_3460)
  }

  @Test(arguments: [1, 3, 7, 8, 9, 13, 64, 1000])
  func `of a body in pieces is the same whatever the pieces are`(length: Int) {
    let body = (0..<999).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    #expect(hash(of: body, inPiecesOf: length) == hash(of: body, inPiecesOf: 999))
  }

  @Test(arguments: lengths.dropFirst())
  func `of a body in pieces changes with its last byte and its length`(length: Int) {
    let body = [UInt8](repeating: 0, count: length)
    let hashes = [body, body.dropLast() + [1], body + [0]].map { hash(of: $0, inPiecesOf: 5) }
    #expect(Set(hashes).count == 3)
  }

  private func hash(of body: [UInt8], inPiecesOf length: Int) -> UInt64 {
    var hash = BodyHash()
    for start in stride(from: 0, to: body.count, by: length) {
      Array(body[start..<min(start + length, body.count)]).withUnsafeBufferPointer { hash.add($0) }
    }
    return hash.value
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
