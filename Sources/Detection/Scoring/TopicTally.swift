/// What a text is about, by the terms that name a topic.
///
/// Apart from the tone: "on hold" may weigh as part of a longer phrase and still name its topic.
struct TopicTally {
  /// So many topics are told apart in one text; who complains of more names the worst first.
  private static let limit = 16
  /// Words that only hint at a topic name it together.
  private static let sure: Float = 1

  private var entries = InlineArray<16, (topic: Int16, strength: Float)>(repeating: (-1, 0))
  private var count = 0

  /// Of terms that overlap the first counts, and of those that begin together the longest.
  init(
    _ matches: [PhraseTrie.Match], in text: FoldedText, terms: [ScoredTerm]
  ) {
    var at = 0
    var free = 0
    while at < matches.count {
      let first = matches[at].first
      let begin = at
      var last = -1
      while at < matches.count, matches[at].first == first {
        let term = terms[Int(matches[at].phrase)]
        if term.topic >= 0, !text.tokens.hasBorder(within: first...matches[at].last) {
          last = max(last, matches[at].last)
        }
        at += 1
      }
      guard last >= 0, first >= free,
        text.tokens[first].marks.isDisjoint(with: [.handle, .link])
      else { continue }
      free = last + 1
      for match in matches[begin..<at] where match.last == last {
        let term = terms[Int(match.phrase)]
        if term.topic >= 0 { add(term.strength, to: term.topic) }
      }
    }
  }

  private mutating func add(_ strength: Float, to topic: Int16) {
    for place in 0..<count where entries[place].topic == topic {
      entries[place].strength += strength
      return
    }
    guard count < Self.limit else { return }
    entries[count] = (topic, strength)
    count += 1
  }

  /// Whether any topic is surely one.
  var namesAny: Bool { (0..<count).contains { entries[$0].strength >= Self.sure } }

  /// The topics, the likeliest first; of equals the one that the lexicon names first.
  ///
  /// - Parameter names: by the numbers of the topics.
  func likeliest(of names: [String]) -> [String] {
    var left = entries
    var told: [String] = []
    while true {
      var best = -1
      for place in 0..<count where left[place].strength >= Self.sure {
        let isBetter =
          best < 0 || left[place].strength > left[best].strength
          || left[place].strength == left[best].strength && left[place].topic < left[best].topic
        if isBetter { best = place }
      }
      guard best >= 0 else { return told }
      told.append(names[Int(left[best].topic)])
      left[best].strength = 0
    }
  }
}
