import FoundationEssentials
import Model

/// The parts of a date, valid or not, and the moment that they make.
struct DateParts {
  var year: Int?
  var month: Int?
  var day: Int?
  var hour = 0
  var minute = 0
  var second = 0.0
  var half: DateWords.Half?

  /// Seconds east of Greenwich.
  var zone: Int?

  /// The zone where none is named.
  var usualZone = 0

  init(year: Int? = nil, month: Int? = nil, day: Int? = nil) {
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// From the fourteen digits of `20260105100000`.
  init(digits: Int) {
    self.init(year: digits / 10_000_000_000)
    setDay(digits / 1_000_000)
    setTime(digits % 1_000_000)
  }

  /// From the number of a day in its year; nil where the year has no such day.
  init?(year: Int, dayOfYear: Int) {
    guard (1...9999).contains(year), (1...Self.days(in: year)).contains(dayOfYear) else {
      return nil
    }
    self.init(day: CivilDay.day(year: year, month: 1, day: 1) + dayOfYear - 1)
  }

  /// From a week of ISO 8601, of which the first has the year's first Thursday, and its day from 1,
  /// Monday, to 7; nil where the year has no such week.
  init?(year: Int, week: Int, weekday: Int) {
    guard (1...9998).contains(year), week >= 1, (1...7).contains(weekday) else { return nil }
    let monday = Self.firstMonday(of: year) + (week - 1) * 7
    guard monday < Self.firstMonday(of: year + 1) else { return nil }
    self.init(day: monday + weekday - 1)
  }

  private init(day: Int) {
    let (year, month, dayOfMonth) = CivilDay.date(ofDay: day)
    self.init(year: year, month: month, day: dayOfMonth)
  }

  var hasDay: Bool { year != nil && month != nil && day != nil }

  /// Takes `20260105`.
  mutating func setDay(_ digits: Int) {
    (year, month, day) = (digits / 10000, digits / 100 % 100, digits % 100)
  }

  /// Takes `100405`.
  mutating func setTime(_ digits: Int) {
    (hour, minute, second) = (digits / 10000, digits / 100 % 100, Double(digits % 100))
  }

  /// Years of two digits by RFC 5322, section 4.3; of three, by the same.
  static func fullYear(_ year: Int) -> Int {
    switch year {
    case 0..<50: year + 2000
    case 50..<1000: year + 1900
    default: year
    }
  }

  /// Nil where a part is missing or out of its range. A second may be the 61st: a leap second.
  var moment: Date? {
    guard let year, (0...9999).contains(year) else { return nil }
    let month = month ?? 1
    let day = day ?? 1
    guard (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day),
      let hour = fullHour, (0..<60).contains(minute), (0..<61).contains(second)
    else { return nil }
    let days = CivilDay.day(year: year, month: month, day: day)
    let seconds = days * 86400 + hour * 3600 + minute * 60 - (zone ?? usualZone)
    return Date(timeIntervalSince1970: Double(seconds) + second)
  }

  /// The hour of 24; `24:00` is the midnight that ends the day.
  private var fullHour: Int? {
    guard (0..<24).contains(hour) else {
      return hour == 24 && minute == 0 && second == 0 && half == nil ? 24 : nil
    }
    switch half {
    case .morning: return hour > 12 ? nil : hour % 12
    // `13:00 PM` says the same twice.
    case .afternoon: return hour < 12 ? hour + 12 : hour
    case nil: return hour
    }
  }

  // MARK: The calendar

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: days(in: year) - 337
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func days(in year: Int) -> Int {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 366 : 365
  }

  /// The Monday of the week that has the fourth of January.
  private static func firstMonday(of year: Int) -> Int {
    let fourth = CivilDay.day(year: year, month: 1, day: 4)
    // Day 0 was a Thursday.
    return fourth - ((fourth + 3) % 7 + 7) % 7
  }
}
