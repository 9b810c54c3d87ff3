/// Tells from the bytes of a text alone that it names none of a few brands.
///
/// Nine items of ten name nobody. To learn that by cutting them into words takes four times as long as
/// this, one pass for the rarest neighbours of each clue. What it lets pass is read in full: it may be
/// wrong about that, and never about what it keeps back.
struct TextScreen: Sendable {
  private let clues: [Clue]
  private let pairs: [PairScan]
  private let disguise: Disguise

  /// Of more clues nearly every text has one, or looking for each takes as long as reading.
  private static let mostClues = 24

  /// - Returns: nil where some query may be true of a text without clues, or there are too many.
  init?(for queries: some Sequence<Query>) {
    var clues: [Clue] = []
    for query in queries {
      guard let own = query.clues else { return nil }
      clues += own
    }
    guard !clues.isEmpty, clues.count <= Self.mostClues else { return nil }
    self.clues = clues
    pairs = clues.map { PairScan($0.letters[$0.rarest], $0.letters[$0.rarest + 1]) }
    disguise = Disguise(clues: clues)
  }

  /// Whether a text may name one of the brands.
  func passes(_ text: String) -> Bool {
    var text = text
    return text.withUTF8(passes)
  }

  private func passes(_ bytes: Clue.Bytes) -> Bool {
    pairs.withUnsafeBufferPointer { pairs in
      var at = 0
      while true {
        at = PairScan.firstStop(in: bytes, from: at, pairs)
        guard at < bytes.count else { return false }
        if !Clue.isLetter(bytes[at]) {
          if disguise.mayStand(in: bytes, at: at) { return true }
        } else if clues.contains(where: { $0.stands(in: bytes, at: at) }) {
          return true
        }
        at += 1
        // The rest of a character was looked at with its first byte.
        while at < bytes.count, bytes[at] & 0xC0 == 0x80 { at += 1 }
      }
    }
  }
}
