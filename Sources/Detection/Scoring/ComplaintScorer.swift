package import Model

/// Tells how far a text is a complaint, of what, and by which words.
///
/// A sum of evidence in logits: the weights of the words and phrases that were found, turned around
/// by negation and strengthened by intensifiers, with a few cues of how it is written. The logistic
/// function makes 0…1 of it. Nothing in it is hidden: `explain` shows every part.
package struct ComplaintScorer: Sendable {
  /// From this score on a text is a complaint, whoever wrote it about whomever.
  package static let threshold = 0.5

  /// So many bytes of a text are judged; what an article is about stands in its beginning.
  package static let textLimit = 16 * 1024

  /// The words and phrases to be found, a door for `Matcher` only.
  let phrases: [[PhraseTrie.Step]]

  let terms: [ScoredTerm]
  let rules: Lexicon.Rules
  /// What all terms of a class may add in one text.
  let classLimits: [Double]
  private let languages: LanguageGuess
  private let topics: NameList
  private let trie: PhraseTrie

  /// Of the lexica that come with the program, whose text is not kept.
  package static let builtIn = ComplaintScorer(.readBuiltIn())

  package init(_ lexicon: Lexicon = .builtIn) {
    var topics = NameList()
    var classes = NameList()
    var phrases: [[PhraseTrie.Step]] = []
    var terms: [ScoredTerm] = []
    var languages = LanguageGuess()
    for entry in lexicon.terms {
      // The reader has proved that every term has something to look for.
      let spellings =
        (try? QuerySpelling.spellings(of: entry.text, isQuoted: false, column: 1)) ?? []
      let language = languages.number(of: entry.language)
      if entry.role == .stop {
        if case .word(let hash)? = spellings.first?.first { languages.add(hash, of: language) }
        continue
      }
      let term = ScoredTerm(
        entry, language: language, topic: entry.topic.map { topics.number(of: $0) } ?? -1,
        weightClass: entry.weightClass.map { classes.number(of: $0) } ?? -1)
      phrases += spellings
      terms += spellings.map { _ in term }
    }
    self.phrases = phrases
    self.terms = terms
    self.languages = languages
    self.topics = topics
    rules = lexicon.rules
    classLimits = classes.names.map { lexicon.classes[$0]?.limit ?? .infinity }
    trie = PhraseTrie(phrases)
  }

  /// Judges a text. `language` is a BCP 47 tag, believed unless the text's own words speak clearly for
  /// another language; where it is nil, they decide.
  package func score(_ text: String, language: String? = nil) -> Complaint {
    let folded = FoldedText(text, limit: Self.textLimit)
    return score(folded, matches(in: folded), language: language)
  }

  /// The same, with every part of the evidence.
  package func explain(_ text: String, language: String? = nil) -> Explanation {
    let folded = FoldedText(text, limit: Self.textLimit)
    let matches = matches(in: folded)
    let evidence = evidence(in: folded, matches, language: language)
    return Explanation(
      complaint: complaint(evidence, matches, in: folded),
      language: evidence.language.map(languages.name), base: evidence.base,
      terms: evidence.terms.map {
        Explanation.Term(
          text: folded.written($0.tokens), weight: $0.weight, place: folded.bytes(of: $0.tokens))
      },
      cues: evidence.cues.map { Explanation.Cue(name: $0.cue.rawValue, weight: $0.weight) })
  }

  /// Judges a text whose phrases were found already.
  func score(
    _ text: FoldedText, _ matches: [PhraseTrie.Match], language: String?
  ) -> Complaint {
    complaint(evidence(in: text, matches, language: language), matches, in: text)
  }

  func matches(in text: FoldedText) -> [PhraseTrie.Match] {
    var matches: [PhraseTrie.Match] = []
    matches.reserveCapacity(text.tokens.count)
    trie.find(in: text, into: &matches)
    return matches
  }

  /// Reads the text in the language that it is likely to be in; where two are, in the one in which it
  /// says more.
  private func evidence(
    in text: FoldedText, _ matches: [PhraseTrie.Match], language tag: String?
  ) -> Evidence {
    let likely = languages.likely(in: text, tag: tag, matches: matches, terms: terms)
    let first = Evidence(text, matches, language: likely.first, scorer: self)
    guard let second = likely.second else { return first }
    let other = Evidence(text, matches, language: second, scorer: self)
    return other.amount > first.amount ? other : first
  }

  private func complaint(
    _ evidence: Evidence, _ matches: [PhraseTrie.Match], in text: FoldedText
  ) -> Complaint {
    let score = evidence.probability
    let isComplaint = score >= Self.threshold
    var tally = TopicTally(topics: topics.names.count)
    tally.read(matches, in: text, terms: terms, language: evidence.language)
    return Complaint(
      score: score, isComplaint: isComplaint, topics: tally.likeliest.map { topics.names[$0] },
      terms: evidence.telling(isComplaint: isComplaint).map(text.written),
      isSevere: isComplaint && evidence.isSevere)
  }
}

extension FoldedText {
  /// Where words stand in the text's UTF-8.
  fileprivate func bytes(of words: ClosedRange<Int>) -> Range<Int> {
    Int(tokens[words.lowerBound].start)..<Int(tokens[words.upperBound].end)
  }
}
