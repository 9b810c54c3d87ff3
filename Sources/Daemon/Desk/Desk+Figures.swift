import Alerting
import FoundationEssentials
import Model
import Polling
import Storage

/// How the daemon stands, in numbers: for the status line, `/readyz` and `/metrics`.
struct Figures: Sendable {
  var sources = 0
  var blind: [Blindness] = []
  var openIncidents: [Incident] = []
  var waiting: [Receiver.ID: Int] = [:]
  var totals = Totals()
}

/// What was counted since the start.
struct Totals: Sendable {
  var polls = 0
  /// Polls that found nothing of the one before.
  var overruns = 0
  var items = 0
  var mentions = 0
  var alerts = 0
  var deliveries = 0
  var failedDeliveries = 0
}

extension Desk {
  /// What was learned before the start and could not be read, by name.
  var damagedStreams: [String] { streams.damaged }

  func blind(at now: Date) -> [Blindness] { schedule.blind(at: now) }

  func figures(at now: Date) throws -> Figures {
    Figures(
      sources: configuration.sources.count, blind: schedule.blind(at: now),
      openIncidents: incidents.open, waiting: try database.waiting(), totals: totals)
  }

  /// What the verb `status` tells, for who has no shell on this machine.
  func statusText(at now: Date) throws -> String {
    try StatusReport(database, isRunning: true, at: now).text
  }

  /// One line: `7 sources, 2 blind (reddit 31 min); 1 open incident; 0 alerts waiting`.
  func summary(at now: Date) throws -> String {
    let figures = try figures(at: now)
    var text = Words.count(figures.sources, "source")
    if !figures.blind.isEmpty {
      let names = figures.blind.prefix(3).map {
        "\(SafeText.line($0.source, limit: 40)) "
          + Words.duration(now.timeIntervalSince($0.since))
      }
      text += ", \(figures.blind.count) blind (\(names.joined(separator: ", ")))"
    }
    let waiting = figures.waiting.values.reduce(0, +)
    return text + "; \(Words.count(figures.openIncidents.count, "open incident")); "
      + "\(Words.count(waiting, "alert")) waiting"
  }
}
