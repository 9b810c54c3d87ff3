/// How often a feed says that it changes.
struct UpdateInterval {
  /// `ttl` of RSS 2.0.
  var minutes: Int?

  /// `hourly`, `daily`, `weekly`, `monthly` or `yearly`: the syndication module of RSS 1.0.
  var period: String?
  var frequency: Int?

  /// The longest of both; nil where neither is told. More than a day is no rule for a watch.
  var duration: Duration? {
    var longest = minutes.map { max(0, min($0, 1440)) * 60 }
    let seconds: [String: Int] = [
      "hourly": 3600, "daily": 86400, "weekly": 7 * 86400, "monthly": 30 * 86400,
      "yearly": 365 * 86400,
    ]
    if let period, let seconds = seconds[period] {
      longest = max(longest ?? 0, min(seconds / max(1, frequency ?? 1), 86400))
    }
    return longest.map { .seconds($0) }
  }
}
