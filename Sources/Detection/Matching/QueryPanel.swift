/// The queries that a matcher asks, and where the words of each were found in one text.
struct QueryPanel: Sendable {
  private(set) var queries: [Query] = []
  private var phrases: [[PhraseTrie.Step]] = []
  /// For each phrase its query and leaf.
  private var owners: [(query: Int32, leaf: Int32)] = []

  /// - Returns: The number by which the query is known.
  mutating func add(_ query: Query) -> Int {
    for (number, leaf) in query.leaves.enumerated() {
      phrases += leaf.spellings
      owners += leaf.spellings.map { _ in (Int32(queries.count), Int32(number)) }
    }
    queries.append(query)
    return queries.count - 1
  }

  /// The automaton that finds the words of all queries.
  var trie: PhraseTrie { PhraseTrie(phrases) }

  /// What was found of one query in one text.
  struct Finding {
    var query: Int
    fileprivate(set) var places: [[ClosedRange<Int>]]
  }

  /// What was found of each query of which anything was, in the order of their numbers.
  func findings(_ matches: [PhraseTrie.Match], in text: FoldedText) -> [Finding] {
    var order = matches.map { (owner: owners[Int($0.phrase)], words: $0.first...$0.last) }
    order.sort {
      ($0.owner.query, $0.words.lowerBound, $0.words.upperBound)
        < ($1.owner.query, $1.words.lowerBound, $1.words.upperBound)
    }
    var findings: [Finding] = []
    for (owner, words) in order {
      let number = Int(owner.query)
      let leaf = queries[number].leaves[Int(owner.leaf)]
      guard leaf.allows(words, in: text) else { continue }
      if findings.last?.query != number {
        findings.append(Finding(query: number, places: nothing(of: number)))
      }
      findings[findings.count - 1].places[Int(owner.leaf)].append(words)
    }
    return findings
  }

  /// The places of a query's leaves among the findings.
  func places(of query: Int, in findings: [Finding]) -> [[ClosedRange<Int>]] {
    findings.first { $0.query == query }?.places ?? nothing(of: query)
  }

  private func nothing(of query: Int) -> [[ClosedRange<Int>]] {
    [[ClosedRange<Int>]](repeating: [], count: queries[query].leaves.count)
  }
}

extension Query.Leaf {
  /// Whether words that read as the leaf stand where it may, in the letters that it asks for.
  fileprivate func allows(_ words: ClosedRange<Int>, in text: FoldedText) -> Bool {
    if isTitleOnly, words.upperBound >= text.titleCount { return false }
    guard let exact else { return true }
    return text.source.has(
      exact.bytes, at: Int(text.tokens[words.lowerBound].start) - exact.lead)
  }
}
