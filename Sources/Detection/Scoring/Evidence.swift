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
    _ text: FoldedText, _ matches: [PhraseTrie.Match], language: UInt8?, namesCause: Bool,
    scorer: ComplaintScorer
  ) {
    let rules = scorer.rules
    self.language = language
    base = rules[.bias]
    var reader = ToneReader(text, scorer)
    reader.read(matches)
    terms = reader.terms
    isSevere = reader.isSevere
    soften(text, rules)
    keep(to: scorer.classLimits)
    // In a language that the lexicon does not know, the marks alone say nothing.
    guard language != nil else { return }
    cues = Cue.all(
      in: text, rules: rules, blame: terms.reduce(0) { $0 + max($1.weight, 0) },
      praise: terms.reduce(0) { $0 - min($1.weight, 0) }, namesCause: namesCause)
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

  /// So many terms tell why.
  private static let toldTerms = 10

  /// The terms that made the decision as the text has them, the weightiest first, each once.
  func telling(isComplaint: Bool, in text: FoldedText) -> [String] {
    let sign = isComplaint ? 1.0 : -1.0
    var told = InlineArray<11, Int>(repeating: 0)  // One more than `toldTerms`.
    var count = 0
    for (number, term) in terms.enumerated() where term.weight * sign > 0 {
      var place = count
      while place > 0, terms[told[place - 1]].weight * sign < term.weight * sign { place -= 1 }
      guard place < Self.toldTerms,
        !(0..<count).contains(where: { terms[told[$0]].words == term.words })
      else { continue }
      for moved in stride(from: count, to: place, by: -1) { told[moved] = told[moved - 1] }
      told[place] = number
      count = min(count + 1, Self.toldTerms)
    }
    return (0..<count).map { text.written(terms[told[$0]].tokens) }
  }
}
