extension Lexicon {
  /// The numbers of the score that belong to no word, by the names that they have in a lexicon.
  struct Rules: Sendable {
    private var values = [Double](repeating: 0, count: Name.allCases.count)

    subscript(name: Name) -> Double {
      get { values[name.rawValue] }
      set { values[name.rawValue] = newValue }
    }

    /// The rules, in the order of their values.
    enum Name: Int, CaseIterable, Sendable {
      /// The logit of a text that says nothing either way.
      case bias
      /// What negation makes of praise and of blame: a factor, below 0.
      case negatedPraise
      case negatedBlame
      /// What is left of praise that a `but` follows, and of praise that blame follows in the same
      /// sentence: "great, another delay".
      case praiseBeforeBut
      case praiseBeforeBlame
      /// What is left of praise at the very end of a request: courtesy.
      case closingPraise
      /// What capitals and stretched letters make of a word.
      case emphasis
      /// What is left of a term that was said before.
      case repetition
      /// Of so many words all terms weigh in full; in a longer text each weighs less.
      case fullWeightWords
      /// Logits for each doubling of the words beyond those.
      case doubledLength
      /// A question mark or several.
      case question
      /// Each question mark beyond the first, at most three.
      case impatience
      /// Each exclamation mark, at most three, to the side that the words are on.
      case exclamation
      /// Each word in capitals, at most three.
      case shouting
      case timeSpan
      case money
      /// No word tells of what there is to complain.
      case nothingNamed

      /// Its name in a lexicon: `negated-praise`.
      var text: String {
        "\(self)".reduce(into: "") { $0 += $1.isUppercase ? "-\($1.lowercased())" : String($1) }
      }

      /// What it may be set to.
      var range: ClosedRange<Double> {
        switch self {
        case .bias, .question, .impatience, .exclamation, .shouting, .timeSpan, .money,
          .doubledLength, .nothingNamed:
          -10...10
        case .negatedPraise, .negatedBlame: -2...0
        case .praiseBeforeBut, .praiseBeforeBlame, .closingPraise, .repetition: 0...1
        case .emphasis: 1...3
        case .fullWeightWords: 20...1000
        }
      }
    }
  }
}
