/// A text to be looked up: its words with their weights, and where each of them stands.
struct TextQuery: Sendable {
  private(set) var words: [Word] = []

  /// Where the table has each word, see `WordTable.place`.
  private(set) var places: [UInt32] = []

  /// How much each word tells, see `WordWeight`.
  private(set) var weights: [Float] = []

  /// Where the words stand first that are not common.
  private(set) var telling: [Int32] = []

  /// The sum of all weights.
  private(set) var weight: Float = 0

  private var slots: [Int32] = Array(repeating: -1, count: 64)
  private var following: [Int32] = []

  /// - Parameters:
  ///   - texts: how many texts of the scope the table counts.
  mutating func prepare(_ text: [Word], within scope: UInt64, table: WordTable, texts: Int) {
    words.removeAll(keepingCapacity: true)
    for word in text { words.append(word.within(scope)) }
    places.removeAll(keepingCapacity: true)
    weights.removeAll(keepingCapacity: true)
    telling.removeAll(keepingCapacity: true)
    following.removeAll(keepingCapacity: true)
    weight = 0
    let weightOf = WordWeight(texts: texts)
    let capacity = max(64, (text.count * 2).roundedUpToPowerOfTwo)
    slots.removeAll(keepingCapacity: true)
    slots.append(contentsOf: repeatElement(-1, count: capacity))
    for place in text.indices {
      let word = words[place]
      following.append(-1)
      let slot = slot(of: word)
      if slots[slot] < 0 {
        slots[slot] = Int32(place)
        let known = table.place(of: word)
        let uses = known == WordTable.nowhere ? 0 : table.entries[Int(known)].uses
        places.append(known)
        weights.append(weightOf.of(word, uses: uses))
        if !word.isCommon { telling.append(Int32(place)) }
      } else {
        var last = Int(slots[slot])
        while following[last] >= 0 { last = Int(following[last]) }
        following[last] = Int32(place)
        places.append(places[last])
        weights.append(weights[last])
      }
      weight += weights[place]
    }
  }

  @inline(__always)
  private func slot(of word: Word) -> Int {
    let mask = slots.count - 1
    var slot = word.shortHash & mask
    while slots[slot] >= 0, words[Int(slots[slot])].key != word.key { slot = (slot + 1) & mask }
    return slot
  }

  /// Where a word stands first; `after` gives where it stands next. -1 for nowhere.
  @inline(__always)
  func firstPlace(of word: Word) -> Int { Int(slots[slot(of: word)]) }

  @inline(__always)
  func place(after place: Int) -> Int { Int(following[place]) }
}
