import Model

/// When a reading calls people, and how loudly.
///
/// One scale for all rules: how long one waits for as much by chance. A person sets how many false
/// alarms a month are bearable; `X` a month are one in `720 / X` hours.
package struct Rules: Hashable, Sendable {
  /// Waiting time of a watch: about three days. Worth a look, not a call.
  package var watchHours = 75.0

  /// Critical alarms may be false this much more rarely than warnings.
  package var criticalFactor = 10.0

  /// Below this waiting time a burst counts as over. Far below `watchHours`, so that a stream that
  /// hovers at the threshold does not open and close in turn.
  package var calmHours = 12.0

  /// How long it must have been calm before the incident resolves.
  package var calmHold = Duration.hours(3)

  /// How often people are told again of an incident that stays open.
  package var repeatInterval = Duration.hours(4)

  /// After an alert a brand opens no further incident within this time unless more voices speak than
  /// before: without it one burst with a lull in it would call twice.
  package var rest = Duration.hours(24)

  package init() {}

  /// Hours in the month that budgets are counted in: 30 days.
  static let monthHours = 720.0

  func severity(of velocity: Velocity, for brand: Brand) -> Severity? {
    guard velocity.observed >= brand.minimumVoices else { return nil }
    let warning = max(watchHours, Self.monthHours / brand.falseAlarmsPerMonth)
    if velocity.returnHours >= warning * criticalFactor { return .critical }
    if velocity.returnHours >= warning { return .warning }
    return velocity.returnHours >= watchHours ? .watch : nil
  }

  /// The verdict on a reading; nil where nothing is unusual.
  func verdict(on reading: Reading) -> Verdict? {
    let complaints = severity(of: reading.complaints, for: reading.brand).map {
      Verdict(severity: $0, cause: .complaints, velocity: reading.complaints)
    }
    let story = reading.story.flatMap { story in
      severity(of: story.velocity, for: reading.brand).map {
        Verdict(severity: $0, cause: .story, velocity: story.velocity)
      }
    }
    // Equal severities: the brand's own stream has the longer past and is the better witness.
    let loudest = [complaints, story].compactMap { $0 }.max { $0.severity < $1.severity }
    if let complaints, let loudest, complaints.severity == loudest.severity { return complaints }
    if let loudest { return loudest }
    // Praise and jokes spread as well. That is worth knowing, and never worth a call.
    return severity(of: reading.all, for: reading.brand).map { _ in
      Verdict(severity: .watch, cause: .attention, velocity: reading.all)
    }
  }
}

extension Alert {
  /// Whether the plainest rule spoke, so that the line need not name it.
  var isOfComplaints: Bool { cause == Verdict.Cause.complaints.text }
}

/// What a rule says of a reading.
struct Verdict: Hashable, Sendable {
  enum Cause: Hashable, Sendable {
    case complaints, story, attention

    var text: String {
      switch self {
      case .complaints: "more complaints than usual"
      case .story: "one story draws more voices than usual"
      case .attention: "more mentions than usual, not complaints"
      }
    }
  }

  var severity: Severity
  var cause: Cause
  var velocity: Velocity

  /// Whether voices bring voices: each draws at least one more on average.
  var isViral: Bool { (velocity.branching ?? 0) >= 1 }
}
