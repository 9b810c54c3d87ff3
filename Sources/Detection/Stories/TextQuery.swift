/// A text to be looked up: its words with their weights, and where each of them stands.
struct TextQuery: Sendable {
  private(set) var words: [Word] = []

  /// How much each word tells, see `WordWeight`.
  private(set) var weights: [Float] = []

  /// Places of the words that did not stand before in this text.
  private(set) var distinct: [Int32] = []

  /// What the table knew of each word; meaningful where it is distinct.
  private(set) var entries: [WordTable.Entry] = []

  /// The sum of all weights.
  private(set) var weight: Float = 0

  /// Words that tell something.
  private(set) var tellingWords = 0

  /// The first words as one, by which copies are found that have no rare word; nil for a short text.
  private(set) var begin: Word?

  /// What the words of `begin` tell.
  private(set) var beginWeight: Float = 0

  /// Whether it says itself that it passes on what another has said: `RT`.
  private(set) var isRepost = false

  private var slots: [Int32] = Array(repeating: -1, count: 64)
  private var following: [Int32] = []

  /// So many words make a begin.
  private static let beginWords = 5

  /// `RT` stands behind no more than so many words of a comment.
  private static let longestComment = 10

  private static let repostMark: UInt64 = {
    var reader = WordReader()
    reader.read(title: "", text: "rt", scope: 0)
    return reader.words[0].key
  }()

  /// - Parameters:
  ///   - texts: how many texts of the scope the table counts.
  mutating func prepare(_ text: [Word], table: WordTable, texts: Int, scope: UInt64) {
    words = text
    weights.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    distinct.removeAll(keepingCapacity: true)
    following.removeAll(keepingCapacity: true)
    weight = 0
    tellingWords = 0
    let weightOf = WordWeight(texts: texts)
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
        weights.append(weightOf.of(word, uses: entries[place].uses))
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
    findBegin(scope: scope)
  }

  private mutating func findBegin(scope: UInt64) {
    let mark = words.prefix(Self.longestComment).lastIndex {
      $0.key(within: scope) == Self.repostMark
    }
    isRepost = mark != nil
    let start = mark.map { $0 + 1 } ?? 0
    let end = start + Self.beginWords
    guard end <= words.count else {
      begin = nil
      return
    }
    var hash = StableHash()
    for word in words[start..<end] { hash.combine(number: word.key) }
    begin = Word(hash: hash.value, length: 0, letters: 0, isCommon: false, kind: .plain)
    beginWeight = weights[start..<end].reduce(0, +)
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
}
