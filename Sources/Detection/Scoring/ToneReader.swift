/// Walks over the terms that were found in a text and weighs each by what stands around it.
struct ToneReader {
  struct Found {
    var tokens: ClosedRange<Int>
    /// After negation and intensity, in logits.
    var weight: Double
    var weightClass: Int16
    /// Equal for equal words.
    var words: UInt64
  }

  private(set) var terms: [Found] = []
  private(set) var isSevere = false

  private let text: [FoldedText.Token]
  private let known: [ScoredTerm]
  private let rules: Lexicon.Rules
  private let classLimits: [Double]
  /// The negation that still holds: its last word, and which of `terms` it is where it has a weight.
  private var negation: (place: Int, term: Int?)?
  private var intensifier: (place: Int, factor: Double)?

  /// So many words behind it a negation still holds.
  private static let negationReach = 4
  private static let intensifierReach = 2
  /// So many words may stand between praise and the blame that makes irony of it.
  private static let ironyReach = 4
  /// Blame below this, and praise below that, is too faint for it.
  private static let ironyWeight = 1.0
  private static let ironyPraise = -0.8
  /// So many terms are read.
  private static let termLimit = 400

  init(_ text: FoldedText, _ scorer: ComplaintScorer) {
    self.text = text.tokens
    known = scorer.terms
    rules = scorer.rules
    classLimits = scorer.classLimits
  }

  /// - Parameter matches: in the order of their first words.
  mutating func read(_ matches: [PhraseTrie.Match]) {
    terms.reserveCapacity(min(matches.count, Self.termLimit))
    var at = 0
    var free = 0
    while at < matches.count, terms.count < Self.termLimit {
      let first = matches[at].first
      let begin = at
      var best: PhraseTrie.Match?
      while at < matches.count, matches[at].first == first {
        if isMeant(matches[at], before: best) { best = matches[at] }
        at += 1
      }
      guard let best, first >= free,
        text[first].marks.isDisjoint(with: [.handle, .link])
      else { continue }
      free = best.last + 1
      var term = known[Int(best.phrase)]
      if term.weight > 0, best.last > first {
        term.weight = max(term.weight, heaviest(matches[begin...], within: first...best.last))
      }
      note(term, first...best.last)
    }
  }

  /// Of terms that begin at one word the longest is meant; of equals the one that is no beginning of
  /// words, and then the later one: an operator's own.
  private func isMeant(_ match: PhraseTrie.Match, before best: PhraseTrie.Match?) -> Bool {
    let term = known[Int(match.phrase)]
    guard term.hasTone, !text.hasBorder(within: match.first...match.last) else { return false }
    guard let best, best.last >= match.last else { return true }
    guard best.last == match.last else { return false }
    let other = known[Int(best.phrase)]
    if other.isPrefix != term.isPrefix { return other.isPrefix }
    return match.phrase > best.phrase
  }

  /// A phrase of complaint weighs no less than the heaviest word in it.
  private func heaviest(
    _ matches: ArraySlice<PhraseTrie.Match>, within span: ClosedRange<Int>
  ) -> Float {
    var weight: Float = 0
    for match in matches {
      guard match.first <= span.upperBound else { break }
      let term = known[Int(match.phrase)]
      if match.last <= span.upperBound, term.role == .none {
        weight = max(weight, term.weight)
      }
    }
    return weight
  }

  private mutating func note(_ term: ScoredTerm, _ tokens: ClosedRange<Int>) {
    forgetAtBorders(upTo: tokens.lowerBound)
    switch term.role {
    case .none: break
    case .negation: negation = (tokens.upperBound, nil)
    case .intensifier:
      intensifier = (tokens.upperBound, Double(term.factor))
      // In "not very bad" the negation stands right before what it denies.
      if let place = negation?.place, tokens.lowerBound == place + 1 {
        negation?.place = tokens.upperBound
      }
    case .contrast:
      for place in terms.indices where terms[place].weight < 0 {
        terms[place].weight *= rules[.praiseBeforeBut]
      }
    case .stop: return
    }
    guard term.weight != 0 || term.isSevere else { return }
    var weight = Double(term.weight)
    let isDenied = negation != nil
    if term.role == .none {
      turn(&weight, of: term, at: tokens.lowerBound)
      if let intensifier { weight *= intensifier.factor }
      intensifier = nil
      if !text[tokens.lowerBound].marks.isDisjoint(with: [.capitals, .stretched]) {
        weight *= rules[.emphasis]
      }
    }
    // Said again is not twice as much: a row of emoji is one feeling.
    let words = words(tokens)
    if terms.contains(where: { $0.words == words }) { weight *= rules[.repetition] }
    if weight >= Self.ironyWeight { mock(before: tokens.lowerBound) }
    if term.role == .negation { negation?.term = terms.count }
    terms.append(Found(tokens: tokens, weight: weight, weightClass: term.weightClass, words: words))
    if term.isSevere, !isDenied { isSevere = true }
  }

  /// What a negation or an intensifier says ends with its clause.
  private mutating func forgetAtBorders(upTo place: Int) {
    func isBroken(since start: Int) -> Bool {
      place > start
        && (start + 1...place).contains {
          !text[$0].marks.isDisjoint(with: [.afterSentence, .afterComma])
        }
    }
    if let (start, _) = negation, place - start > Self.negationReach || isBroken(since: start) {
      negation = nil
    }
    if let (start, _) = intensifier, place - start > Self.intensifierReach || isBroken(since: start)
    {
      intensifier = nil
    }
  }

  /// Applies a negation, which turns one word: praise within its reach, and blame right behind it.
  ///
  /// "No problem" is none, and its "no" no reproach. But what does not connect, and who did not fix my
  /// problem, are to blame: the negation and the trouble both count. Severe words are taken back within
  /// the whole reach: "nobody was injured".
  private mutating func turn(_ weight: inout Double, of term: ScoredTerm, at place: Int) {
    guard let (start, word) = negation, weight < 0 || !isHint(term) else { return }
    negation = nil
    if weight < 0 {
      weight *= rules[.negatedPraise]
    } else if place == start + 1 || term.isSevere {
      weight *= rules[.negatedBlame]
      if let word { terms[word].weight = 0 }
    }
  }

  /// Whether a term only hints at trouble, like all of a class that is held to a limit: "not refunded"
  /// does not deny that something is wrong.
  private func isHint(_ term: ScoredTerm) -> Bool {
    term.weightClass >= 0 && classLimits[Int(term.weightClass)] < .infinity
  }

  private func words(_ tokens: ClosedRange<Int>) -> UInt64 {
    tokens.reduce(0) { ($0 &+ text[$1].hash) &* 0x9E37_79B9_7F4A_7C15 }
  }

  /// Praise right before blame, in one sentence, is often irony: "great, another delay".
  private mutating func mock(before place: Int) {
    guard let last = terms.last, last.weight <= Self.ironyPraise, last.tokens.upperBound < place,
      place - last.tokens.upperBound <= Self.ironyReach + 1,
      !text.hasBorder(within: last.tokens.upperBound...place)
    else { return }
    terms[terms.count - 1].weight *= rules[.praiseBeforeBlame]
  }
}

extension [FoldedText.Token] {
  /// Whether a sentence ends between two of these words.
  func hasBorder(within range: ClosedRange<Int>) -> Bool {
    var place = range.upperBound
    while place > range.lowerBound {
      if self[place].marks.contains(.afterSentence) { return true }
      place -= 1
    }
    return false
  }
}
