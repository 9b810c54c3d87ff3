/// Lays one text beside another.
struct TextComparison: Sendable {
  /// For each word of the other text, where it stands in the query; -1 for nowhere.
  var partners: [Int32] = []
  var isTaken: [Bool] = []

  /// For each word of the other text, whether its partner is written with other spaces.
  var isRespaced: [Bool] = []

  /// The words of the other text, and how much each tells.
  private(set) var other: [Word] = []
  private(set) var weights: [Float] = []

  /// - Parameter texts: how many texts of the scope the table counts.
  mutating func compare(
    _ query: borrowing TextQuery, _ uses: ArraySlice<WordTable.Use>, _ table: WordTable, texts: Int
  ) -> Likeness {
    read(uses, table, texts: texts)
    pairEqualWords(query)
    unpairStrays()
    var likeness = Likeness()
    var lastQuery = -1
    var lastOther = -1
    for place in 0...partners.count {
      // The ends of both texts meet, as do the begins.
      let partner = place < partners.count ? Int(partners[place]) : query.words.count
      if partner < 0 { continue }
      if lastOther < 0 { likeness.queryLead = partner }
      if partner > lastQuery {
        pairGap(query, lastQuery + 1..<partner, lastOther + 1..<place, &likeness)
      }
      lastQuery = partner
      lastOther = place
    }
    countNeighbours(query, &likeness)
    sum(query, &likeness)
    return likeness
  }

  private mutating func read(
    _ uses: ArraySlice<WordTable.Use>, _ table: WordTable, texts: Int
  ) {
    let weight = WordWeight(texts: texts)
    other.removeAll(keepingCapacity: true)
    weights.removeAll(keepingCapacity: true)
    for use in uses {
      let word = table.word(use)
      other.append(word)
      weights.append(weight.of(word, uses: table.entries[use.place].uses))
    }
  }

  /// Counts the pairs that stand in both texts right behind the same pair, the begins and the ends of
  /// both among them.
  private func countNeighbours(_ query: borrowing TextQuery, _ likeness: inout Likeness) {
    var (lastQuery, lastOther) = (-1, -1)
    for place in 0...partners.count {
      let partner = place < partners.count ? Int(partners[place]) : query.words.count
      if partner < 0 { continue }
      let step = partner - lastQuery
      let isRespaced =
        place < partners.count && isRespaced[place] || lastOther >= 0 && isRespaced[lastOther]
      if place == lastOther + 1, isRespaced ? (0...Self.longestJoin).contains(step) : step == 1 {
        likeness.neighbours += 1
      }
      (lastQuery, lastOther) = (partner, place)
    }
  }

  /// Words that are written as one.
  static let longestJoin = 4

  private mutating func pairEqualWords(_ query: borrowing TextQuery) {
    partners.removeAll(keepingCapacity: true)
    isTaken.removeAll(keepingCapacity: true)
    isTaken.append(contentsOf: repeatElement(false, count: query.words.count))
    isRespaced.removeAll(keepingCapacity: true)
    isRespaced.append(contentsOf: repeatElement(false, count: other.count))
    var last = -1
    for word in other {
      var place = query.firstPlace(of: word)
      // Of equal words the first free one behind the last pair, else the first free one.
      var free = -1
      while place >= 0 {
        if !isTaken[place] {
          if free < 0 { free = place }
          if place > last {
            free = place
            break
          }
        }
        place = query.place(after: place)
      }
      partners.append(Int32(free))
      if free >= 0 {
        isTaken[free] = true
        last = free
      }
    }
  }

  /// A single word that stands elsewhere in the other text is not the same thing said again: from
  /// Oslo to Rome is not from Rome to Oslo. Passages that were moved stay paired.
  private mutating func unpairStrays() {
    var before = -1
    for place in partners.indices where partners[place] >= 0 {
      let partner = Int(partners[place])
      let next = partners[(place + 1)...].first { $0 >= 0 }.map { Int($0) } ?? Int.max
      let isInOrder = before < partner && partner < next
      let followsOne = place > 0 && Int(partners[place - 1]) == partner - 1 && partner > 0
      let leadsOne = place + 1 < partners.count && Int(partners[place + 1]) == partner + 1
      if isInOrder || followsOne || leadsOne {
        before = partner
      } else {
        isTaken[partner] = false
        partners[place] = -1
      }
    }
  }

  private func sum(_ query: borrowing TextQuery, _ likeness: inout Likeness) {
    for place in partners.indices {
      let partner = Int(partners[place])
      let word = other[place]
      if partner >= 0 {
        likeness.shared += isRespaced[place] ? weights[place] : query.weights[partner]
        likeness.sharedWords += 1
        if !word.isCommon { likeness.tellingWords += 1 }
      } else if word.kind != .tag {
        likeness.otherWeight += weights[place]
      }
    }
    for place in isTaken.indices where !isTaken[place] && query.words[place].kind != .tag {
      likeness.queryWeight += query.weights[place]
    }
    likeness.queryWeight += likeness.shared
    likeness.otherWeight += likeness.shared
  }
}
