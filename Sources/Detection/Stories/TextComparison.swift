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

  /// Whether the query says itself that it passes on another text.
  var isDeclared = false

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

  /// For each word of the other text, whether its partner is written with other spaces.
  private var isRespaced: [Bool] = []

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
      }
      lastQuery = partner
      lastOther = place
    }
    countNeighbours(query, &likeness)
    sum(query, other, &likeness, weightOf)
    return likeness
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
  private static let longestJoin = 4

  private mutating func pairEqualWords(_ query: borrowing TextQuery, _ other: ArraySlice<Word>) {
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

  /// Between two pairs: finds words that are the same but for spaces or a slip, and judges the rest.
  private mutating func pairGap(
    _ query: borrowing TextQuery, _ queryGap: Range<Int>, _ other: ArraySlice<Word>,
    _ otherGap: Range<Int>, _ likeness: inout Likeness, _ weightOf: (Word) -> Float
  ) {
    if queryGap.isEmpty || otherGap.isEmpty { return }
    pairRespaced(query, queryGap, other, otherGap)
    pairSlips(query, queryGap, other, otherGap)
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

  private mutating func pairSlips(
    _ query: borrowing TextQuery, _ queryGap: Range<Int>, _ other: ArraySlice<Word>,
    _ otherGap: Range<Int>
  ) {
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
  }

  /// Spaces lost or put into words: what is one word here is two or three there.
  private mutating func pairRespaced(
    _ query: borrowing TextQuery, _ queryGap: Range<Int>, _ other: ArraySlice<Word>,
    _ otherGap: Range<Int>
  ) {
    guard queryGap.count + otherGap.count > 2,
      max(queryGap.count, otherGap.count) <= Self.longestRespacing
    else { return }
    var (left, right) = (queryGap.lowerBound, otherGap.lowerBound)
    while left < queryGap.upperBound, right < otherGap.upperBound {
      guard
        let ends = respacing(query, left..<queryGap.upperBound, other, right..<otherGap.upperBound)
      else {
        left += 1
        right += 1
        continue
      }
      for place in left..<ends.query { isTaken[place] = true }
      for place in right..<ends.other {
        partners[place] = Int32(min(ends.query - 1, left + place - right))
        isRespaced[place] = true
      }
      (left, right) = (ends.query, ends.other)
    }
  }

  /// Where two runs of free words end that begin here and are written with the same letters; nil where
  /// there are none, or where they are single words.
  private func respacing(
    _ query: borrowing TextQuery, _ queryRest: Range<Int>, _ other: ArraySlice<Word>,
    _ otherRest: Range<Int>
  ) -> (query: Int, other: Int)? {
    var left = Letters()
    var right = Letters()
    var ends = (query: queryRest.lowerBound, other: otherRest.lowerBound)
    while true {
      if left.length <= right.length {
        guard ends.query < queryRest.upperBound, !isTaken[ends.query],
          left.add(query.words[ends.query])
        else { return nil }
        ends.query += 1
      } else {
        guard ends.other < otherRest.upperBound, partners[ends.other] < 0,
          right.add(other[other.startIndex + ends.other])
        else { return nil }
        ends.other += 1
      }
      if left.words > 1, right.words > 1 { return nil }
      if left.isOne(right) || right.isOne(left) { return ends }
    }
  }

  /// Gaps with more words are another text rather than other spaces.
  private static let longestRespacing = 24

  /// What a run of words is written with.
  private struct Letters {
    var set: UInt32 = 0
    var length = 0
    var words = 0

    /// Whether there is room for the word, and it has letters.
    mutating func add(_ word: Word) -> Bool {
      set |= word.letters
      length += word.length
      words += 1
      return word.letters != 0 && words <= longestJoin
    }

    /// Whether they are the words into which the one word of the other falls. At the borders two
    /// letters may become one.
    func isOne(_ other: Letters) -> Bool {
      other.words == 1 && words > 1 && (0..<words).contains(length - other.length)
        && (set ^ other.set).nonzeroBitCount <= 1
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
        likeness.shared += isRespaced[place] ? weightOf(word) : query.weights[partner]
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
