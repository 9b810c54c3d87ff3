/// How often the texts in the window use a word, and the newest text that does.
///
/// A word has a place here for as long as texts hold it, and texts keep the places of their words:
/// half as much memory as the words, and no search when a text is compared or forgotten. The search
/// is open addressing with linear probing, since Swift's dictionary with its keyed hash would take
/// most of the time that a text may take.
struct WordTable: Sendable {
  struct Entry: Sendable {
    var key: UInt64
    var uses: UInt32
    /// Place of the newest posting, `TextIndex.none` if there is none.
    var newest: UInt32
  }

  /// An occurrence of a word in a text: its place here, and its kind in that text.
  struct Use: Sendable {
    private let bits: UInt32

    init(place: UInt32, kind: Word.Kind) {
      bits = place << 2 | UInt32(kind.rawValue)
    }

    var place: Int { Int(bits >> 2) }
    var kind: UInt64 { UInt64(bits & 3) }

    /// The same where places have changed.
    func moved(_ places: [UInt32]) -> Use {
      Use(place: places[place], kind: Word.Kind(rawValue: kind) ?? .plain)
    }
  }

  /// The place of a word that no text holds.
  static let nowhere = UInt32.max

  private(set) var entries: [Entry] = []

  /// Places in `entries`.
  private var slots = [UInt32](repeating: nowhere, count: 1024)

  /// Where a word is; `nowhere` where no text holds it.
  @inline(__always)
  func place(of word: Word) -> UInt32 { slots[slot(of: word.key)] }

  @inline(__always)
  private func slot(of key: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: StableHash.spread(key)) & mask
    while slots[slot] != Self.nowhere, entries[Int(slots[slot])].key != key {
      slot = (slot + 1) & mask
    }
    return slot
  }

  @inline(__always)
  func word(_ use: Use) -> Word { Word(key: entries[use.place].key, kind: use.kind) }

  /// Counts one use of a word, which is at `place` or nowhere; gives its place.
  @inline(__always)
  mutating func count(_ word: Word, at place: UInt32) -> UInt32 {
    let place = place == Self.nowhere ? insert(word.key) : place
    entries[Int(place)].uses += 1
    return place
  }

  /// Gives a word a place, unless it has got one since it was looked for.
  private mutating func insert(_ key: UInt64) -> UInt32 {
    if entries.count * 2 >= slots.count { rebuildSlots(capacity: slots.count * 2) }
    let slot = slot(of: key)
    if slots[slot] == Self.nowhere {
      slots[slot] = UInt32(entries.count)
      entries.append(Entry(key: key, uses: 0, newest: .max))
    }
    return slots[slot]
  }

  /// Takes one use back.
  @inline(__always)
  mutating func discount(_ use: Use) { entries[use.place].uses -= 1 }

  /// Puts a posting before those of a word; gives the one that was the newest.
  @inline(__always)
  mutating func push(_ posting: UInt32, at place: UInt32) -> UInt32 {
    defer { entries[Int(place)].newest = posting }
    return entries[Int(place)].newest
  }

  /// Forgets words without texts, and moves the postings down by as many as went.
  ///
  /// - Returns: For each place, the new one.
  mutating func compact(postingsGone: UInt32) -> [UInt32] {
    var places = [UInt32](repeating: Self.nowhere, count: entries.count)
    var kept = 0
    for place in entries.indices where entries[place].uses > 0 {
      var entry = entries[place]
      if entry.newest != .max {
        entry.newest = entry.newest >= postingsGone ? entry.newest - postingsGone : .max
      }
      entries[kept] = entry
      places[place] = UInt32(kept)
      kept += 1
    }
    entries.removeLast(entries.count - kept)
    rebuildSlots(capacity: max(1024, (kept * 4).roundedUpToPowerOfTwo))
    return places
  }

  private mutating func rebuildSlots(capacity: Int) {
    slots = Array(repeating: Self.nowhere, count: capacity)
    for place in entries.indices { slots[slot(of: entries[place].key)] = UInt32(place) }
  }
}

extension Int {
  /// For counts of 1 and more.
  var roundedUpToPowerOfTwo: Int { 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount) }
}
