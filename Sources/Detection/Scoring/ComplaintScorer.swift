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
  let terms: [Term]
  let languages: LanguageGuess

  private let trie: PhraseTrie
  private let topicNames: [String]

  /// A term of the lexicon, ready for use.
  struct Term: Sendable {
    var language: UInt8
    var role: Lexicon.Role
    var weight: Double
    var factor: Double
    var topic: Int
    var strength: Double
    var isSevere: Bool
  }

  package init(_ lexicon: Lexicon = .builtIn) {
    var names: [String] = []
    var phrases: [[PhraseTrie.Step]] = []
    var terms: [Term] = []
    var languages = LanguageGuess()
    for entry in lexicon.terms {
      var topic = -1
      if let name = entry.topic {
        topic = names.firstIndex(of: name) ?? names.count
        if topic == names.count { names.append(name) }
      }
      let term = Term(
        language: languages.number(of: entry.language), role: entry.role, weight: entry.weight,
        factor: entry.factor, topic: topic, strength: entry.strength, isSevere: entry.isSevere)
      // The reader has proved that every term has something to look for.
      let spellings =
        (try? QuerySpelling.spellings(of: entry.text, isQuoted: false, column: 1)) ?? []
      phrases += spellings
      terms += spellings.map { _ in term }
    }
    self.phrases = phrases
    self.terms = terms
    self.languages = languages
    topicNames = names
    trie = PhraseTrie(phrases)
  }

  /// Judges a text. `language` is a BCP 47 tag; where it is nil, the text's common words decide.
  package func score(_ text: String, language: String? = nil) -> Complaint {
    let folded = FoldedText(text, limit: Self.textLimit)
    return score(folded, matches(in: folded), language: language)
  }

  /// The same, with every part of the evidence.
  package func explain(_ text: String, language: String? = nil) -> Explanation {
    let folded = FoldedText(text, limit: Self.textLimit)
    let evidence = evidence(in: folded, matches(in: folded), language: language)
    return Explanation(
      complaint: complaint(evidence, in: folded), language: evidence.language,
      terms: evidence.terms.map {
        Explanation.Part(name: folded.written($0.tokens), weight: $0.weight)
      },
      cues: evidence.cues.map { Explanation.Part(name: $0.cue.name, weight: $0.weight) })
  }

  /// Judges a text whose phrases were found already.
  func score(
    _ text: FoldedText, _ matches: [PhraseTrie.Match], language: String?
  ) -> Complaint {
    complaint(evidence(in: text, matches, language: language), in: text)
  }

  func matches(in text: FoldedText) -> [PhraseTrie.Match] {
    var matches: [PhraseTrie.Match] = []
    matches.reserveCapacity(text.tokens.count)
    trie.find(in: text, into: &matches)
    return matches
  }

  private func evidence(
    in text: FoldedText, _ matches: [PhraseTrie.Match], language: String?
  ) -> Evidence {
    let spoken = languages.language(tag: language, matches: matches, terms: terms)
    return Evidence(
      text, matches, terms: terms, language: spoken, name: languages.name(of: spoken))
  }

  private func complaint(_ evidence: Evidence, in text: FoldedText) -> Complaint {
    let score = evidence.probability
    let isComplaint = score >= Self.threshold
    return Complaint(
      score: score, isComplaint: isComplaint,
      topics: evidence.topics(count: topicNames.count).map { topicNames[$0] },
      terms: evidence.telling(isComplaint: isComplaint).map(text.written),
      isSevere: isComplaint && evidence.isSevere)
  }
}

/// Every part of a score.
package struct Explanation: Sendable {
  package struct Part: Hashable, Sendable {
    /// A term as it is written in the text, or what a cue is called.
    package var name: String
    /// What it added, in logits; below 0 it speaks against a complaint.
    package var weight: Double
  }

  package var complaint: Complaint
  /// The language that was assumed.
  package var language: String
  /// In the order of the text; those of no weight say only what it is about.
  package var terms: [Part]
  package var cues: [Part]
}
