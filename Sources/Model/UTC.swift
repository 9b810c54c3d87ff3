package import FoundationEssentials

/// Moments as ISO 8601 text in UTC, the only form in which they are stored, sent or shown.
///
/// Foundation's formatter takes microseconds a moment; this takes nanoseconds, and a replay prints
/// millions.
extension Date {
  /// `2026-11-22T10:04:05Z`, cut to whole seconds. Years outside 0…9999 are clamped.
  package var utc: String { utcText(.moment) }

  /// `2026-11-22`.
  package var utcDay: String { utcText(.day) }

  /// `10:04`.
  package var utcMinute: String { String(utc.dropFirst(11).prefix(5)) }

  private enum Form { case moment, day }

  private func utcText(_ form: Form) -> String {
    let earliest = -62_167_219_200.0  // 0000-01-01
    let latest = 253_402_300_799.0  // 9999-12-31T23:59:59
    let seconds = Int(min(max(timeIntervalSince1970, earliest), latest).rounded(.down))
    let day = seconds.quotientRoundedDown(by: 86400)
    let time = seconds - day * 86400
    let (year, month, dayOfMonth) = CivilDay.date(ofDay: day)
    return String(unsafeUninitializedCapacity: 20) { buffer in
      func put(_ value: Int, at start: Int, digits: Int) {
        var rest = value
        for place in stride(from: start + digits - 1, through: start, by: -1) {
          buffer[place] = UInt8(ascii: "0") + UInt8(rest % 10)
          rest /= 10
        }
      }
      put(year, at: 0, digits: 4)
      buffer[4] = UInt8(ascii: "-")
      put(month, at: 5, digits: 2)
      buffer[7] = UInt8(ascii: "-")
      put(dayOfMonth, at: 8, digits: 2)
      if form == .day { return 10 }
      buffer[10] = UInt8(ascii: "T")
      put(time / 3600, at: 11, digits: 2)
      buffer[13] = UInt8(ascii: ":")
      put(time / 60 % 60, at: 14, digits: 2)
      buffer[16] = UInt8(ascii: ":")
      put(time % 60, at: 17, digits: 2)
      buffer[19] = UInt8(ascii: "Z")
      return 20
    }
  }

  /// Reads `2026-11-22T10:04:05Z`, with a fraction of a second, an offset, or a space for the `T`;
  /// nil for everything else. Feeds have dates of their own making, which `Feeds` reads.
  package init?(utc text: some StringProtocol) {
    var text = String(text)
    guard let moment = text.withUTF8({ Date(utc: $0) }) else { return nil }
    self = moment
  }

  private init?(utc bytes: UnsafeBufferPointer<UInt8>) {
    var digits = Digits(bytes)
    guard
      let year = digits.number(4), digits.skip("-"),
      let month = digits.number(2), (1...12).contains(month), digits.skip("-"),
      let day = digits.number(2), (1...31).contains(day),
      digits.skip("T") || digits.skip(" ") || digits.skip("t"),
      let hour = digits.number(2), hour < 24, digits.skip(":"),
      let minute = digits.number(2), minute < 60
    else { return nil }
    var seconds = 0.0
    if digits.skip(":") {
      guard let whole = digits.number(2), whole <= 60 else { return nil }
      seconds = Double(whole)
      if digits.skip(".") { seconds += digits.fraction() }
    }
    var offset = 0
    if !digits.skip("Z"), !digits.skip("z") {
      let sign = digits.skip("+") ? 1 : digits.skip("-") ? -1 : 0
      guard sign != 0, let hours = digits.number(2) else { return nil }
      _ = digits.skip(":")
      guard let minutes = digits.number(2) else { return nil }
      offset = sign * (hours * 3600 + minutes * 60)
    }
    guard digits.isAtEnd else { return nil }
    let days = CivilDay.day(year: year, month: month, day: day)
    self.init(
      timeIntervalSince1970: Double(days * 86400 + hour * 3600 + minute * 60 - offset) + seconds)
  }
}

/// Days since 1970-01-01 and the Gregorian calendar, proleptic.
/// The arithmetic counts from March, so that the leap day comes last in its year.
package enum CivilDay {
  package static func day(year: Int, month: Int, day: Int) -> Int {
    let marchYear = month <= 2 ? year - 1 : year
    let era = marchYear.quotientRoundedDown(by: 400)
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  package static func date(ofDay day: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = shifted.quotientRoundedDown(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    return (
      year: yearOfEra + era * 400 + (month >= 10 ? 1 : 0),
      month: month < 10 ? month + 3 : month - 9,
      day: dayOfYear - (153 * month + 2) / 5 + 1
    )
  }
}

extension Int {
  fileprivate func quotientRoundedDown(by divisor: Int) -> Int {
    (self >= 0 ? self : self - divisor + 1) / divisor
  }
}

/// Reads digits and marks off the front of a text.
private struct Digits {
  private var rest: UnsafeBufferPointer<UInt8>.Iterator
  private var next: UInt8?

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    rest = bytes.makeIterator()
    next = rest.next()
  }

  var isAtEnd: Bool { next == nil }

  mutating func skip(_ mark: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: mark) else { return false }
    next = rest.next()
    return true
  }

  private mutating func digit() -> Int? {
    guard let byte = next, (0x30...0x39).contains(byte) else { return nil }
    next = rest.next()
    return Int(byte - 0x30)
  }

  mutating func number(_ count: Int) -> Int? {
    var value = 0
    for _ in 0..<count {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  mutating func fraction() -> Double {
    var value = 0.0
    var place = 0.1
    while let digit = digit() {
      value += Double(digit) * place
      place /= 10
    }
    return value
  }
}
