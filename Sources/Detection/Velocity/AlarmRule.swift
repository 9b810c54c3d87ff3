package import FoundationEssentials
package import Model

/// When an unusual velocity calls people: within the budget, and after a call for a day only when it
/// has grown.
package struct AlarmRule: Sendable {
  /// Hours after an alert in which only growth is told again.
  private static let restHours = 24.0
  /// How many times rarer it must have become to count as growth.
  private static let growth = 2.0

  private let warningHours: Double
  private let criticalHours: Double
  private var last: (at: Date, returnHours: Double, severity: Severity)?

  /// - Parameter alarmsPerMonth: false alarms that are accepted at warning; a tenth of them at
  ///   critical.
  package init(falseAlarmsPerMonth alarmsPerMonth: Double = 1) {
    warningHours = FalseAlarmBudget.returnHours(forAlarmsPerMonth: alarmsPerMonth)
    criticalHours = FalseAlarmBudget.returnHours(forAlarmsPerMonth: alarmsPerMonth / 10)
  }

  /// The severity to call people with now, or nil where there is nothing new to tell.
  ///
  /// - Parameter returnHours: how long one waits for as much by chance.
  package mutating func note(returnHours: Double, at now: Date) -> Severity? {
    guard returnHours >= warningHours else { return nil }
    let severity: Severity = returnHours >= criticalHours ? .critical : .warning
    if let last, now.timeIntervalSince(last.at) < Self.restHours * 3600 {
      guard severity > last.severity || returnHours >= last.returnHours * Self.growth else {
        return nil
      }
    }
    last = (now, returnHours, severity)
    return severity
  }
}
