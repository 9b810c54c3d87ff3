import FoundationEssentials

/// Puts a date together from its pieces, in whatever order the publisher wrote them.
struct DateReader {
  var parts = DateParts()
  var rest: ArraySlice<DateToken>
  var hasTime = false

  /// Whether a time or a zone was just read, so that a zone or a half of the day may follow.
  private var isNearTime = false

  /// Whether a `T` was just read, so that an hour may follow alone.
  var isBehindT = false

  /// How many words meant nothing. The first word of a text may: it is a weekday.
  private var unknownWords = 0

  /// A text with more words is about something else.
  private static let mostUnknownWords = 3

  static func read(_ tokens: [DateToken]) -> Date? {
    var reader = DateReader(rest: tokens[...])
    return reader.readAll() ? reader.parts.moment : nil
  }

  private init(rest: ArraySlice<DateToken>) { self.rest = rest }

  /// Takes the pieces one by one; false where they contradict one another or tell too little.
  private mutating func readAll() -> Bool {
    readShortDate()
    let hasWeekday = skipWeekday()
    while let token = rest.first {
      switch token {
      case .sign(let sign):
        rest.removeFirst()
        if isNearTime, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
          guard readOffset(isWest: sign == UInt8(ascii: "-")) else { return false }
        }
      case .unit: rest.removeFirst()
      case .word(let word):
        rest.removeFirst()
        guard read(word) else { return false }
      case .number(let value, let digits):
        isNearTime = readTime() || readTimeUnit()
        guard
          isNearTime || readDateUnit() || readWeek() || readDate() || read(value, digits)
        else { return false }
        isBehindT = false
      }
    }
    guard parts.year != nil, unknownWords <= Self.mostUnknownWords else { return false }
    // `Winter 2026` is no date, `2026` is one.
    return parts.month != nil || parts.day == nil && unknownWords == 0 && !hasWeekday
  }

  // MARK: Words

  /// Skips the first word, which is a weekday in whatever language; false where it says more.
  private mutating func skipWeekday() -> Bool {
    guard case .word(let word) = rest.first, DateWords.month(word) == nil,
      DateWords.half(word) == nil
    else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func read(_ word: String) -> Bool {
    if let month = DateWords.month(word) {
      guard parts.month == nil || parts.month == month else { return false }
      parts.month = month
    } else if let half = DateWords.half(word), isNearTime || DateWords.isBeforeTime(word) {
      parts.half = half
      parts.usualZone = DateWords.zone(ofLanguageOf: word) ?? parts.usualZone
      return true
    } else if isNearTime, let zone = DateZones.offset(word) {
      // A number beside a name is surer than the name: `+0100 CET`.
      parts.zone = parts.zone ?? zone
      return true
    } else if word == "t" {
      isBehindT = true
    } else if word.utf8.count == 1 {
      // Letters of the army mean nothing certain (RFC 5322, section 4.3); elsewhere, as in
      // `Dec x 2012`, a letter stands where a number should.
      guard isNearTime else { return false }
    } else if !DateWords.isFiller(word) {
      unknownWords += 1
    }
    isNearTime = false
    return true
  }

  // MARK: Numbers

  /// A number that stands alone, and tells by its length what it is.
  private mutating func read(_ value: Int, _ digits: Int) -> Bool {
    rest.removeFirst()
    switch digits {
    case 4 where parts.hasDay && !hasTime, 6 where parts.hasDay && !hasTime:
      parts.setTime(digits == 4 ? value * 100 : value)
      (hasTime, isNearTime) = (true, true)
    case 8 where parts.year == nil: parts.setDay(value)
    case 12 where parts.year == nil, 14 where parts.year == nil:
      let whole = digits == 12 ? value * 100 : value
      parts.setDay(whole / 1_000_000)
      parts.setTime(whole % 1_000_000)
      (hasTime, isNearTime) = (true, true)
    case 4 where parts.year == nil: parts.year = value
    case 1...2 where parts.day == nil: parts.day = value
    case 1...3 where parts.year == nil && parts.month != nil:
      parts.year = DateParts.fullYear(value)
    default: return false
    }
    return true
  }
}

extension ArraySlice<DateToken> {
  /// The number behind a sign at a place from the front, of so many digits and no more.
  func number(
    behind sign: UInt8, from place: Int, digits allowed: ClosedRange<Int> = 1...2
  ) -> Int? {
    guard count > place + 1, self[startIndex + place] == .sign(sign),
      case .number(let value, let digits) = self[startIndex + place + 1], allowed.contains(digits)
    else { return nil }
    return value
  }

  func number(
    behind sign: Unicode.Scalar, from place: Int, digits allowed: ClosedRange<Int> = 1...2
  ) -> Int? {
    number(behind: UInt8(ascii: sign), from: place, digits: allowed)
  }
}
