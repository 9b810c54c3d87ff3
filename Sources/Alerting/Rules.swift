package import Model

/// When a reading calls people, and how loudly.
///
/// One scale for all rules: how long one waits for as much by chance. A person sets how many false
/// alarms a month are bearable; `X` a month are one in `720 / X` hours.
package struct Rules: Hashable, Sendable {
  /// Waiting time of a watch: about three days. Worth a look, not a call.
  package var watchHours = 75.0

  /// How many times rarer complaints have to be that rise while all mentions do not. Most of those that
  /// are no bursts come of the judgement: what it errs in stays within the same number of mentions.
  package var turnFactor = 2.0

  /// Critical alarms may be false this much more rarely than warnings.
  package var criticalFactor = 10.0

  /// Below this waiting time a burst counts as over, and mentions as the usual number. Half of
  /// `watchHours`, so that a stream that hovers at the threshold does not open and close in turn, and
  /// one burst does not hide the next.
  package var calmHours = 37.5

  /// How long it must have been calm before the incident resolves. A lull is shorter; what comes
  /// after a longer one is another burst, and while an incident is open nobody is called for it.
  package var calmHold = Duration.hours(1)

  /// How often people are told again of an incident that stays open.
  package var repeatInterval = Duration.hours(4)

  /// How long after an alert, the first of an incident aside, the next may tell of growth or of who
  /// takes it up. Sources that come back together bring one burst in pieces, and each piece would be
  /// twice the voices before it.
  package var growthPause = Duration.minutes(5)

  /// After a call a brand calls for no further incident within this time unless more voices speak
  /// than before: without it one burst with a lull in it would call twice.
  package var rest = Duration.hours(24)

  /// The same after a watch, which calls nobody: a day may have two bursts worth a look.
  package var watchRest = Duration.hours(3)

  /// The lowest rung on which one mention of injury, fraud or a court is worth a look by itself. Among
  /// customers of a large brand somebody speaks of one every day.
  package var severeFrom = Rung.blog

  /// What one complaint must reach to be looked at by itself.
  package var reachFloors = ReachFloors()

  /// From here on many hear of it. Customers and blogs link to each other every day.
  private static let leastClimb = Rung.aggregator

  package init() {}

  /// Hours in the month that budgets are counted in: 30 days.
  static let monthHours = 720.0

  /// - Parameter share: of the budget of false alarms, for who is one of several to call.
  func severity(of velocity: Velocity, for brand: Brand, share: Double = 1) -> Severity? {
    guard velocity.observed >= brand.minimumVoices else { return nil }
    return severity(of: velocity.returnHours, for: brand, share: share)
  }

  func severity(of returnHours: Double, for brand: Brand, share: Double = 1) -> Severity? {
    let warning = max(watchHours, Self.monthHours / brand.falseAlarmsPerMonth / share)
    if returnHours >= warning * criticalFactor { return .critical }
    if returnHours >= warning { return .warning }
    return returnHours >= watchHours ? .watch : nil
  }

  /// How long after an incident of one severity another of some severity waits.
  func rest(after last: Severity, before next: Severity) -> Duration {
    min(last, next) == .watch ? watchRest : rest
  }

  /// The verdict on the topic alone.
  func topicVerdict(on reading: Reading) -> Verdict? {
    reading.topic.flatMap { topic in
      severity(of: topic.velocity, for: reading.brand, share: BudgetShare.topic).map {
        Verdict(severity: $0, cause: .topic(topic.name), velocity: topic.velocity)
      }
    }
  }

  /// The verdict on a reading; nil where nothing is unusual.
  func verdict(on reading: Reading) -> Verdict? {
    // The same number of mentions, and more of them complain: the mood has turned.
    let isTurn = reading.all.returnHours < calmHours
    let least = watchHours * (isTurn ? turnFactor : 1)
    let complaints = severity(
      of: reading.complaints, for: reading.brand, share: BudgetShare.brand
    ).flatMap {
      reading.complaints.returnHours < least
        ? nil
        : Verdict(
          severity: $0, cause: isTurn ? .turn : .complaints, velocity: reading.complaints)
    }
    let story = reading.story.flatMap { story in
      severity(of: story.velocity, for: reading.brand, share: BudgetShare.story).map {
        Verdict(severity: $0, cause: .story, velocity: story.velocity)
      }
    }
    let topic = topicVerdict(on: reading)
    let severe = reading.severe.flatMap {
      $0 >= severeFrom
        ? Verdict(severity: .watch, cause: .severe, velocity: reading.complaints) : nil
    }
    // Equal severities: the brand's own stream has the longer past and is the better witness, then what
    // is told of one thing.
    let loudest = [topic, story, complaints].compactMap { $0 }.max { $0.severity < $1.severity }
    if let complaints, let loudest, complaints.severity == loudest.severity { return complaints }
    if let story, let loudest, story.severity == loudest.severity { return story }
    if let loudest { return loudest }
    if let severe { return severe }
    // What was complained of below and is told further up is worth a look, however few tell it.
    if let climbed = reading.climbed, climbed >= Self.leastClimb {
      return Verdict(severity: .watch, cause: .climb(climbed), velocity: reading.complaints)
    }
    // Praise and jokes spread as well. That is worth knowing and never worth a call: it takes a tenth
    // of the budget, so that complaints keep theirs.
    if severity(of: reading.all, for: reading.brand) == .critical {
      return Verdict(severity: .watch, cause: .attention, velocity: reading.all)
    }
    guard let silence = reading.silence,
      severity(of: silence.returnHours, for: reading.brand) == .critical
    else { return nil }
    return Verdict(severity: .watch, cause: .silence, velocity: silence)
  }
}

extension Alert {
  /// Whether the plainest rule spoke, so that the line need not name it.
  var isOfComplaints: Bool { cause == Verdict.Cause.complaints.text }
}

/// What a rule says of a reading.
struct Verdict: Hashable, Sendable {
  enum Cause: Hashable, Sendable {
    case complaints, turn, story, severe, reach
    case topic(String)
    case climb(Rung)
    case attention, silence

    var text: String {
      switch self {
      case .complaints: "more complaints than usual"
      case .turn: "more complaints in no more mentions than usual"
      case .severe: "one tells of injury, fraud or a court"
      case .reach: "one complaint reaches far more people than usual"
      case .climb(let rung): "a complaint of those below is told by \(rung.name) now"
      case .story: "one story draws more voices than usual"
      case .topic(let name): "more complaints of \(name) than usual"
      case .silence: "silent, and no source is blind"
      case .attention: "more mentions than usual, not complaints"
      }
    }
  }

  var severity: Severity
  var cause: Cause
  var velocity: Velocity

  var subject: Subject {
    switch cause {
    case .attention, .silence: .all
    case .topic(let name): .topic(name)
    case .complaints, .turn, .story, .severe, .reach, .climb: .complaints
    }
  }
}

extension Velocity {
  /// Whether it feeds itself: each voice surely brings more than one, or it likely does and the next
  /// hour is to bring half as many again as the last.
  package var isViral: Bool {
    guard let growth else { return false }
    return growth.branchingRange.lowerBound > 1
      || growth.branching >= 1 && growth.nextHour.expected >= 1.5 * rate
  }
}
