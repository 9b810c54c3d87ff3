package import FoundationEssentials

/// How loudly people are called.
package enum Severity: Int, Hashable, Sendable, Comparable, CaseIterable {
  /// Worth a look: by chance once in two or three days.
  case watch = 1
  /// Calls people: within the budget of false alarms.
  case warning = 2
  /// Calls people now: within a tenth of the budget.
  case critical = 3

  package var name: String {
    switch self {
    case .watch: "watch"
    case .warning: "warning"
    case .critical: "critical"
    }
  }

  package init?(name: String) {
    guard let severity = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = severity
  }

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A burst about a brand that crossed a rule: opens, escalates, resolves.
package struct Incident: Hashable, Sendable, Identifiable {
  /// Given by the database; people see it as `I17`.
  package typealias ID = Int64

  package var id: ID
  package var brand: Brand.ID

  /// The highest severity that it reached; an incident never calms down but by resolving.
  package var severity: Severity

  package var opened: Date

  /// Nil while it is open.
  package var resolved: Date?

  /// When people were last told of it.
  package var lastAlert: Date

  /// Whose voices people were last told of.
  package var subject: Subject

  /// The topics that people know it to be of.
  package var topics: Set<String>

  /// Voices in the window when people were last told.
  package var lastVoices: Int

  /// Most voices that any of its windows held.
  package var peakVoices: Int

  /// Since when its velocity has been low enough to resolve; nil while it is not.
  package var calmSince: Date?

  /// The story that most of its voices tell, where there is one.
  package var story: Story.ID?

  /// The highest rung that people were told it was seen on.
  package var rung: Rung

  package init(
    id: ID, brand: Brand.ID, severity: Severity, opened: Date, resolved: Date? = nil,
    lastAlert: Date, subject: Subject = .complaints, topics: Set<String> = [], lastVoices: Int,
    peakVoices: Int, calmSince: Date? = nil, story: Story.ID? = nil, rung: Rung = .customer
  ) {
    self.id = id
    self.brand = brand
    self.severity = severity
    self.opened = opened
    self.resolved = resolved
    self.lastAlert = lastAlert
    self.subject = subject
    self.topics = topics
    self.lastVoices = lastVoices
    self.peakVoices = peakVoices
    self.calmSince = calmSince
    self.story = story
    self.rung = rung
  }

  /// How people call it: `I17`.
  package static func name(of id: ID) -> String { "I\(id)" }
}
