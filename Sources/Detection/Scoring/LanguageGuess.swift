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

  /// How many have a number, `any` among them.
  var count: Int { list.names.count }

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

  /// What speaks for each language.
  struct Votes {
    fileprivate var counts = InlineArray<32, Double>(repeating: 0)  // As many as `limit`.
    fileprivate var isTagged = false
    /// Fewer leave it open whether the text is in a language of the lexicon at all.
    fileprivate var needed = 0.0
  }

  /// What a tag and the common words of a text say.
  func votes(in text: FoldedText, tag: String?) -> Votes {
    var votes = Votes()
    var words = 0
    text.tokens.withUnsafeBufferPointer { tokens in
      for token in tokens.prefix(Self.wordLimit)
      where token.marks.isDisjoint(with: [.handle, .link, .tag, .sign, .number]) {
        words += 1
        var languages = slots[slot(of: token.hash)].languages
        while languages != 0 {
          votes.counts[languages.trailingZeroBitCount] += 1
          languages &= languages &- 1
        }
      }
    }
    if words > Self.shortText { votes.needed = Double(words) * Self.knownShare }
    guard let tag else {
      votes.counts[Int(Self.english)] += Self.englishVotes
      return votes
    }
    let name = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
    if let known = list.known(name), known > 0 {
      votes.isTagged = true
      votes.counts[known] += Self.tagVotes
    }
    return votes
  }

  /// The language of which the common words leave no doubt.
  func settled(by votes: Votes) -> UInt8? {
    let best = best(by: votes)
    let count = votes.counts[best]
    guard count >= 2, count > votes.needed else { return nil }
    for number in 1..<list.names.count where number != best && 2 * votes.counts[number] > count {
      return nil
    }
    return UInt8(best)
  }

  /// Lets the words of a language's lexicon speak, each once, and none that counts as a common word
  /// already.
  func add(
    _ matches: [PhraseTrie.Match], of language: UInt8, in text: FoldedText, to votes: inout Votes
  ) {
    var place = -1
    for match in matches where match.first != place {
      place = match.first
      guard place < Self.wordLimit else { return }
      let token = text.tokens[place]
      if token.marks.isDisjoint(with: [.handle, .link, .sign]),
        !isCommon(token.hash, in: language)
      {
        votes.counts[Int(language)] += Self.termVotes
      }
    }
  }

  private func isCommon(_ hash: UInt64, in language: UInt8) -> Bool {
    slots[slot(of: hash)].languages & 1 << UInt32(language) != 0
  }

  /// The language that a text is likeliest in; nil where the words speak for none.
  func likeliest(by votes: Votes) -> UInt8? {
    let best = best(by: votes)
    guard votes.isTagged || votes.counts[best] > votes.needed else { return nil }
    return UInt8(best)
  }

  /// One more language that a text may be in where the words leave it open, since it is short or mixes
  /// two: it knows a word there that the likeliest does not.
  ///
  /// - Parameter found: what the lexicon of each language finds.
  func rival(
    of best: UInt8, by votes: Votes, in text: FoldedText, found: [[PhraseTrie.Match]]
  ) -> UInt8? {
    let likeliest = votes.counts[Int(best)]
    var rival: UInt8?
    for number in 1..<list.names.count
    where number != Int(best) && votes.counts[number] >= max(1, 0.6 * likeliest)
      && votes.counts[number] > rival.map({ votes.counts[Int($0)] }) ?? 0
    {
      rival = UInt8(number)
    }
    guard let rival else { return nil }
    func isKnown(_ place: Int, in language: UInt8) -> Bool {
      isCommon(text.tokens[place].hash, in: language)
        || found[Int(language)].contains { $0.first == place }
    }
    let hasOwn = text.tokens.prefix(Self.wordLimit).indices.contains { place in
      text.tokens[place].marks.isDisjoint(with: [.handle, .link])
        && isKnown(place, in: rival) && !isKnown(place, in: best)
    }
    return hasOwn ? rival : nil
  }

  private func best(by votes: Votes) -> Int {
    var best = Int(Self.english)
    for number in 1..<list.names.count where votes.counts[number] > votes.counts[best] {
      best = number
    }
    return best
  }
}
