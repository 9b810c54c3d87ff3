/// What a text is about, by the terms that name a topic.
///
/// Apart from the tone: "on hold" may weigh as part of a longer phrase and still name its topic.
struct TopicTally {
  private var strengths: [Float] = []
  private let count: Int

  init(topics count: Int) {
    self.count = count
  }

  /// Of terms that overlap the first counts, and of those that begin together the longest.
  mutating func read(
    _ matches: [PhraseTrie.Match], in text: FoldedText, terms: [ScoredTerm], language: UInt8?
  ) {
    var at = 0
    var free = 0
    while at < matches.count {
      let first = matches[at].first
      let begin = at
      var last = -1
      while at < matches.count, matches[at].first == first {
        let term = terms[Int(matches[at].phrase)]
        if term.topic >= 0, term.language == language || term.language == LanguageGuess.any,
          !text.hasBorder(within: first...matches[at].last)
        {
          last = max(last, matches[at].last)
        }
        at += 1
      }
      guard last >= 0, first >= free,
        text.tokens[first].marks.isDisjoint(with: [.handle, .link])
      else { continue }
      free = last + 1
      if strengths.isEmpty { strengths = [Float](repeating: 0, count: count) }
      for match in matches[begin..<at] where match.last == last {
        let term = terms[Int(match.phrase)]
        guard term.topic >= 0, term.language == language || term.language == LanguageGuess.any
        else { continue }
        strengths[Int(term.topic)] += term.strength
      }
    }
  }

  /// The numbers of the topics, the likeliest first.
  var likeliest: [Int] {
    var numbers: [Int] = []
    for number in strengths.indices where strengths[number] >= 1 {
      let place = numbers.firstIndex { strengths[$0] < strengths[number] } ?? numbers.endIndex
      numbers.insert(number, at: place)
    }
    return numbers
  }
}
