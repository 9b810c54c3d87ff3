/// The tables of a trie while phrases are added to it.
struct PhraseTrieBuilder {
  typealias Edge = PhraseTrie.Edge
  typealias Phrase = PhraseTrie.Phrase

  private(set) var edges: [Edge]
  private(set) var nodes = [PhraseTrie.Node()]
  private(set) var prefixes: [UInt64] = [0]
  private(set) var rootFilter: [UInt64]
  private(set) var rootPrefixFilter = [UInt64](repeating: 0, count: PhraseTrie.prefixSlots / 64)
  private(set) var rootPrefixes = [UInt64](repeating: 0, count: PhraseTrie.prefixSlots)
  /// Where each phrase ends.
  private var ends: [(node: Int, phrase: Phrase)] = []

  /// - Parameter count: how many phrases will be added.
  init(phrases count: Int) {
    // With sixteen bits for each, one unknown word in sixteen gets through at most. More than 16 KB in
    // all would not stay in the cache beside the rest.
    var words = 16
    while 64 * words < 16 * count, words < 2048 { words *= 2 }
    rootFilter = [UInt64](repeating: 0, count: words)
    // Most phrases end at a node of their own.
    var places = 64
    while 3 * count >= 2 * places { places *= 2 }
    edges = [Edge](repeating: Edge(key: 0, node: -1), count: places)
    nodes.reserveCapacity(count)
    prefixes.reserveCapacity(count)
    ends.reserveCapacity(count)
  }

  mutating func add(_ steps: ArraySlice<PhraseTrie.Step>, as phrase: Phrase) {
    guard !steps.isEmpty else { return }
    var node = 0
    for step in steps { node = follow(step, from: node) }
    ends.append((node, phrase))
  }

  /// Lays the phrases that end at one node side by side, once all are added.
  mutating func arrangeEndings() -> [Phrase] {
    for end in ends { nodes[end.node].endingCount += 1 }
    var start: UInt32 = 0
    for node in nodes.indices {
      nodes[node].endings = start
      start += nodes[node].endingCount
      nodes[node].endingCount = 0
    }
    var endings = [Phrase](repeating: 0, count: ends.count)
    for end in ends {
      let node = nodes[end.node]
      endings[Int(node.endings + node.endingCount)] = end.phrase
      nodes[end.node].endingCount += 1
    }
    return endings
  }

  private mutating func follow(_ step: PhraseTrie.Step, from node: Int) -> Int {
    let hash: UInt64
    switch step {
    case .word(let word):
      hash = word
      nodes[node].followers |= 1 << (word & 63)
      if node == 0 {
        let bit = word & UInt64(64 * rootFilter.count - 1)
        rootFilter[Int(bit >> 6)] |= 1 << (bit & 63)
      }
    case .prefix(let prefix):
      hash = prefix.hash
      nodes[node].followers = .max
      note(prefix, from: node)
    }
    let key = PhraseTrie.key(hash, node)
    let slot = slot(of: key)
    if edges[slot].node >= 0 { return Int(edges[slot].node) }
    let next = nodes.count
    nodes.append(PhraseTrie.Node())
    prefixes.append(0)
    edges[slot] = Edge(key: key, node: Int32(next))
    if 3 * nodes.count >= 2 * edges.count { growEdges() }
    return next
  }

  private mutating func note(_ prefix: PhraseTrie.Prefix, from node: Int) {
    let length: UInt64 = 1 << UInt64(prefix.length)
    guard node == 0 else {
      prefixes[node] |= length
      return
    }
    let slot = Int(prefix.slot)
    rootPrefixes[slot] |= length
    rootPrefixFilter[slot >> 6] |= 1 << UInt64(slot & 63)
  }

  /// Where the edge of a key is or belongs.
  private func slot(of key: UInt64) -> Int {
    let mask = edges.count - 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while edges[slot].node >= 0, edges[slot].key != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func growEdges() {
    let old = edges
    edges = [Edge](repeating: Edge(key: 0, node: -1), count: 2 * old.count)
    for edge in old where edge.node >= 0 { edges[slot(of: edge.key)] = edge }
  }
}
