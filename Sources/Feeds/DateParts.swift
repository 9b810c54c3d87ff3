import FoundationEssentials
import Model

/// The parts of a date as they are found, in whatever order the publisher wrote them.
struct DateParts {
  var year: Int?
  var month: Int?
  var day: Int?
  var hour = 0
  var minute = 0
  var second = 0.0

  private var hasTime = false
  private var zone: Int?

  /// The zone where none is named.
  private var usualZone = 0
  private var half: DateWords.Half?

  /// How many pieces in a row meant nothing; a text of such pieces is no date.
  private var unknown = 0

  init(year: Int? = nil, month: Int? = nil, day: Int? = nil) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Years of two digits by RFC 5322, section 4.3; of three, by the same.
  static func fullYear(_ year: Int) -> Int {
    switch year {
    case 0..<50: year + 2000
    case 50..<1000: year + 1900
    default: year
    }
  }

  var moment: Date? {
    guard let year, (0...9999).contains(year) else { return nil }
    let month = month ?? 1
    let day = day ?? 1
    guard (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day),
      (0..<60).contains(minute), (0...60).contains(second)
    else { return nil }
    var hour = hour
    if let half {
      guard hour <= 12 || half == .afternoon && hour < 24 else { return nil }
      if half == .afternoon, hour < 12 { hour += 12 }
      if half == .morning, hour == 12 { hour = 0 }
    }
    guard (0..<24).contains(hour) || hour == 24 && minute == 0 && second == 0 else { return nil }
    let days = CivilDay.day(year: year, month: month, day: day)
    let seconds = days * 86400 + hour * 3600 + minute * 60 - (zone ?? usualZone)
    return Date(timeIntervalSince1970: Double(seconds) + second)
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  // MARK: Reading

  /// Takes the pieces one by one; false where they contradict one another.
  mutating func read(_ tokens: [DateToken]) -> Bool {
    var rest = tokens[...]
    while let token = rest.first {
      switch token {
      case .sign(let sign):
        if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), hasTime {
          guard readOffset(&rest) else { return false }
        } else {
          rest.removeFirst()
        }
      case .word(let word):
        rest.removeFirst()
        guard read(word) else { return false }
      case .number(let value, let digits):
        guard readTime(&rest) || readDate(&rest) || read(value, digits, &rest) else { return false }
      }
    }
    return year != nil && (month != nil || day == nil) && unknown < 4
  }

  private mutating func read(_ word: String) -> Bool {
    if let number = DateWords.month(word) {
      guard month == nil || month == number else { return false }
      month = number
    } else if let half = DateWords.half(word) {
      self.half = half
      usualZone = DateWords.zone(ofLanguageOf: word) ?? 0
    } else if let zone = DateWords.zone(word) {
      if hasTime { self.zone = (self.zone ?? 0) + zone }
    } else if word.utf8.count > 1 {
      unknown += 1
    } else if word != "t" {
      // `Dec x 2012` has something else where the day should stand.
      return false
    }
    return true
  }

  /// `10:04`, `10:04:05.5`, `10.04 Uhr`; behind an ISO date also `T1004` and `T100405`.
  private mutating func readTime(_ rest: inout ArraySlice<DateToken>) -> Bool {
    guard !hasTime, case .number(let hour, let digits) = rest.first, digits <= 2 else {
      return false
    }
    guard let minute = rest.number(behind: ":", from: 1) else { return false }
    self.hour = hour
    self.minute = minute
    rest.removeFirst(3)
    if let second = rest.number(behind: ":", from: 0) {
      self.second = Double(second)
      rest.removeFirst(2)
      if case .sign(let mark) = rest.first, mark == 0x2E || mark == 0x2C || mark == 0x3A,
        case .number(let value, let digits) = rest.dropFirst().first
      {
        var fraction = Double(value)
        for _ in 0..<digits { fraction /= 10 }
        self.second += fraction
        rest.removeFirst(2)
      }
    }
    hasTime = true
    return true
  }

