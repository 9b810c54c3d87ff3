/// How often the texts in the window use a word, and the newest text that does.
///
/// Open addressing with linear probing: about 40 words are looked up for each text, and Swift's
/// dictionary with its keyed hash would take most of the time that a text may take.
struct WordTable: Sendable {
  struct Entry: Sendable {
    var key: UInt64
    var uses: UInt32
    /// Place of the newest posting, `CopyIndex.none` if there is none.
    var newest: UInt32
  }

  private var slots: [Entry]
  private var used = 0

  private static let empty = Entry(key: 0, uses: 0, newest: .max)

  init() {
    slots = Array(repeating: Self.empty, count: 1024)
  }

  @inline(__always)
  private func place(of key: UInt64) -> Int {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: StableHash.spread(key)) & mask
    while slots[place].key != key, slots[place].key != 0 { place = (place + 1) & mask }
    return place
  }

  /// What is known of a word; of an unknown one, that no text holds it.
  @inline(__always)
  subscript(_ word: Word) -> Entry { slots[place(of: word.key)] }

  /// Counts one use of a word.
  mutating func count(_ word: Word) {
    if used * 2 >= slots.count { grow() }
    let place = place(of: word.key)
    if slots[place].key == 0 {
      slots[place].key = word.key
      used += 1
    }
    slots[place].uses += 1
  }

  /// Takes one use back.
  mutating func discount(_ word: Word) {
    let place = place(of: word.key)
    if slots[place].uses > 0 { slots[place].uses -= 1 }
  }

  /// Puts a posting before those of a counted word; gives the one that was the newest.
  mutating func push(_ posting: UInt32, of word: Word) -> UInt32 {
    let place = place(of: word.key)
    defer { slots[place].newest = posting }
    return slots[place].newest
  }

  /// Forgets words without texts, and moves the postings down by as many as went.
  mutating func compact(postingsGone: UInt32) {
    let kept = slots.filter { $0.uses > 0 }
    rebuild(kept, capacity: max(1024, (kept.count * 4).roundedUpToPowerOfTwo))
    for place in slots.indices where slots[place].newest != .max {
      slots[place].newest =
        slots[place].newest >= postingsGone ? slots[place].newest - postingsGone : .max
    }
  }

  private mutating func grow() {
    rebuild(slots.filter { $0.key != 0 }, capacity: slots.count * 2)
  }

  private mutating func rebuild(_ entries: [Entry], capacity: Int) {
    slots = Array(repeating: Self.empty, count: capacity)
    used = entries.count
    for entry in entries { slots[place(of: entry.key)] = entry }
  }
}

extension Int {
  /// For counts of 1 and more.
  var roundedUpToPowerOfTwo: Int { 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount) }
}
