/// What stands between the words that two texts share.
extension TextComparison {
  /// Words that differ in one place up to so many are something put in place of something else;
  /// more are a passage that was written anew.
  private static let replacementLimit = 4

  /// Between two pairs: finds words that are the same but for spaces or a slip, and judges the rest.
  mutating func pairGap(
    _ query: borrowing TextQuery, _ queryGap: Range<Int>, _ otherGap: Range<Int>,
    _ likeness: inout Likeness
  ) {
    if queryGap.isEmpty || otherGap.isEmpty { return }
    pairRespaced(query, queryGap, otherGap)
    pairSlips(query, queryGap, otherGap)
    var left = Rest()
    for place in queryGap where !isTaken[place] {
      left.add(query.words[place], query.weights[place])
    }
    var right = Rest()
    for place in otherGap where partners[place] < 0 {
      right.add(other[place], weights[place])
    }
    let limit = Self.replacementLimit
    guard (1...limit).contains(left.words), (1...limit).contains(right.words) else { return }
    likeness.replaced += max(left.weight, right.weight)
    if left.contradicts(right) { likeness.replacedFacts += 1 }
  }

  private mutating func pairSlips(
    _ query: borrowing TextQuery, _ queryGap: Range<Int>, _ otherGap: Range<Int>
  ) {
    var next = queryGap.lowerBound
    for place in otherGap where partners[place] < 0 {
      let word = other[place]
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
    _ query: borrowing TextQuery, _ queryGap: Range<Int>, _ otherGap: Range<Int>
  ) {
    guard queryGap.count + otherGap.count > 2,
      max(queryGap.count, otherGap.count) <= Self.longestRespacing
    else { return }
    var (left, right) = (queryGap.lowerBound, otherGap.lowerBound)
    while left < queryGap.upperBound, right < otherGap.upperBound {
      guard
        let ends = respacing(query, left..<queryGap.upperBound, right..<otherGap.upperBound)
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
    _ query: borrowing TextQuery, _ queryRest: Range<Int>, _ otherRest: Range<Int>
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
          right.add(other[ends.other])
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
      return word.hasLetters && words <= longestJoin
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
    /// A name that is a common word as well: `Will`, `Mark`.
    var hasCommonName = false
    var hasTellingWord = false

    mutating func add(_ word: Word, _ weight: Float) {
      words += 1
      self.weight += weight
      switch word.kind {
      case .number: hasNumber = true
      case .name where !word.isCommon: hasName = true
      case .name: hasCommonName = true
      case .tag: break
      default: hasTellingWord = hasTellingWord || !word.isCommon
      }
    }

    /// A name is not told by its capital where one of the texts is written small.
    func contradicts(_ other: Rest) -> Bool {
      hasNumber && other.hasNumber
        || hasName && (other.hasName || other.hasCommonName || other.hasTellingWord)
        || other.hasName && (hasCommonName || hasTellingWord)
    }
  }
}
