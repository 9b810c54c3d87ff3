/// Adds up scores of few among very many texts.
struct ScoreTable: Sendable {
  private var slots: [(text: UInt32, score: Float)] = Array(repeating: (.max, 0), count: 1024)
  private var used: [Int32] = []

  mutating func reset() {
    for slot in used { slots[Int(slot)] = (.max, 0) }
    used.removeAll(keepingCapacity: true)
  }

  /// The budget of postings keeps the table less than half full.
  @inline(__always)
  mutating func add(_ score: Float, to text: UInt32) {
    var slot = Int((text &* 2_654_435_769) >> 22)
    while slots[slot].text != text, slots[slot].text != .max { slot = (slot + 1) & 1023 }
    if slots[slot].text == .max {
      slots[slot].text = text
      used.append(Int32(slot))
    }
    slots[slot].score += score
  }

  func best(_ limit: Int) -> [TextIndex.Candidate] {
    var best: [TextIndex.Candidate] = []
    for slot in used {
      let candidate = TextIndex.Candidate(
        text: Int(slots[Int(slot)].text), score: slots[Int(slot)].score)
      let place = best.firstIndex { isBetter(candidate, than: $0) } ?? best.count
      if place < limit {
        if best.count == limit { best.removeLast() }
        best.insert(candidate, at: place)
      }
    }
    return best
  }

  /// Of equal scores the older text.
  private func isBetter(_ left: TextIndex.Candidate, than right: TextIndex.Candidate) -> Bool {
    left.score > right.score || left.score == right.score && left.text < right.text
  }
}
