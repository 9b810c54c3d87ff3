import Glibc

/// What speaks for and against a complaint in one text.
struct Evidence {
  /// Nil where the lexicon has none that fits.
  let language: UInt8?
  let base: Double
  private(set) var terms: [ToneReader.Found]
  private(set) var cues: [Cue.Weighed] = []
  let isSevere: Bool

  init(
    _ text: FoldedText, _ matches: [PhraseTrie.Match], language: UInt8?, scorer: ComplaintScorer
  ) {
    let rules = scorer.rules
    self.language = language
    base = rules[.bias]
    var reader = ToneReader(text, scorer, language)
    reader.read(matches)
    terms = reader.terms
    isSevere = reader.isSevere
    soften(text, rules)
    keep(to: scorer.classLimits)
    // In a language that the lexicon does not know, the marks alone say nothing.
    guard language != nil else { return }
    cues = Cue.all(
      in: text, rules: rules, blame: terms.reduce(0) { $0 + max($1.weight, 0) },
      praise: terms.reduce(0) { $0 - min($1.weight, 0) })
  }

  var probability: Double {
    var sum = base
    for term in terms { sum += term.weight }
    for cue in cues { sum += cue.weight }
    return 1 / (1 + exp(-sum))
  }

  /// How much was found, whatever it speaks for.
  var amount: Double { terms.reduce(0) { $0 + abs($1.weight) } }

  /// Courtesy at the end of a request is no praise, and a long text is not angry for its length.
  private mutating func soften(_ text: FoldedText, _ rules: Lexicon.Rules) {
    if let last = terms.last, last.weight < 0, last.tokens.lowerBound > 3,
      last.tokens.upperBound >= text.tokens.count - 2
    {
      terms[terms.count - 1].weight *= rules[.closingPraise]
    }
    let share = rules[.fullWeightWords] / Double(max(text.tokens.count, 1))
    guard share < 1 else { return }
    for place in terms.indices { terms[place].weight *= share }
  }

  /// Holds what the terms of a class add together to the limit of the class.
  private mutating func keep(to limits: [Double]) {
    var added = InlineArray<64, Double>(repeating: 0)  // As many as `Lexicon.classLimit`.
    for place in terms.indices {
      let number = Int(terms[place].weightClass)
      guard number >= 0, limits[number] < .infinity else { continue }
      let rest = limits[number] - added[number]
      let weight = terms[place].weight
      if abs(weight) > rest { terms[place].weight = weight < 0 ? -rest : rest }
      added[number] += abs(terms[place].weight)
    }
  }

  /// Where the terms stand that made the decision, the weightiest first, each once, at most 10.
  func telling(isComplaint: Bool) -> [ClosedRange<Int>] {
    let sign = isComplaint ? 1.0 : -1.0
    var told: [ToneReader.Found] = []
    for term in terms where term.weight * sign > 0 {
      guard !told.contains(where: { $0.words == term.words }) else { continue }
      let place = told.firstIndex { $0.weight * sign < term.weight * sign } ?? told.endIndex
      told.insert(term, at: place)
    }
    return told.prefix(10).map(\.tokens)
  }
}
