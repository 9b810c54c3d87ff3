/// Many phrases, found in one pass over the words of a text.
///
/// A trie over words rather than over letters: borders of words come for free, a text of 100 letters
/// is 18 steps, and the table stays small enough for the cache. Each edge is one entry of an open
/// hash table, keyed by the node and the word. `PhraseSearch` walks over it.
///
/// A class, since a copy of the struct would count references to each table.
final class PhraseTrie: Sendable {
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
    /// Any word that begins so.
    case prefix(Prefix)
  }

  /// The beginning of a word.
  struct Prefix: Hashable, Sendable {
    let hash: UInt64
    /// In bytes; of a longer one no more are compared.
    let length: UInt8
    /// See `prefixSlot`.
    let slot: UInt16

    private static let longest = 63

    /// - Parameter bytes: folded; nil of fewer than `shortestPrefix`.
    init?(_ bytes: some Collection<UInt8>) {
      let bytes = Array(bytes.prefix(Self.longest))
      guard bytes.count >= shortestPrefix else { return nil }
      hash = TokenHash.of(bytes, as: .prefix)
      length = UInt8(bytes.count)
      slot = bytes.withUnsafeBufferPointer {
        UInt16(prefixSlot($0.baseAddress!))  // Not empty.
      }
    }
  }

  /// Shorter beginnings would match half of a language.
  static let shortestPrefix = 3

  struct Edge {
    var key: UInt64
    /// Below 0 where the entry is free.
    var node: Int32
  }

  struct Node {
    /// Bits of the words that go on from here, by the lowest six bits of their hashes; all are set
    /// where a beginning of a word goes on as well.
    var followers: UInt64 = 0
    /// Where the phrases that end here begin in `endings`.
    var endings: UInt32 = 0
    var endingCount: UInt32 = 0
  }

  let edges: [Edge]
  let nodes: [Node]
  let endings: [Phrase]
  /// For each node how long the prefixes are that go on from it: bit n for n bytes. The first node's
  /// are in `rootPrefixes`.
  let prefixes: [UInt64]
  /// Bits of the words that a phrase begins with; most words of a text fall through here.
  let rootFilter: [UInt64]
  /// The same of the first three bytes of words that a phrase may begin with the beginning of.
  let rootPrefixFilter: [UInt64]
  /// By those three bytes, how long such prefixes are.
  let rootPrefixes: [UInt64]
  /// Whether a phrase begins with the beginning of a word.
  let asksForPrefixes: Bool

  /// - Parameter taken: the numbers of the phrases that have a part in this trie, rising.
  init(_ phrases: PhraseList, taking taken: some Collection<Phrase>) {
    var builder = PhraseTrieBuilder(phrases: taken.count)
    for number in taken { builder.add(phrases[Int(number)], as: number) }
    endings = builder.arrangeEndings()
    edges = builder.edges
    nodes = builder.nodes
    prefixes = builder.prefixes
    rootFilter = builder.rootFilter
    rootPrefixFilter = builder.rootPrefixFilter
    rootPrefixes = builder.rootPrefixes
    asksForPrefixes = builder.rootPrefixFilter.contains { $0 != 0 }
  }

  /// Appends all phrases of a text, in the order of their first words; the shorter of two that begin
  /// together comes first.
  func find(in text: FoldedText, into matches: inout [Match]) {
    PhraseSearch.run(self, in: text) { $0.findAll(into: &matches) }
  }

  static func key(_ hash: UInt64, _ node: Int) -> UInt64 {
    hash ^ (UInt64(truncatingIfNeeded: node) &* 0x9E37_79B9_7F4A_7C15)
  }

  /// How many places there are for the first three bytes of a word.
  static let prefixSlots = 4096

  /// - Parameter bytes: three or more.
  static func prefixSlot(_ bytes: UnsafePointer<UInt8>) -> Int {
    let three = UInt32(bytes[0]) << 16 | UInt32(bytes[1]) << 8 | UInt32(bytes[2])
    return Int((three &* 0x9E37_79B1) >> 20)
  }
}
