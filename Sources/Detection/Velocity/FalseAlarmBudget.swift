/// How many false alarms people accept, as the time that one has to wait for one.
package enum FalseAlarmBudget {
  /// Hours of a month of 30 days.
  static let monthHours = 720.0

  /// The return period, in hours, that keeps to so many false alarms a month.
  ///
  /// - Parameter alarmsPerMonth: Above 0; 1 gives 720 hours.
  package static func returnHours(forAlarmsPerMonth alarmsPerMonth: Double) -> Double {
    precondition(alarmsPerMonth > 0, "a budget of no false alarms at all is never kept")
    return monthHours / alarmsPerMonth
  }
}
