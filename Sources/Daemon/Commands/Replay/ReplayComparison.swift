import Alerting
import FoundationEssentials
import JSON
import Model

/// What two configurations make of the same items: which incidents both open and how much earlier one
/// does, which only one opens, and how often each calls.
struct ReplayComparison {
  /// An incident as its alerts tell it.
  struct Told: Hashable {
    var brand: Brand.ID
    var opened: Date
    /// The highest that it reached.
    var severity: Severity
    var resolved: Date?
  }

  struct Pair: Hashable {
    var first: Told?
    var second: Told?

    var at: Date { [first?.opened, second?.opened].compactMap { $0 }.min() ?? .distantPast }
    var brand: Brand.ID { first?.brand ?? second?.brand ?? "" }

    /// Minutes by which the second configuration opens later; negative where earlier.
    var minutesLater: Double? {
      guard let first, let second else { return nil }
      return second.opened.timeIntervalSince(first.opened) / 60
    }
  }

  let pairs: [Pair]
  private let weeks: Double

  /// - Parameters:
  ///   - first: the alerts under one configuration, in the order of time.
  ///   - second: those under the other.
  ///   - length: how much time the items cover.
  init(_ first: [Alert], _ second: [Alert], over length: Duration) {
    var rest = Self.incidents(of: second)
    var pairs = Self.incidents(of: first).map { one in
      let other = rest.firstIndex { Self.overlap(one, $0) }
      return Pair(first: one, second: other.map { rest.remove(at: $0) })
    }
    pairs += rest.map { Pair(first: nil, second: $0) }
    self.pairs = pairs.sorted { ($0.at, $0.brand) < ($1.at, $1.brand) }
    weeks = max(length.hours / 168, 1e-9)
  }

  /// Two incidents of one brand are of one thing when they were open at one time.
  private static func overlap(_ one: Told, _ other: Told) -> Bool {
    one.brand == other.brand && one.opened <= other.resolved ?? .distantFuture
      && other.opened <= one.resolved ?? .distantFuture
  }

  private static func incidents(of alerts: [Alert]) -> [Told] {
    var order: [Incident.ID] = []
    var told: [Incident.ID: Told] = [:]
    for alert in alerts {
      var one =
        told[alert.incident]
        ?? Told(brand: alert.brand, opened: alert.at, severity: alert.severity)
      if told[alert.incident] == nil { order.append(alert.incident) }
      one.severity = max(one.severity, alert.severity)
      if alert.reason == .resolved { one.resolved = alert.at }
      told[alert.incident] = one
    }
    return order.compactMap { told[$0] }
  }

  // MARK: Output

  var lines: [String] {
    pairs.map { pair in
      let name = SafeText.line(pair.brand, limit: 40)
      let verdict: String
      switch (pair.first, pair.second) {
      case (let one?, let other?):
        verdict = "\(one.severity.name) → \(other.severity.name), \(Self.delay(pair))"
      case (let one?, nil): verdict = "\(one.severity.name) → nothing"
      case (nil, let other?): verdict = "nothing → \(other.severity.name)"
      case (nil, nil): verdict = ""
      }
      return "\(pair.at.utc) \(name) \(verdict)"
    }
  }

  private static func delay(_ pair: Pair) -> String {
    guard let minutes = pair.minutesLater, minutes != 0 else { return "at the same time" }
    return "\(Words.duration(abs(minutes) * 60)) \(minutes < 0 ? "earlier" : "later")"
  }

  /// `12 → 9 incidents (1.4 → 1.1 a week), 3 → 2 of them calls; 8 in both`.
  var summary: String {
    let (first, second) = (pairs.compactMap(\.first), pairs.compactMap(\.second))
    func calls(_ told: [Told]) -> Int { told.count { $0.severity > .watch } }
    return "\(first.count) → \(second.count) incidents "
      + "(\(Words.number(Double(first.count) / weeks)) → "
      + "\(Words.number(Double(second.count) / weeks)) a week), "
      + "\(calls(first)) → \(calls(second)) of them calls; "
      + "\(pairs.count { $0.first != nil && $0.second != nil }) in both"
  }

  static func json(_ pair: Pair) -> String {
    var writer = JSONWriter()
    writer.object {
      $0.field("at", pair.at.utc)
      $0.field("brand", pair.brand)
      for (name, told) in [("first", pair.first), ("second", pair.second)] {
        $0.key(name)
        if let told {
          $0.object {
            $0.field("opened", told.opened.utc)
            $0.field("severity", told.severity.name)
            $0.field("resolved", told.resolved?.utc)
          }
        } else {
          $0.literal("null")
        }
      }
      $0.field("minutesLater", pair.minutesLater, digits: 1)
    }
    return writer.text
  }
}
