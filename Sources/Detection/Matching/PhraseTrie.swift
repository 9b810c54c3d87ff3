/// Many phrases, found in one pass over the words of a text.
///
/// A trie over words rather than over letters: borders of words come for free, a text of 100 letters
/// is 18 steps, and the table stays small enough for the cache. Each edge is one entry of an open
/// hash table, keyed by the node and the word.
struct PhraseTrie: Sendable {
  /// A phrase's place in the list that the trie was built from.
  typealias Phrase = UInt32

  struct Match {
    var phrase: Phrase
    var first: Int
    var last: Int
  }

  /// One word of a phrase.
  enum Step: Hashable, Sendable {
    case word(UInt64)
    /// Any word that begins so: the folded bytes, at least `shortestPrefix`.
    case prefix([UInt8])
  }

  /// Shorter beginnings would match half of a language.
  static let shortestPrefix = 3

  private struct Edge {
    var key: UInt64
    var node: Int32
  }

  private struct Node {
    /// Where the phrases that end here begin in `endings`.
    var endings: Int32 = 0
    var endingCount: Int32 = 0
    /// Bit n: some edge from here wants a word that begins with n given bytes.
    var prefixLengths: UInt64 = 0
    var hasEdges = false
  }

  private var edges: [Edge]
  private let edgeMask: Int
  private var nodes: [Node] = [Node()]
  private var endings: [Phrase] = []
  /// Bits of the words that a phrase begins with; most words of a text fall through here.
  private var rootFilter: [UInt64]
  private let rootMask: UInt64
  /// By the first three bytes of a word, how long the prefixes are that a phrase may begin with:
  /// bit n for n bytes.
  private var rootPrefixes = [UInt64](repeating: 0, count: 4096)

  init(_ phrases: [[Step]]) {
    var steps = 0
    for phrase in phrases { steps += phrase.count }
    let capacity = Self.powerOfTwo(atLeast: 2 * steps + 16)
    edges = [Edge](repeating: Edge(key: 0, node: -1), count: capacity)
    edgeMask = capacity - 1
    let filterBits = Self.powerOfTwo(atLeast: 16 * phrases.count + 1024)
    rootFilter = [UInt64](repeating: 0, count: filterBits / 64)
    rootMask = UInt64(filterBits - 1)
    var ends: [[Phrase]] = [[]]
    for (number, phrase) in phrases.enumerated() where !phrase.isEmpty {
      var node = 0
      for step in phrase { node = follow(step, from: node, &ends) }
      ends[node].append(Phrase(number))
    }
    for (node, phrases) in ends.enumerated() {
      nodes[node].endings = Int32(endings.count)
      nodes[node].endingCount = Int32(phrases.count)
      endings += phrases
    }
  }

  /// Appends all phrases of a text, in the order of their first words; the shorter of two that begin
  /// together comes first.
  func find(in text: FoldedText, into matches: inout [Match]) {
    let asksForPrefixes = nodes[0].prefixLengths != 0
    let mask = rootMask
    text.folded.withUnsafeBufferPointer { folded in
      text.tokens.withUnsafeBufferPointer { tokens in
        rootFilter.withUnsafeBufferPointer { filter in
          for first in tokens.indices {
            let bit = tokens[first].hash & mask
            let prefixes = asksForPrefixes ? rootPrefixes(of: tokens[first], folded) : 0
            guard
              filter[Int(truncatingIfNeeded: bit &>> 6)] & 1 &<< (bit & 63) != 0 || prefixes != 0
                || tokens[first].marks.contains(.hasAlternatives)
            else { continue }
            walk(text, folded, node: 0, prefixes, at: first, from: first, &matches)
          }
        }
      }
    }
  }

