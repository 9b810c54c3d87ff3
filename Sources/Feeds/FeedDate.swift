package import FoundationEssentials
import Model

/// The dates of feeds: RFC 822, ISO 8601, asctime, epoch seconds, and what people make of them.
package enum FeedDate {
  /// The moment that a text means; nil where it means none. A date without a zone is UTC, one
  /// without a time is midnight. A wrong weekday is ignored, `24:00` is the next day's midnight.
  package static func read(_ text: String) -> Date? {
    // Nothing that is longer is a date.
    guard text.utf8.count <= 200 else { return nil }
    var text = text
    if let date = text.withUTF8({ ExactDate.read($0) }) { return date }
    let bytes = Array(text.lowercased().utf8)
    if let date = DigitDate.read(bytes) { return date }
    var parts = DateParts()
    guard parts.read(DateTokens.split(bytes)) else { return nil }
    return parts.moment
  }
}

/// A date that is nothing but digits.
private enum DigitDate {
  static func read(_ bytes: [UInt8]) -> Date? {
    guard let first = bytes.firstIndex(where: { !$0.isASCIISpace }),
      let last = bytes.lastIndex(where: { !$0.isASCIISpace })
    else { return nil }
    let digits = bytes[first...last]
    guard digits.allSatisfy({ $0.isASCIIDigit || $0 == UInt8(ascii: ".") }) else { return nil }
    let text = String(decoding: digits, as: UTF8.self)
    guard digits.count > 8 || !digits.contains(UInt8(ascii: ".")) else { return nil }
    func part(_ start: Int, _ count: Int) -> Int {
      Int(text.dropFirst(start).prefix(count)) ?? 0
    }
    let whole = text.prefix { $0 != "." }.count
    if whole < text.count {
      // A fraction stands behind seconds only; `05.01.2026` is read elsewhere.
      guard (9...10).contains(whole) else { return nil }
      return Double(text).map { Date(timeIntervalSince1970: $0) }
    }
    switch digits.count {
    case 9, 10: return Double(text).map { Date(timeIntervalSince1970: $0) }
    case 13: return Double(text).map { Date(timeIntervalSince1970: $0 / 1000) }
    case 16: return Double(text).map { Date(timeIntervalSince1970: $0 / 1_000_000) }
    case 14:
      var parts = DateParts(year: part(0, 4), month: part(4, 2), day: part(6, 2))
      (parts.hour, parts.minute, parts.second) = (part(8, 2), part(10, 2), Double(part(12, 2)))
      return parts.moment
    case 8: return DateParts(year: part(0, 4), month: part(4, 2), day: part(6, 2)).moment
    case 7: return ordinal(year: part(0, 4), day: part(4, 3))
    case 5: return ordinal(year: DateParts.fullYear(part(0, 2)), day: part(2, 3))
    case 6:
      return DateParts(year: DateParts.fullYear(part(0, 2)), month: part(2, 2), day: part(4, 2))
        .moment
    case 4: return DateParts(year: part(0, 4), month: 1, day: 1).moment
    default: return nil
    }
  }

  /// A year and the number of a day in it, as ISO 8601 allows.
  private static func ordinal(year: Int, day: Int) -> Date? {
    guard (1...366).contains(day) else { return nil }
    let start = CivilDay.day(year: year, month: 1, day: 1)
    return Date(timeIntervalSince1970: Double(start + day - 1) * 86400)
  }
}