  /// `2026-01-05`, `2026/01/05`, `05.01.2026`, `01/05/2026`, `05-Jan-26`.
  private mutating func readDate(_ rest: inout ArraySlice<DateToken>) -> Bool {
    guard year == nil, day == nil, case .number(let first, let digits) = rest.first,
      case .sign(let mark) = rest.dropFirst().first, [0x2D, 0x2F, 0x2E].contains(mark)
    else { return false }
    guard let second = rest.number(behind: mark, from: 1, digits: 1...2) else {
      // `2026-005`: the number of a day in the year.
      guard digits == 4, let ordinal = rest.number(behind: mark, from: 1, digits: 3...3),
        (1...366).contains(ordinal)
      else { return false }
      let start = CivilDay.day(year: first, month: 1, day: 1)
      (year, month, day) = CivilDay.date(ofDay: start + ordinal - 1)
      rest.removeFirst(3)
      return true
    }
    let third = rest.number(behind: mark, from: 3, digits: 1...4)
    if digits == 4 {
      (year, month, day) = (first, second, third)
      rest.removeFirst(third == nil ? 3 : 5)
      return true
    }
    guard let third else { return false }
    year = Self.fullYear(third)
    // Dots are European; slashes are American unless the month would be none.
    let isDayFirst = mark == 0x2E || first > 12
    (day, month) = isDayFirst ? (first, second) : (second, first)
    if mark == 0x2D, digits == 2, first > 31 {
      (year, month, day) = (Self.fullYear(first), second, third)
    }
    rest.removeFirst(5)
    return true
  }

  private mutating func read(
    _ value: Int, _ digits: Int, _ rest: inout ArraySlice<DateToken>
  ) -> Bool {
    rest.removeFirst()
    if year != nil, month != nil, day != nil, !hasTime, digits == 4 || digits == 6 {
      hour = digits == 4 ? value / 100 : value / 10000
      minute = digits == 4 ? value % 100 : value / 100 % 100
      second = digits == 4 ? 0 : Double(value % 100)
      hasTime = true
    } else if digits == 8, year == nil {
      (year, month, day) = (value / 10000, value / 100 % 100, value % 100)
    } else if digits == 4, year == nil {
      year = value
    } else if digits <= 2, day == nil {
      day = value
    } else if digits <= 3, year == nil, month != nil {
      year = Self.fullYear(value)
    } else {
      return false
    }
    return true
  }

  /// `+0200`, `+02:00`, `+02`, `-1:30`.
  private mutating func readOffset(_ rest: inout ArraySlice<DateToken>) -> Bool {
    guard case .sign(let sign) = rest.popFirst() else { return false }
    guard case .number(let value, let digits) = rest.first else {
      // A sign between spaces means nothing, one before letters is a broken offset.
      if case .word = rest.first { return false }
      return true
    }
    rest.removeFirst()
    var hours = digits <= 2 ? value : value / 100
    var minutes = digits <= 2 ? 0 : value % 100
    if digits == 6 { (hours, minutes) = (value / 10000, value / 100 % 100) }
    if digits <= 2, case .sign(UInt8(ascii: ":")) = rest.first {
      rest.removeFirst()
      guard case .number(let behind, _) = rest.popFirst() else { return false }
      minutes = behind
    }
    guard hours <= 99, minutes < 60 else { return false }
    let offset = hours * 3600 + minutes * 60
    zone = (zone ?? 0) + (sign == UInt8(ascii: "-") ? -offset : offset)
    return true
  }
}

extension ArraySlice<DateToken> {
  /// The number behind a sign at a place from the front, of so many digits.
  fileprivate func number(
    behind sign: UInt8, from place: Int, digits allowed: ClosedRange<Int> = 1...2
  ) -> Int? {
    guard count > place + 1, self[startIndex + place] == .sign(sign),
      case .number(let value, let digits) = self[startIndex + place + 1], allowed.contains(digits)
    else { return nil }
    return value
  }

  fileprivate func number(behind sign: Unicode.Scalar, from place: Int) -> Int? {
    number(behind: UInt8(ascii: sign), from: place)
  }
}
