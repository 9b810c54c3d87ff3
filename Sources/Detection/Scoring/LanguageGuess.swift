/// Which language's terms hold for a text.
struct LanguageGuess: Sendable {
  private var names = ["any", "en"]

  static let any: UInt8 = 0
  static let english: UInt8 = 1

  /// The number of a language of the lexicon, given on first use.
  mutating func number(of name: String) -> UInt8 {
    if let known = names.firstIndex(of: name) { return UInt8(known) }
    precondition(names.count < 255, "more languages than the lexicon's format allows")
    names.append(name)
    return UInt8(names.count - 1)
  }

  func name(of number: UInt8) -> String { names[Int(number)] }

  /// The language of the tag where the lexicon knows it, else the one whose common words are most
  /// frequent; English where none is. One word is no proof: `die` and `no` belong to several.
  func language(
    tag: String?, matches: [PhraseTrie.Match], terms: [ComplaintScorer.Term]
  ) -> UInt8 {
    if let tag {
      let primary = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
      if let known = names.firstIndex(of: primary), known > 0 { return UInt8(known) }
    }
    guard names.count > 2 else { return Self.english }
    var counts = [Int](repeating: 0, count: names.count)
    for match in matches {
      let term = terms[Int(match.phrase)]
      if term.role == .stop { counts[Int(term.language)] += 1 }
    }
    var best = Self.english
    counts[Int(best)] = max(counts[Int(best)], 1)
    for number in counts.indices where counts[number] > counts[Int(best)] { best = UInt8(number) }
    return best
  }
}
