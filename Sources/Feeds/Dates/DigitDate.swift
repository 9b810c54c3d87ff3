import FoundationEssentials
import Model

/// A date that is nothing but digits: seconds since 1970 and their fractions, or the parts of a date
/// without signs between, as ISO 8601 allows.
enum DigitDate {
  /// - Parameter bytes: plain text, by `DateTokens.plain`.
  static func read(_ bytes: [UInt8]) -> Date? {
    let text = bytes[...]
    if text.starts(with: scriptDate) { return epoch(text.dropFirst(scriptDate.count)) }
    if text.first == UInt8(ascii: "-") { return truncated(text.dropFirst()) }
    guard let point = text.firstIndex(of: UInt8(ascii: ".")) else { return whole(text) }
    // A fraction stands behind seconds only; `05.01.2026` is read elsewhere.
    guard (9...10).contains(point), let seconds = number(text[..<point]) else { return nil }
    let digits = text[(point + 1)...].prefix(15)
    guard let fraction = digits.isEmpty ? 0 : number(digits) else { return nil }
    var part = Double(fraction)
    for _ in digits { part /= 10 }
    return Date(timeIntervalSince1970: Double(seconds) + part)
  }

  /// `/Date(1767607200000+0100)/`, as older services of Microsoft write JSON. The offset is for show.
  private static let scriptDate = "/date(".utf8

  private static func epoch(_ text: ArraySlice<UInt8>) -> Date? {
    let digits = text.prefix(while: \.isASCIIDigit)
    guard digits.count <= 15, let milliseconds = number(digits) else { return nil }
    return Date(timeIntervalSince1970: Double(milliseconds) / 1000)
  }

  private static func whole(_ text: ArraySlice<UInt8>) -> Date? {
    guard text.count <= 19, let value = number(text) else { return nil }
    switch text.count {
    case 9, 10: return Date(timeIntervalSince1970: Double(value))
    case 13: return Date(timeIntervalSince1970: Double(value) / 1e3)
    case 16: return Date(timeIntervalSince1970: Double(value) / 1e6)
    case 19: return Date(timeIntervalSince1970: Double(value) / 1e9)
    case 14: return DateParts(digits: value).moment
    case 12: return DateParts(digits: value * 100).moment
    case 8: return DateParts(digits: value * 1_000_000).moment
    case 7: return DateParts(year: value / 1000, dayOfYear: value % 1000)?.moment
    case 6: return shortYear(value).moment
    case 5:
      return DateParts(year: DateParts.fullYear(value / 1000), dayOfYear: value % 1000)?.moment
    // Other numbers of four digits are hours, prices and counts.
    case 4 where (1900..<2200).contains(value):
      return DateParts(year: value, month: 1, day: 1).moment
    default: return nil
    }
  }

  /// `-0312` and `-031231`: the century left out (ISO 8601:1988, section 5.2.1.3).
  private static func truncated(_ text: ArraySlice<UInt8>) -> Date? {
    guard let value = number(text) else { return nil }
    switch text.count {
    case 6: return shortYear(value).moment
    case 4: return shortYear(value * 100 + 1).moment
    default: return nil
    }
  }

  private static func shortYear(_ value: Int) -> DateParts {
    DateParts(
      year: DateParts.fullYear(value / 10000), month: value / 100 % 100, day: value % 100)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count <= 19 else { return nil }
    var value = 0
    for byte in digits {
      guard byte.isASCIIDigit else { return nil }
      let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (next, isTooLargeNow) = tens.addingReportingOverflow(Int(byte - 0x30))
      guard !isTooLarge, !isTooLargeNow else { return nil }
      value = next
    }
    return value
  }
}
