import FoundationEssentials
import Model
import Testing

@testable import Daemon

@Suite struct `Comparison of two replays` {
  private let noon = Date(utc: "2026-11-22T12:00:00Z")!

  private func alert(
    _ incident: Incident.ID, _ reason: Alert.Reason, minutes: Double,
    severity: Severity = .watch, brand: Brand.ID = "acme"
  ) -> Alert {
    Alert(
      incident: incident, brand: brand, at: noon + minutes * 60, reason: reason,
      severity: severity, cause: "",
      velocity: Velocity(
        window: .hours(1), observed: 5, expected: 1, returnHours: 100, learned: .hours(200)),
      isViral: false, evidence: Evidence())
  }

  private func compare(_ first: [Alert], _ second: [Alert]) -> ReplayComparison {
    ReplayComparison(first, second, over: .hours(336))
  }

  @Test func `pairs incidents that were open at one time`() {
    let comparison = compare(
      [alert(1, .opened, minutes: 0), alert(1, .resolved, minutes: 90)],
      [alert(4, .opened, minutes: 20), alert(4, .resolved, minutes: 200)])
    #expect(comparison.pairs.map(\.minutesLater) == [20])
  }

  @Test func `leaves apart what came after the other was over, and what is of another brand`() {
    let comparison = compare(
      [alert(1, .opened, minutes: 0), alert(1, .resolved, minutes: 90)],
      [alert(1, .opened, minutes: 91), alert(2, .opened, minutes: 5, brand: "other")])
    #expect(comparison.pairs.count == 3)
    #expect(comparison.pairs.allSatisfy { $0.minutesLater == nil })
  }

  @Test func `tells each incident with its highest severity`() {
    let comparison = compare(
      [alert(1, .opened, minutes: 0), alert(1, .escalated, minutes: 9, severity: .critical)], [])
    #expect(comparison.lines == ["2026-11-22T12:00:00Z acme critical → nothing"])
  }

  @Test func `counts incidents and calls a week`() {
    let calls = (0..<4).map {
      alert(Int64($0), .opened, minutes: Double($0) * 1440, severity: .warning)
    }
    let comparison = compare(calls, [alert(1, .opened, minutes: 0)])
    #expect(
      comparison.summary
        == "4 → 1 incidents (2 → 0.5 a week), 4 → 0 of them calls; 1 in both")
  }
}
