import FoundationEssentials
import Model

/// Moments as HTTP writes them (RFC 9110 §5.6.7), the two obsolete forms included.
enum HTTPDate {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// Nil where no moment is meant, as for the `0` and `-1` that servers put into Expires.
  static func moment(_ text: String, at now: Date) -> Date? {
    var words = text.lowercased().split { " ,-\t".contains($0) }
    // The day's name tells nothing that the rest does not.
    if let name = words.first, name.allSatisfy(\.isLetter) { words.removeFirst() }
    guard words.count >= 4 else { return nil }
    // asctime: `Nov 6 08:49:37 1994`, without a zone.
    if words[0].allSatisfy(\.isLetter) {
      words = [words[1], words[0], words[3], words[2]]
    }
    guard let day = Int(words[0]), (1...31).contains(day),
      let month = months.firstIndex(of: String(words[1].prefix(3))),
      let year = year(words[2], at: now), let time = secondOfDay(words[3])
    else { return nil }
    let days = CivilDay.day(year: year, month: month + 1, day: day)
    return Date(timeIntervalSince1970: Double(days * 86400 + time))
  }

  private static func year(_ text: Substring, at now: Date) -> Int? {
    guard let year = Int(text), (0...9999).contains(year) else { return nil }
    guard text.utf8.count == 2 else { return year }
    // RFC 850: a year that seems more than 50 years ahead is the past one with the same digits.
    let today = CivilDay.date(ofDay: Int((now.timeIntervalSince1970 / 86400).rounded(.down))).year
    let near = today / 100 * 100 + year
    return near > today + 50 ? near - 100 : near
  }

  private static func secondOfDay(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2],
      (0..<24).contains(hour), (0..<60).contains(minute), (0...60).contains(second)
    else { return nil }
    return hour * 3600 + minute * 60 + second
  }
}
