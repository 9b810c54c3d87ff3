import FoundationEssentials
import Model

extension QuietTimes {
  private static let hour = 3600.0

  /// When the quiet stretch ends that a moment lies in; nil where it lies in none, and where the
  /// whole week is quiet, which nobody means.
  func end(after moment: Date) -> Date? {
    let first = Int((moment.timeIntervalSince1970 / Self.hour).rounded(.down))
    guard isQuiet(first) else { return nil }
    let last = first + 7 * 24
    return (first + 1...last).first { !isQuiet($0) }
      .map { Date(timeIntervalSince1970: Double($0) * Self.hour) }
  }

  /// - Parameter hour: since 1970.
  private func isQuiet(_ hour: Int) -> Bool {
    // 1970-01-01 was a Thursday. RSS counts hours in GMT.
    hours.contains(hour % 24) || days.contains((hour / 24 + 4) % 7)
  }
}
