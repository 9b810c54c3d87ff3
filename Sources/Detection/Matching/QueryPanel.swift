/// The queries that a matcher asks, and where the words of each were found in one text.
struct QueryPanel: Sendable {
  private(set) var queries: [Query] = []
  /// Different ones: the same word may be in a hundred brands' context.
  private var phrases = PhraseList()
  private var numbers: [[PhraseTrie.Step]: Int] = [:]
  /// For each phrase the queries that have it, with its leaf there.
  private var owners: [[(query: Int32, leaf: Int32)]] = []

  /// So many places of words are looked at in one text; one that repeats the names of a hundred
  /// brands all over says nothing more behind them.
  private static let placesLimit = 100_000

  /// - Returns: The number by which the query is known.
  mutating func add(_ query: Query) -> Int {
    for (number, leaf) in query.leaves.enumerated() {
      for spelling in leaf.spellings {
        let known = numbers[spelling] ?? phrases.count
        if known == phrases.count {
          numbers[spelling] = known
          phrases.append(spelling)
          owners.append([])
        }
        owners[known].append((Int32(queries.count), Int32(number)))
      }
    }
    queries.append(query)
    return queries.count - 1
  }

  /// The automaton that finds the words of all queries.
  var trie: PhraseTrie { PhraseTrie(phrases, taking: 0..<PhraseTrie.Phrase(phrases.count)) }

  /// Whether any of some matches is one of a query for which `isAsked` is true.
  func has(_ matches: [PhraseTrie.Match], where isAsked: (_ query: Int) -> Bool) -> Bool {
    matches.contains { owners[Int($0.phrase)].contains { isAsked(Int($0.query)) } }
  }

  /// What was found of one query in one text.
  struct Finding {
    var query: Int
    /// For each leaf.
    fileprivate(set) var places: [[ClosedRange<Int>]]
  }

  /// What was found of each query of which anything was, in the order of their numbers.
  func findings(_ matches: [PhraseTrie.Match], in text: FoldedText) -> [Finding] {
    var found: [(owner: (query: Int32, leaf: Int32), words: ClosedRange<Int>)] = []
    for match in matches where found.count < Self.placesLimit {
      for owner in owners[Int(match.phrase)] { found.append((owner, match.first...match.last)) }
    }
    found.sort {
      ($0.owner.query, $0.words.lowerBound, $0.words.upperBound)
        < ($1.owner.query, $1.words.lowerBound, $1.words.upperBound)
    }
    var findings: [Finding] = []
    for (owner, words) in found {
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
    var low = 0
    var high = findings.count
    while low < high {
      let middle = (low + high) / 2
      if findings[middle].query < query { low = middle + 1 } else { high = middle }
    }
    guard low < findings.count, findings[low].query == query else { return nothing(of: query) }
    return findings[low].places
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
