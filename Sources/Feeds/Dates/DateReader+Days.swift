/// Days that are written as numbers with signs between.
extension DateReader {
  /// `-03-12`: the century left out, and the month last (ISO 8601:1988, section 5.2.1.3).
  mutating func readShortDate() {
    guard rest.count == 4, rest.first == .sign(UInt8(ascii: "-")),
      case .number(let year, digits: 2) = rest.dropFirst().first,
      let month = rest.number(behind: "-", from: 2, digits: 2...2)
    else { return }
    (parts.year, parts.month) = (DateParts.fullYear(year), month)
    rest = []
  }

  /// `2026-W02-1`, `2026W021`, `2026-W02`.
  mutating func readWeek() -> Bool {
    guard parts.year == nil, case .number(let year, digits: 4) = rest.first else { return false }
    var tail = rest.dropFirst()
    if tail.first == .sign(UInt8(ascii: "-")) { tail.removeFirst() }
    guard tail.popFirst() == .word("w"), case .number(var week, let digits) = tail.popFirst()
    else { return false }
    var weekday = 1
    switch digits {
    case 2:
      if let day = tail.number(behind: "-", from: 0, digits: 1...1) {
        weekday = day
        tail.removeFirst(2)
      }
    case 3: (week, weekday) = (week / 10, week % 10)
    default: return false
    }
    return set(DateParts(year: year, week: week, weekday: weekday), leaving: tail)
  }

  /// `2026-01-05`, `2026/01/05`, `05.01.2026`, `01/05/2026`, `26-01-05`, `2026-005`.
  mutating func readDate() -> Bool {
    guard parts.year == nil, parts.day == nil, case .number(let first, let digits) = rest.first,
      case .sign(let mark) = rest.dropFirst().first,
      [0x2D, 0x2F, 0x2E].contains(mark) || mark == 0x3A && digits == 4
    else { return false }
    if digits == 4 { return readYearFirst(first, mark) }
    guard digits <= 2, let second = rest.number(behind: mark, from: 1) else { return false }
    let year: Int
    if let short = rest.number(behind: mark, from: 3, digits: 2...2) {
      if mark == UInt8(ascii: "-") {
        return set(
          DateParts(year: DateParts.fullYear(first), month: second, day: short),
          leaving: rest.dropFirst(5))
      }
      year = DateParts.fullYear(short)
    } else if let long = rest.number(behind: mark, from: 3, digits: 4...4) {
      year = long
    } else {
      return false
    }
    let isDayFirst = first > 12 || mark != UInt8(ascii: "/") && second <= 12
    let (day, month) = isDayFirst ? (first, second) : (second, first)
    return set(DateParts(year: year, month: month, day: day), leaving: rest.dropFirst(5))
  }

  private mutating func readYearFirst(_ year: Int, _ mark: UInt8) -> Bool {
    if let month = rest.number(behind: mark, from: 1) {
      if let day = rest.number(behind: mark, from: 3) {
        return set(DateParts(year: year, month: month, day: day), leaving: rest.dropFirst(5))
      }
      // `2026.1` is rather a version.
      guard mark == UInt8(ascii: "-") || mark == UInt8(ascii: "/") else { return false }
      return set(DateParts(year: year, month: month), leaving: rest.dropFirst(3))
    }
    guard let long = rest.number(behind: mark, from: 1, digits: 3...3) else { return false }
    // `2003-012-31`, with a zero too many, was written by Google.
    if let day = rest.number(behind: mark, from: 3) {
      return set(DateParts(year: year, month: long, day: day), leaving: rest.dropFirst(5))
    }
    return set(DateParts(year: year, dayOfYear: long), leaving: rest.dropFirst(3))
  }

  private mutating func set(_ date: DateParts?, leaving tail: ArraySlice<DateToken>) -> Bool {
    guard let date else { return false }
    (parts.year, parts.month, parts.day) = (date.year, date.month, date.day)
    rest = tail
    return true
  }

  /// `2026年1月5日`.
  mutating func readDateUnit() -> Bool {
    guard case .number(let value, let digits) = rest.first,
      case .unit(let unit) = rest.dropFirst().first
    else { return false }
    switch unit {
    // Years of an emperor have fewer digits.
    case .year where digits == 4: parts.year = value
    case .koreanYear where digits == 4: (parts.year, parts.usualZone) = (value, 9 * 3600)
    case .month where digits <= 2: parts.month = value
    case .day where digits <= 2: parts.day = value
    default: return false
    }
    rest.removeFirst(2)
    return true
  }
}
