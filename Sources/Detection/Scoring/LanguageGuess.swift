/// Which language's terms hold for a text.
struct LanguageGuess: Sendable {
  /// The most that a lexicon may have, with `any`.
  static let limit = 32
  static let any: UInt8 = 0
  static let english: UInt8 = 1

  private var list = NameList()
  /// The words that tell a language, by their hash in a table of open addressing: bit n for number n.
  private var slots = [(hash: UInt64, languages: UInt32)](repeating: (0, 0), count: 256)
  private var used = 0

  init() {
    _ = list.number(of: "any")
    _ = list.number(of: "en")
  }

  /// The number of a language of the lexicon, given on first use.
  mutating func number(of name: String) -> UInt8 { UInt8(list.number(of: name)) }

  func name(of number: UInt8) -> String { list.names[Int(number)] }

  /// Notes that a word tells a language.
  mutating func add(_ hash: UInt64, of language: UInt8) {
    if 2 * used >= slots.count {
      let old = slots
      slots = .init(repeating: (0, 0), count: 2 * old.count)
      for entry in old where entry.languages != 0 { slots[slot(of: entry.hash)] = entry }
    }
    let slot = slot(of: hash)
    if slots[slot].languages == 0 { used += 1 }
    slots[slot].hash = hash
    slots[slot].languages |= 1 << UInt32(language)
  }

  private func slot(of hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot].languages != 0, slots[slot].hash != hash {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  /// The languages that a text may be in.
  struct Likely: Equatable {
    /// Nil where the words speak for none of those that the lexicon has.
    var first: UInt8?
    /// One more where the words leave it open: a short text, or one that mixes two.
    var second: UInt8?
  }

  /// A tag counts like so many common words: it is wrong in one feed of twenty, but right for a text
  /// of three words.
  private static let tagVotes = 6.0
  /// Without a tag English is likelier than the others together.
  private static let englishVotes = 0.25
  /// A word of the lexicon tells less than a common one, which is no cognate and no name.
  private static let termVotes = 0.5
  /// A longer text in which fewer than one word in eight is known is in another language.
  private static let knownShare = 1.0 / 8
  private static let shortText = 8
  /// So many words tell the language of a long text.
  private static let wordLimit = 200

  func likely(
    in text: FoldedText, tag: String?, matches: [PhraseTrie.Match], terms: [ScoredTerm]
  ) -> Likely {
    let tagged = tag.map { $0.prefix { $0 != "-" && $0 != "_" }.lowercased() }
    let trusted = tagged.flatMap(list.known).flatMap { $0 > 0 ? $0 : nil }
    var votes = InlineArray<32, Double>(repeating: 0)
    var words = 0
    for token in text.tokens.prefix(Self.wordLimit)
    where token.marks.isDisjoint(with: [.handle, .link, .tag, .sign, .number]) {
      words += 1
      var languages = slots[slot(of: token.hash)].languages
      while languages != 0 {
        votes[languages.trailingZeroBitCount] += 1
        languages &= languages - 1
      }
    }
    count(matches, of: terms, in: text, &votes)
    if let trusted {
      votes[trusted] += Self.tagVotes
    } else if tagged == nil {
      votes[Int(Self.english)] += Self.englishVotes
    }
    return likely(by: votes, words: words, isTagged: trusted != nil)
  }

  /// Counts each word for each language once, and none that counts as a common word already.
  private func count(
    _ matches: [PhraseTrie.Match], of terms: [ScoredTerm], in text: FoldedText,
    _ votes: inout InlineArray<32, Double>
  ) {
    var place = -1
    var counted: UInt32 = 0
    for match in matches {
      if match.first != place {
        place = match.first
        guard place < Self.wordLimit else { break }
        let token = text.tokens[place]
        counted =
          token.marks.isDisjoint(with: [.handle, .link])
          ? 1 | slots[slot(of: token.hash)].languages : .max
      }
      let language = terms[Int(match.phrase)].language
      if counted & (1 << UInt32(language)) == 0 {
        counted |= 1 << UInt32(language)
        votes[Int(language)] += Self.termVotes
      }
    }
  }

  private func likely(by votes: InlineArray<32, Double>, words: Int, isTagged: Bool) -> Likely {
    var best = Int(Self.english)
    for number in list.names.indices where votes[number] > votes[best] { best = number }
    let needed = words > Self.shortText ? Double(words) * Self.knownShare : 0
    guard isTagged || votes[best] > needed else { return Likely(first: nil, second: nil) }
    var second: Int?
    for number in list.names.indices.dropFirst()
    where number != best && votes[number] >= max(1, 0.6 * votes[best])
      && votes[number] > second.map({ votes[$0] }) ?? 0
    {
      second = number
    }
    return Likely(first: UInt8(best), second: second.map(UInt8.init))
  }
}
