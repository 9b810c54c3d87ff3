import Glibc

/// A text to be looked up: its words with their weights, and where each of them stands.
struct TextQuery: Sendable {
  private(set) var words: [Word] = []

  /// How much each word tells, in nats: the logarithm of one over the share of texts that hold it.
  private(set) var weights: [Float] = []

  /// Places of the words that did not stand before in this text.
  private(set) var distinct: [Int32] = []

  /// What the table knew of each word; meaningful where it is distinct.
  private(set) var entries: [WordTable.Entry] = []

  /// The sum of all weights.
  private(set) var weight: Float = 0

  /// Words that tell something.
  private(set) var tellingWords = 0

  private var slots: [Int32] = Array(repeating: -1, count: 64)
  private var following: [Int32] = []

  mutating func prepare(_ text: [Word], table: WordTable, texts: Int) {
    words = text
    weights.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    distinct.removeAll(keepingCapacity: true)
    following.removeAll(keepingCapacity: true)
    weight = 0
    tellingWords = 0
    let capacity = max(64, (text.count * 2).roundedUpToPowerOfTwo)
    slots.removeAll(keepingCapacity: true)
    slots.append(contentsOf: repeatElement(-1, count: capacity))
    for place in text.indices {
      let word = text[place]
      following.append(-1)
      let slot = slot(of: word)
      if slots[slot] < 0 {
        slots[slot] = Int32(place)
        distinct.append(Int32(place))
        entries.append(table[word])
        weights.append(Self.weight(of: word, uses: entries[place].uses, texts: texts))
        if !word.isCommon { tellingWords += 1 }
      } else {
        var last = Int(slots[slot])
        while following[last] >= 0 { last = Int(following[last]) }
        following[last] = Int32(place)
        entries.append(entries[last])
        weights.append(weights[last])
      }
      weight += weights[place]
    }
  }

  @inline(__always)
  private func slot(of word: Word) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: word.bits >> 34) & mask
    while slots[slot] >= 0, words[Int(slots[slot])].key != word.key { slot = (slot + 1) & mask }
    return slot
  }

  /// Where a word stands first; `after` gives where it stands next. -1 for nowhere.
  @inline(__always)
  func firstPlace(of word: Word) -> Int { Int(slots[slot(of: word)]) }

  @inline(__always)
  func place(after place: Int) -> Int { Int(following[place]) }

  /// As if a thousand texts had been read before the first, of which every fifth held each common
  /// word and few held any short one: the first texts of a brand would make every word a rare one.
  /// A tag tells less than the word: people hang the same ones on many texts.
  @inline(__always)
  static func weight(of word: Word, uses: UInt32, texts: Int) -> Float {
    let before: Float =
      if word.isCommon {
        200
      } else if word.kind == .number {
        word.length == 1 ? 100 : word.length == 2 ? 20 : 0.5
      } else {
        word.length <= 3 ? 20 : 0.5
      }
    let told = max(0, logf((Float(texts) + 1000) / (Float(uses) + before)))
    return word.kind == .tag ? 0.4 * told : told
  }
}
