/// A prefix code given by the lengths of its words: RFC 1951 section 3.2.2.
struct HuffmanCode {
  static let maxLength = 15

  /// How many words there are of each length, from 0.
  private var counts = [Int](repeating: 0, count: maxLength + 1)
  /// Symbols in the order of their words.
  private let symbols: [Int]

  init(lengths: ArraySlice<Int>) {
    for length in lengths where length > 0 { counts[length] += 1 }
    let used = lengths.enumerated().filter { $0.element > 0 }
    // Words of one length go in the order of their symbols, so the order must be stable.
    symbols = used.sorted { ($0.element, $0.offset) < ($1.element, $1.offset) }.map(\.offset)
  }

  /// How far into a word one has read.
  struct Walk {
    fileprivate var length = 0
    fileprivate var word = 0
    /// The first word of this length, and the place of its symbol.
    fileprivate var first = 0
    fileprivate var place = 0
  }

  /// Goes one bit further; gives the symbol at the end of its word.
  func symbol(_ walk: inout Walk, bit: Int) -> Int? {
    walk.length += 1
    walk.word = walk.word << 1 | bit
    walk.first <<= 1
    let count = counts[walk.length]
    let ahead = walk.word - walk.first
    // Negative where the lengths ask for more words than there are.
    if (0..<count).contains(ahead) { return symbols[walk.place + ahead] }
    walk.place += count
    walk.first += count
    return nil
  }

  static let fixedLiterals = HuffmanCode(
    lengths: ([Int](repeating: 8, count: 144) + [Int](repeating: 9, count: 112)
      + [Int](repeating: 7, count: 24) + [Int](repeating: 8, count: 8))[...])

  static let fixedDistances = HuffmanCode(lengths: [Int](repeating: 5, count: 30)[...])
}
