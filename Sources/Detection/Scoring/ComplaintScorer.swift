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

  let terms: [ScoredTerm]
  let rules: Lexicon.Rules
  /// What all terms of a class may add in one text.
  let classLimits: [Double]
  private let languages: LanguageGuess
  private let topics: NameList
  /// By its number the words of each language, those of `any` in all: a text is in one of them, and
  /// the words of seven together are matches in each.
  private let tries: [PhraseTrie]

  /// Of the lexica that come with the program, whose text is not kept.
  package static let builtIn = ComplaintScorer(.readBuiltIn())

  package init(_ lexicon: Lexicon = .builtIn) {
    var topics = NameList()
    var classes = NameList()
    var terms: [ScoredTerm] = []
    var languages = LanguageGuess()
    // What holds for all terms below a header is packed once.
    var headers = [ScoredTerm?](repeating: nil, count: lexicon.headers.count)
    terms.reserveCapacity(lexicon.phrases.count)
    for entry in lexicon.entries {
      let number = Int(entry.header)
      if headers[number] == nil {
        let header = lexicon.headers[number]
        let isStop = header.role == .stop
        headers[number] = ScoredTerm(
          header, language: languages.number(of: header.language),
          topic: isStop ? nil : header.topic.map { topics.number(of: $0) },
          weightClass: isStop ? nil : header.weightClass.map { classes.number(of: $0) })
      }
      var term = headers[number]!  // Packed just now.
      // No term is empty.
      term.isPrefix = lexicon.text[Int(entry.written.upperBound) - 1] == UInt8(ascii: "*")
      terms += repeatElement(term, count: entry.spellings.count)
      guard term.role == .stop else { continue }
      for spelling in entry.spellings {
        if case .word(let hash)? = lexicon.phrases[Int(spelling)].first {
          languages.add(hash, of: term.language)
        }
      }
    }
    self.terms = terms
    self.languages = languages
    self.topics = topics
    rules = lexicon.rules
    classLimits = classes.names.map { lexicon.classes[$0]?.limit ?? .infinity }
    tries = Self.phrases(of: terms, in: languages.count).map {
      PhraseTrie(lexicon.phrases, taking: $0)
    }
  }

  /// For each language the phrases that are looked for in its texts.
  private static func phrases(
    of terms: [ScoredTerm], in languages: Int
  ) -> [[PhraseTrie.Phrase]] {
    var phrases = [[PhraseTrie.Phrase]](repeating: [], count: languages)
    for (phrase, term) in terms.enumerated() where term.role != .stop {
      let isOfAll = term.language == LanguageGuess.any
      for language in isOfAll ? 0..<languages : Int(term.language)..<Int(term.language) + 1 {
        phrases[language].append(PhraseTrie.Phrase(phrase))
      }
    }
    return phrases
  }

  /// Judges a text. `language` is a BCP 47 tag, believed unless the text's own words speak clearly for
  /// another language; where it is nil, they decide.
  package func score(_ text: String, language: String? = nil) -> Complaint {
    score(FoldedText(text, limit: Self.textLimit), language: language)
  }

  /// The same, with every part of the evidence.
  package func explain(_ text: String, language: String? = nil) -> Explanation {
    let folded = FoldedText(text, limit: Self.textLimit)
    let reading = reading(of: folded, tag: language)
    let evidence = reading.evidence
    return Explanation(
      complaint: complaint(reading, of: folded),
      language: evidence.language.map(languages.name), base: evidence.base,
      terms: evidence.terms.map {
        Explanation.Term(
          text: folded.written($0.tokens), weight: $0.weight, place: folded.place(of: $0.tokens))
      },
      cues: evidence.cues.map { Explanation.Cue(name: $0.cue.rawValue, weight: $0.weight) })
  }

  /// Judges a text that was cut into words already.
  func score(_ text: FoldedText, language: String?) -> Complaint {
    complaint(reading(of: text, tag: language), of: text)
  }

  /// What a text says in one language.
  private struct Reading {
    var evidence: Evidence
    var topics: TopicTally
  }

  /// Reads a text in the language that it is likely to be in; where two are, in the one in which it
  /// says more.
  private func reading(of text: FoldedText, tag: String?) -> Reading {
    var votes = languages.votes(in: text, tag: tag)
    if let language = languages.settled(by: votes) {
      return reading(
        of: text, in: language,
        matches(in: text, of: language, room: 3 * text.tokens.count / 2))
    }
    let found = tries.indices.map { matches(in: text, of: UInt8($0)) }
    for number in found.indices.dropFirst() {
      languages.add(found[number], of: UInt8(number), in: text, to: &votes)
    }
    guard let best = languages.likeliest(by: votes) else {
      return reading(of: text, in: nil, found[Int(LanguageGuess.any)])
    }
    let first = reading(of: text, in: best, found[Int(best)])
    guard let rival = languages.rival(of: best, by: votes, in: text, found: found) else {
      return first
    }
    let second = reading(of: text, in: rival, found[Int(rival)])
    return second.evidence.amount > first.evidence.amount ? second : first
  }

  private func reading(
    of text: FoldedText, in language: UInt8?, _ matches: [PhraseTrie.Match]
  ) -> Reading {
    let topics = TopicTally(matches, in: text, terms: terms)
    return Reading(
      evidence: Evidence(
        text, matches, language: language, namesCause: topics.namesAny, scorer: self),
      topics: topics)
  }

  /// - Parameter room: for so many; in other languages than its own a text mostly has none.
  private func matches(
    in text: FoldedText, of language: UInt8, room: Int = 0
  ) -> [PhraseTrie.Match] {
    var matches: [PhraseTrie.Match] = []
    matches.reserveCapacity(room)
    tries[Int(language)].find(in: text, into: &matches)
    return matches
  }

  private func complaint(_ reading: Reading, of text: FoldedText) -> Complaint {
    let evidence = reading.evidence
    let score = evidence.probability
    let isComplaint = score >= Self.threshold
    return Complaint(
      score: score, isComplaint: isComplaint, topics: reading.topics.likeliest(of: topics.names),
      terms: evidence.telling(isComplaint: isComplaint, in: text),
      isSevere: isComplaint && evidence.isSevere)
  }
}