  private func walk(
    _ text: FoldedText, _ folded: UnsafeBufferPointer<UInt8>, node: Int, _ prefixes: UInt64,
    at place: Int, from first: Int, _ matches: inout [Match]
  ) {
    guard place < text.tokens.count else { return }
    let token = text.tokens[place]
    func go(_ hash: UInt64, _ span: Int, _ matches: inout [Match]) {
      let next = target(of: hash, from: node)
      guard next >= 0 else { return }
      let reached = nodes[next]
      for ending in reached.endings..<reached.endings + reached.endingCount {
        matches.append(Match(phrase: endings[Int(ending)], first: first, last: place + span - 1))
      }
      if nodes[next].hasEdges {
        walk(
          text, folded, node: next, nodes[next].prefixLengths, at: place + span, from: first,
          &matches)
      }
    }
    go(token.hash, 1, &matches)
    if token.marks.contains(.hasAlternatives) {
      for other in text.alternatives(at: place) { go(other.hash, other.span, &matches) }
    }
    var lengths = prefixes
    let start = Int(token.foldedStart)
    let count = Int(token.foldedEnd) - start
    while lengths != 0 {
      let length = lengths.trailingZeroBitCount
      guard length <= count else { break }
      lengths &= lengths - 1
      go(TokenHash.of(folded.baseAddress! + start, count: length, as: .prefix), 1, &matches)
    }
  }

  // MARK: Table

  private mutating func follow(_ step: Step, from node: Int, _ ends: inout [[Phrase]]) -> Int {
    let hash: UInt64
    switch step {
    case .word(let word):
      hash = word
      if node == 0 { rootFilter[Int((word & rootMask) >> 6)] |= 1 << (word & rootMask & 63) }
    case .prefix(let bytes):
      let length = min(bytes.count, 63)
      precondition(length >= Self.shortestPrefix, "a prefix of \(length) bytes")
      hash = TokenHash.of(bytes.prefix(length), as: .prefix)
      nodes[node].prefixLengths |= 1 << UInt64(length)
      if node == 0 {
        let slot = bytes.withUnsafeBufferPointer { Self.prefixSlot($0.baseAddress!) }  // Not empty.
        rootPrefixes[slot] |= 1 << UInt64(length)
      }
    }
    nodes[node].hasEdges = true
    let known = target(of: hash, from: node)
    if known >= 0 { return known }
    let next = nodes.count
    nodes.append(Node())
    ends.append([])
    let key = Self.key(hash, node)
    var slot = Int(truncatingIfNeeded: key) & edgeMask
    while edges[slot].node >= 0 { slot = (slot + 1) & edgeMask }
    edges[slot] = Edge(key: key, node: Int32(next))
    return next
  }

  private func target(of hash: UInt64, from node: Int) -> Int {
    let key = Self.key(hash, node)
    var slot = Int(truncatingIfNeeded: key) & edgeMask
    while edges[slot].node >= 0 {
      if edges[slot].key == key { return Int(edges[slot].node) }
      slot = (slot + 1) & edgeMask
    }
    return -1
  }

  private static func key(_ hash: UInt64, _ node: Int) -> UInt64 {
    hash ^ (UInt64(truncatingIfNeeded: node) &* 0x9E37_79B9_7F4A_7C15)
  }

  private func rootPrefixes(
    of token: FoldedText.Token, _ folded: UnsafeBufferPointer<UInt8>
  ) -> UInt64 {
    guard token.foldedEnd - token.foldedStart >= Self.shortestPrefix else { return 0 }
    return rootPrefixes[Self.prefixSlot(folded.baseAddress! + Int(token.foldedStart))]
  }

  private static func prefixSlot(_ bytes: UnsafePointer<UInt8>) -> Int {
    let three = UInt32(bytes[0]) << 16 | UInt32(bytes[1]) << 8 | UInt32(bytes[2])
    return Int((three &* 0x9E37_79B1) >> 20)
  }

  private static func powerOfTwo(atLeast count: Int) -> Int {
    var power = 64
    while power < count { power *= 2 }
    return power
  }
}
