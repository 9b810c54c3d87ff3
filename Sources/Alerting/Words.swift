package import FoundationEssentials
package import Model

/// Lengths of time and numbers in the short words of an alert.
package enum Words {
  /// `45 s`, `22 min`, `3 h`, `2 d`, `4 mo`, `4 y`: the largest unit that leaves at least one.
  package static func duration(_ seconds: TimeInterval) -> String {
    let seconds = max(0, seconds)
    switch seconds {
    case ..<90: return "\(Int(seconds.rounded())) s"
    case ..<5400: return "\(Int((seconds / 60).rounded())) min"
    case ..<172_800: return "\(Int((seconds / 3600).rounded())) h"
    case ..<(86400 * 60): return "\(Int((seconds / 86400).rounded())) d"
    case ..<(86400 * 730): return "\(Int((seconds / (86400 * 30.44)).rounded())) mo"
    default: return "\(whole(seconds / (86400 * 365.25))) y"
    }
  }

  /// How rare something is: `by chance once in 4 y`. Beyond a century the figure says no more than
  /// that it is no chance.
  package static func chance(everyHours hours: Double) -> String {
    guard hours >= 1 else { return "as usual" }
    guard hours < 24 * 36525 else { return "by chance less than once in 100 y" }
    return "by chance once in \(duration(hours * 3600))"
  }

  /// `learning, 31 h of 72 h`: nil once what is usual is known.
  package static func learning(velocity: Velocity) -> String? {
    guard velocity.learned < .hours(72) else { return nil }
    return "learning, \(Int(velocity.learned.hours)) h of 72 h"
  }

  /// `1 alert`, `2 alerts`.
  package static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// `0.04`, `2.3`, `31`: two digits that count.
  package static func number(_ value: Double) -> String {
    let size = abs(value)
    if size >= 9.95 { return whole(value) }
    let digits = size >= 0.095 ? 10.0 : 100.0
    let rounded = (value * digits).rounded() / digits
    return rounded == rounded.rounded() ? whole(rounded) : "\(rounded)"
  }

  private static func whole(_ value: Double) -> String { "\(Int(value.rounded()))" }
}
