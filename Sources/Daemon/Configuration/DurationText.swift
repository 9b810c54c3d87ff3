/// Lengths of time as the configuration writes them: `90s`, `5m`, `24h`, `7d`.
enum DurationText {
  static func read(_ text: String) -> Duration? {
    guard let unit = text.last, let count = Double(text.dropLast()), count >= 0, count < 1e7 else {
      return nil
    }
    switch unit {
    case "s": return .seconds(count)
    case "m": return .seconds(count * 60)
    case "h": return .seconds(count * 3600)
    case "d": return .seconds(count * 86400)
    default: return nil
    }
  }

  /// The shortest way to write it without a fraction.
  static func write(_ duration: Duration) -> String {
    let seconds = Int(duration.components.seconds)
    for (size, unit) in [(86400, "d"), (3600, "h"), (60, "m")]
    where seconds > 0 && seconds.isMultiple(of: size) {
      return "\(seconds / size)\(unit)"
    }
    return "\(seconds)s"
  }
}
