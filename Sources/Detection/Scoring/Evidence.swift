import Glibc

/// What speaks for and against a complaint in one text.
struct Evidence {
  struct Found {
    var tokens: ClosedRange<Int>
    /// After negation and intensity, in logits.
    var weight: Double
    var topic: Int
    var strength: Double
  }

  let language: String
  private(set) var terms: [Found] = []
  private(set) var cues: [(cue: Cue, weight: Double)] = []
  private(set) var isSevere = false

  private var negation: Int?
  private var intensifier: (place: Int, factor: Double)?

  init(
    _ text: FoldedText, _ matches: [PhraseTrie.Match], terms known: [ComplaintScorer.Term],
    language: UInt8, name: String
  ) {
    self.language = name
    terms.reserveCapacity(min(matches.count, 64))
    readTerms(text, matches, known, language)
    soften(text)
    cues = Cue.all(in: text, terms: terms)
  }

  var probability: Double {
    var sum = Self.bias
    for term in terms { sum += term.weight }
    for cue in cues { sum += cue.weight }
    return 1 / (1 + exp(-sum))
  }

  /// The logit of a text that says nothing either way.
  private static let bias = -0.6

  /// So many words behind it a negation still holds.
  private static let negationReach = 4
  private static let intensifierReach = 2

  /// So many terms decide; what a text is about stands in its beginning.
  private static let termLimit = 200
  /// A text of more words says more of everything; its terms weigh less, by the square root.
  private static let fullWeightWords = 60.0

  /// Courtesy at the end of a request is no praise, and a long text is not angry for its length.
  private mutating func soften(_ text: FoldedText) {
    if let last = terms.last, last.weight < 0, last.tokens.lowerBound > 3,
      last.tokens.upperBound >= text.tokens.count - 2
    {
      terms[terms.count - 1].weight *= 0.5
    }
    let read = terms.last.map { $0.tokens.upperBound + 1 } ?? 0
    let excess = Double(read) / Self.fullWeightWords
    guard excess > 1 else { return }
    for place in terms.indices { terms[place].weight /= excess.squareRoot() }
  }

  private mutating func readTerms(
    _ text: FoldedText, _ matches: [PhraseTrie.Match], _ known: [ComplaintScorer.Term],
    _ language: UInt8
  ) {
    var at = 0
    var free = 0
    while at < matches.count, terms.count < Self.termLimit {
      // All that begin at one word: the longest is meant.
      let first = matches[at].first
      var end = at
      var last = -1
      while end < matches.count, matches[end].first == first {
        let term = known[Int(matches[end].phrase)]
        if term.role != .stop, term.language == language || term.language == LanguageGuess.any,
          matches[end].last > last, !text.hasBorder(within: first...matches[end].last)
        {
          last = matches[end].last
        }
        end += 1
      }
      defer { at = end }
      guard last >= 0, first >= free else { continue }
      free = last + 1
      forgetAtBorders(text, upTo: first)
      if text.tokens[first].marks.isDisjoint(with: [.handle, .link]) {
        for match in matches[at..<end] where match.last == last {
          var term = known[Int(match.phrase)]
          guard term.language == language || term.language == LanguageGuess.any else { continue }
          if term.weight > 0, last > first {
            term.weight = max(
              term.weight, heaviest(matches[at...], within: first...last, known, language))
          }
          note(term, first...last, text)
        }
      }
    }
  }

  /// A phrase of complaint weighs no less than the heaviest word in it.
  private func heaviest(
    _ matches: ArraySlice<PhraseTrie.Match>, within span: ClosedRange<Int>,
    _ known: [ComplaintScorer.Term], _ language: UInt8
  ) -> Double {
    var weight = 0.0
    for match in matches {
      guard match.first <= span.upperBound else { break }
      let term = known[Int(match.phrase)]
      if match.last <= span.upperBound, term.role == .none,
        term.language == language || term.language == LanguageGuess.any
      {
        weight = max(weight, term.weight)
      }
    }
    return weight
  }

  /// What a negation or an intensifier says ends with its clause.
  private mutating func forgetAtBorders(_ text: FoldedText, upTo place: Int) {
    func isBroken(since start: Int) -> Bool {
      (start + 1...max(place, start + 1)).contains {
        $0 <= place && !text.tokens[$0].marks.isDisjoint(with: [.afterSentence, .afterComma])
      }
    }
    if let start = negation, place - start > Self.negationReach || isBroken(since: start) {
      negation = nil
    }
    if let (start, _) = intensifier, place - start > Self.intensifierReach || isBroken(since: start)
    {
      intensifier = nil
    }
  }

  private mutating func note(
    _ term: ComplaintScorer.Term, _ tokens: ClosedRange<Int>, _ text: FoldedText
  ) {
    switch term.role {
    case .stop: return
    case .negation: negation = tokens.upperBound
    case .intensifier:
      intensifier = (tokens.upperBound, term.factor)
    case .contrast:
      for place in terms.indices where terms[place].weight < 0 { terms[place].weight *= 0.4 }
    case .none: break
    }
    guard term.weight != 0 || term.topic >= 0 else { return }
    var weight = term.weight
    if term.role == .none {
      if let intensifier { weight *= intensifier.factor }
      if let negation, negation < tokens.lowerBound {
        // "Not good" blames more than "not bad" praises.
        weight *= weight < 0 ? -0.8 : -0.3
      }
      if !text.tokens[tokens.lowerBound].marks.isDisjoint(with: [.capitals, .stretched]) {
        weight *= 1.2
      }
    }
    for other in terms {
      if other.tokens == tokens {
        if other.topic == term.topic { return }
      } else if other.tokens.count == tokens.count,
        text.tokens[other.tokens.lowerBound].hash == text.tokens[tokens.lowerBound].hash
      {
        // Said again is not twice as much: a row of emoji is one feeling.
        weight *= 0.5
      }
    }
    terms.append(Found(tokens: tokens, weight: weight, topic: term.topic, strength: term.strength))
    if term.isSevere, weight > 0 { isSevere = true }
  }

  /// The topics by the strength of their terms, the likeliest first.
  func topics(count: Int) -> [Int] {
    guard count > 0, terms.contains(where: { $0.topic >= 0 }) else { return [] }
    var strengths = [Double](repeating: 0, count: count)
    for term in terms where term.topic >= 0 { strengths[term.topic] += term.strength }
    return strengths.indices.filter { strengths[$0] >= 1 }
      .sorted { (strengths[$0], $1) > (strengths[$1], $0) }
  }

  /// Where the terms stand that made the decision, the weightiest first, at most 10.
  func telling(isComplaint: Bool) -> [ClosedRange<Int>] {
    let sign = isComplaint ? 1.0 : -1.0
    return terms.filter { $0.weight * sign > 0 }
      .sorted { $0.weight * sign > $1.weight * sign }
      .prefix(10).map(\.tokens)
  }
}

extension FoldedText {
  /// Whether a sentence ends between two of these words.
  fileprivate func hasBorder(within range: ClosedRange<Int>) -> Bool {
    range.dropFirst().contains { tokens[$0].marks.contains(.afterSentence) }
  }
}
