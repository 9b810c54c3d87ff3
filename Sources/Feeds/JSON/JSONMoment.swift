import FoundationEssentials

/// Moments as programming interfaces write them: dates in text, or counts since 1970.
enum JSONMoment {
  /// The first of some texts that is a moment.
  static func first(of texts: [String], _ problems: inout ProblemList) -> Date? {
    for text in texts {
      if let date = read(text) { return date }
    }
    if let text = texts.first(where: { !isNone($0) }) { problems.note(.unreadableDate, text) }
    return nil
  }

  private static func read(_ text: String) -> Date? {
    let plain = text.trimmed.map { ticks($0) ?? $0 } ?? ""
    if let date = FeedDate.read(plain) { return date }
    // Seconds, milliseconds, microseconds or nanoseconds, which the size tells apart from 1973 on.
    guard let count = Double(plain), count.isFinite, count > 0 else { return nil }
    for (limit, scale) in [(1e11, 1), (1e14, 1e3), (1e17, 1e6), (1e20, 1e9)] where count < limit {
      let seconds = count / scale
      return seconds >= 1e8 ? Date(timeIntervalSince1970: seconds) : nil
    }
    return nil
  }

  /// Whether it says that there is no date, as many a writer does with 0 or an empty text.
  private static func isNone(_ text: String) -> Bool {
    guard let text = text.trimmed else { return true }
    return Double(text) == 0
  }

  /// The count in `/Date(1767607200000+0100)/`, as JSON of ASP.NET has it; the zone is for show.
  private static func ticks(_ text: String) -> String? {
    guard text.hasPrefix("/Date("), text.hasSuffix(")/") else { return nil }
    return String(text.dropFirst(6).prefix(while: \.isNumber))
  }
}
