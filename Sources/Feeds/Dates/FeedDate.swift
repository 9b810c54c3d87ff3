package import FoundationEssentials
import Model

/// The dates of feeds: RFC 822, ISO 8601, asctime, epoch seconds, and what people make of them.
package enum FeedDate {
  /// The moment that a text means; nil where it means none. A date without a zone is UTC, one
  /// without a time is midnight. A wrong weekday is ignored, `24:00` is the next day's midnight.
  ///
  /// Where the order of day and month is open, points and hyphens have the day first, as in Europe,
  /// and slashes the month, as in America, unless that would be none. Zero in the calendar of some
  /// program (1970, or the year 1) is how that program says that it knows no date, so it is none.
  package static func read(_ text: String) -> Date? {
    // Nothing that is longer is a date.
    guard text.utf8.count <= 200 else { return nil }
    var text = text
    guard let date = text.withUTF8({ ExactDate.read($0) }) ?? readLoosely(text),
      !isStandIn(date)
    else { return nil }
    return date
  }

  private static func readLoosely(_ text: String) -> Date? {
    let bytes = DateTokens.plain(text)
    if let date = DigitDate.read(bytes) { return date }
    // The path of an address often has a date in it.
    let isAddress = bytes.withUnsafeBufferPointer { $0.firstPlace(of: "://", from: 0) != nil }
    guard !isAddress else { return nil }
    return DateReader.read(DateTokens.split(bytes))
  }

  private static func isStandIn(_ date: Date) -> Bool {
    date.timeIntervalSince1970 == 0 || date < secondYear
  }

  private static let secondYear = Date(
    timeIntervalSince1970: Double(CivilDay.day(year: 2, month: 1, day: 1)) * 86400)
}
