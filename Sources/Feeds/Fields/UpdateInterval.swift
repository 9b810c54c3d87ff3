/// How often a feed says that it changes.
struct UpdateInterval {
  /// `ttl` of RSS 2.0.
  var minutes: Int?

  /// `hourly`, `daily`, `weekly`, `monthly` or `yearly`: the syndication module of RSS 1.0, in
  /// whatever case.
  var period: String?

  /// How often within the period; 1 where it is missing or means nothing.
  var frequency: Int?

  /// The longest of both; nil where neither is told. More than a day is no rule for a watch.
  var duration: Duration? {
    [minutes.map { max(0, min($0, 1440)) * 60 }, syndication].compactMap(\.self).max()
      .map { .seconds($0) }
  }

  private var syndication: Int? {
    guard let seconds = period.flatMap({ Self.periods[$0.lowercased()] }) else { return nil }
    return min(seconds / max(1, frequency ?? 1), 86400)
  }

  private static let periods = [
    "hourly": 3600, "daily": 86400, "weekly": 7 * 86400, "monthly": 30 * 86400,
    "yearly": 365 * 86400,
  ]
}
