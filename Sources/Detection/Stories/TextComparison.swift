/// What two texts share, word by word, and what stands in one where the other has something else.
struct Likeness {
  /// The weight of the words that both have, slips counted as equal.
  var shared: Float = 0
  var sharedWords = 0

  /// Shared words that stand in both texts behind the same shared word.
  var neighbours = 0

  /// The weight of each text, tags that the other lacks left out.
  var queryWeight: Float = 0
  var otherWeight: Float = 0

  /// The weight of words in whose place the other text has other words.
  var replaced: Float = 0

  /// How many of these are numbers or names: another flight, another city.
  var replacedFacts = 0

  /// Words that the query has before the first shared one.
  var queryLead = 0

  /// Shared words that are not common.
  var tellingWords = 0

  /// What the shared words tell, and that they stand in one order.
  var information: Float { shared + 1.5 * Float(neighbours) }

  /// The share of the larger text that the smaller one holds: 0…1.
  var equality: Float { shared / max(queryWeight, otherWeight, 1) }

  /// The share of the smaller text that the larger one holds: 0…1.
  var containment: Float { shared / max(min(queryWeight, otherWeight), 1) }
}

/// Lays one text beside another.
struct TextComparison: Sendable {
  /// For each word of the other text, where it stands in the query; -1 for nowhere.
  private var partners: [Int32] = []
  private var isTaken: [Bool] = []

  /// Words that differ in one place up to so many are something put in place of something else;
  /// more are a passage that was written anew.
  private static let replacementLimit = 4

  mutating func compare(
    _ query: borrowing TextQuery, _ other: ArraySlice<Word>, weightOf: (Word) -> Float
  ) -> Likeness {
    pairEqualWords(query, other)
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
        pairGap(
          query, lastQuery + 1..<partner, other, lastOther + 1..<place, &likeness, weightOf)
        if partner == lastQuery + 1, place == lastOther + 1 { likeness.neighbours += 1 }
      }
      lastQuery = partner
      lastOther = place
    }
    sum(query, other, &likeness, weightOf)
    return likeness
  }

  private mutating func pairEqualWords(_ query: borrowing TextQuery, _ other: ArraySlice<Word>) {
    partners.removeAll(keepingCapacity: true)
    isTaken.removeAll(keepingCapacity: true)
    isTaken.append(contentsOf: repeatElement(false, count: query.words.count))
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

  /// Between two pairs: finds words that are the same but for a slip, and judges the rest.
  private mutating func pairGap(
    _ query: borrowing TextQuery, _ queryGap: Range<Int>, _ other: ArraySlice<Word>,
    _ otherGap: Range<Int>, _ likeness: inout Likeness, _ weightOf: (Word) -> Float
  ) {
    if queryGap.isEmpty || otherGap.isEmpty { return }
    var next = queryGap.lowerBound
    for place in otherGap where partners[place] < 0 {
      let word = other[other.startIndex + place]
      for candidate in next..<min(next + 4, queryGap.upperBound) where !isTaken[candidate] {
        let isSamePlace = candidate - queryGap.lowerBound == place - otherGap.lowerBound
        let found = query.words[candidate]
        if found.isSlip(of: word) || isSamePlace && found.isShortForm(of: word) {
          partners[place] = Int32(candidate)
          isTaken[candidate] = true
          next = candidate + 1
          break
        }
      }
    }
    pairJoinedWords(query, queryGap, other, otherGap)
    var left = Rest()
    for place in queryGap where !isTaken[place] {
      left.add(query.words[place], query.weights[place])
    }
    var right = Rest()
    for place in otherGap where partners[place] < 0 {
      let word = other[other.startIndex + place]
      right.add(word, weightOf(word))
    }
    let limit = Self.replacementLimit
    guard (1...limit).contains(left.words), (1...limit).contains(right.words) else { return }
    likeness.replaced += max(left.weight, right.weight)
    if left.contradicts(right) { likeness.replacedFacts += 1 }
  }

  /// A space lost or put into a word: one word here is two or three there.
  private mutating func pairJoinedWords(
    _ query: borrowing TextQuery, _ queryGap: Range<Int>, _ other: ArraySlice<Word>,
    _ otherGap: Range<Int>
  ) {
    guard queryGap.count != otherGap.count, min(queryGap.count, otherGap.count) <= 2,
      max(queryGap.count, otherGap.count) <= 4,
      queryGap.allSatisfy({ !isTaken[$0] }), otherGap.allSatisfy({ partners[$0] < 0 })
    else { return }
    let start = other.startIndex
    guard
      Word.areSameLetters(
        query.words[queryGap], other[start + otherGap.lowerBound..<start + otherGap.upperBound])
    else { return }
    for place in queryGap { isTaken[place] = true }
    for place in otherGap {
      partners[place] = Int32(
        min(queryGap.upperBound - 1, queryGap.lowerBound + place - otherGap.lowerBound))
    }
  }

  /// What is left of one side of a gap.
  private struct Rest {
    var words = 0
    var weight: Float = 0
    var hasNumber = false
    var hasName = false
    var hasTellingWord = false

    mutating func add(_ word: Word, _ weight: Float) {
      words += 1
      self.weight += weight
      switch word.kind {
      case .number: hasNumber = true
      case .name where !word.isCommon: hasName = true
      case .tag: break
      default: hasTellingWord = hasTellingWord || !word.isCommon
      }
    }

    /// A name is not told by its capital where one of the texts is written small.
    func contradicts(_ other: Rest) -> Bool {
      hasNumber && other.hasNumber
        || hasName && (other.hasName || other.hasTellingWord)
        || other.hasName && hasTellingWord
    }
  }

  private func sum(
    _ query: borrowing TextQuery, _ other: ArraySlice<Word>, _ likeness: inout Likeness,
    _ weightOf: (Word) -> Float
  ) {
    for place in partners.indices {
      let partner = Int(partners[place])
      let word = other[other.startIndex + place]
      if partner >= 0 {
        likeness.shared += query.weights[partner]
        likeness.sharedWords += 1
        if !word.isCommon { likeness.tellingWords += 1 }
      } else if word.kind != .tag {
        likeness.otherWeight += weightOf(word)
      }
    }
    for place in isTaken.indices where !isTaken[place] && query.words[place].kind != .tag {
      likeness.queryWeight += query.weights[place]
    }
    likeness.queryWeight += likeness.shared
    likeness.otherWeight += likeness.shared
  }
}
