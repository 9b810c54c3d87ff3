/// One walk of a text's words over a trie.
///
/// Words and tables are read as plain memory here: counting references and checking bounds cost more
/// than half of what the steps themselves do.
struct PhraseSearch {
  private let edges: UnsafeBufferPointer<PhraseTrie.Edge>
  private let nodes: UnsafeBufferPointer<PhraseTrie.Node>
  private let endings: UnsafeBufferPointer<PhraseTrie.Phrase>
  private let prefixes: UnsafeBufferPointer<UInt64>
  private let rootFilter: UnsafeBufferPointer<UInt64>
  private let rootPrefixFilter: UnsafeBufferPointer<UInt64>
  private let rootPrefixes: UnsafeBufferPointer<UInt64>
  private let asksForPrefixes: Bool
  private let tokens: UnsafeBufferPointer<FoldedText.Token>
  private let alternatives: UnsafeBufferPointer<FoldedText.Alternative>
  private let folded: UnsafeBufferPointer<UInt8>

  typealias Matches = [PhraseTrie.Match]

  /// Gives a search to `body` that holds no longer than the call.
  static func run(
    _ trie: PhraseTrie, in text: FoldedText, _ body: (PhraseSearch) -> Void
  ) {
    trie.edges.withUnsafeBufferPointer { edges in
      trie.nodes.withUnsafeBufferPointer { nodes in
        trie.endings.withUnsafeBufferPointer { endings in
          trie.prefixes.withUnsafeBufferPointer { prefixes in
            trie.rootFilter.withUnsafeBufferPointer { rootFilter in
              trie.rootPrefixFilter.withUnsafeBufferPointer { rootPrefixFilter in
                trie.rootPrefixes.withUnsafeBufferPointer { rootPrefixes in
                  text.tokens.withUnsafeBufferPointer { tokens in
                    text.alternatives.withUnsafeBufferPointer { alternatives in
                      text.folded.withUnsafeBufferPointer { folded in
                        body(
                          PhraseSearch(
                            edges: edges, nodes: nodes, endings: endings, prefixes: prefixes,
                            rootFilter: rootFilter, rootPrefixFilter: rootPrefixFilter,
                            rootPrefixes: rootPrefixes, asksForPrefixes: trie.asksForPrefixes,
                            tokens: tokens, alternatives: alternatives, folded: folded))
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  func findAll(into matches: inout Matches) {
    let mask = UInt64(64 &* rootFilter.count &- 1)
    for first in tokens.indices {
      let bit = tokens[first].hash & mask
      let lengths = asksForPrefixes ? rootPrefixLengths(of: tokens[first]) : 0
      guard
        rootFilter[Int(truncatingIfNeeded: bit &>> 6)] & 1 &<< (bit & 63) != 0 || lengths != 0
          || tokens[first].marks.contains(.hasAlternatives)
      else { continue }
      step(from: 0, lengths, at: first, beginning: first, &matches)
    }
  }

  /// Takes the word at a place, in each of its readings.
  ///
  /// - Parameter prefixes: how long the beginnings of words are that go on from the node.
  private func step(
    from node: Int, _ prefixes: UInt64, at place: Int, beginning first: Int,
    _ matches: inout Matches
  ) {
    let token = tokens[place]
    follow(token.hash, from: node, to: place &+ 1, beginning: first, &matches)
    if token.marks.contains(.hasAlternatives) {
      var at = firstAlternative(of: place)
      while at < alternatives.count, alternatives[at].token == place {
        follow(
          alternatives[at].hash, from: node, to: place &+ alternatives[at].span, beginning: first,
          &matches)
        at &+= 1
      }
    }
    var lengths = prefixes
    let start = Int(token.foldedStart)
    let count = Int(token.foldedEnd) &- start
    while lengths != 0 {
      let length = lengths.trailingZeroBitCount
      guard length <= count else { break }
      lengths &= lengths &- 1
      follow(
        TokenHash.of(folded.baseAddress! + start, count: length, as: .prefix), from: node,
        to: place &+ 1, beginning: first, &matches)
    }
  }

  /// Goes along one edge, notes what ends behind it and goes on with the word at `next`.
  @inline(__always)
  private func follow(
    _ hash: UInt64, from node: Int, to next: Int, beginning first: Int, _ matches: inout Matches
  ) {
    let reached = target(of: hash, from: node)
    guard reached >= 0 else { return }
    let node = nodes[reached]
    for ending in Int(node.endings)..<Int(node.endings &+ node.endingCount) {
      matches.append(PhraseTrie.Match(phrase: endings[ending], first: first, last: next &- 1))
    }
    guard next < tokens.count,
      node.followers &>> (tokens[next].hash & 63) & 1 != 0
        || node.followers != 0 && tokens[next].marks.contains(.hasAlternatives)
    else { return }
    step(
      from: reached, node.followers == .max ? prefixes[reached] : 0, at: next, beginning: first,
      &matches)
  }

  @inline(__always)
  private func target(of hash: UInt64, from node: Int) -> Int {
    let key = PhraseTrie.key(hash, node)
    let mask = edges.count &- 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while edges[slot].node >= 0 {
      if edges[slot].key == key { return Int(edges[slot].node) }
      slot = (slot &+ 1) & mask
    }
    return -1
  }

  @inline(__always)
  private func rootPrefixLengths(of token: FoldedText.Token) -> UInt64 {
    guard token.foldedEnd &- token.foldedStart >= PhraseTrie.shortestPrefix else { return 0 }
    let slot = PhraseTrie.prefixSlot(folded.baseAddress! + Int(token.foldedStart))
    return rootPrefixFilter[slot &>> 6] &>> UInt64(truncatingIfNeeded: slot & 63) & 1 == 0
      ? 0 : rootPrefixes[slot]
  }

  /// The place of the first of the other readings that begin at a word.
  private func firstAlternative(of token: Int) -> Int {
    var low = 0
    var high = alternatives.count
    while low < high {
      let middle = (low + high) / 2
      if alternatives[middle].token < token { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
