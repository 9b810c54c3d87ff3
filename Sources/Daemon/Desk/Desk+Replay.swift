import FoundationEssentials
import Model
import Storage

/// An item that was recorded, with what was found in it.
struct RecordedItem: Sendable {
  var examined: ExaminedItem
  var source: Source
  var at: Date
}

/// How far a replay has come, and what came of it since it was last asked.
struct ReplayProgress: Sendable {
  var now: Date
  var alerts: [Alert] = []
  var score = ForecastScore()
}

extension Desk {
  /// Event time between two ticks of a replay: incidents resolve and repeat no later than this.
  private static let replayTick: TimeInterval = 300

  /// Takes in recorded items as if each were seen when it was published, many at one call: to hop to
  /// this queue for each would cost more than the item. Those that a source brought at one moment are
  /// judged together, as they are when a poll brings them.
  ///
  /// Nothing is saved for a later start. Items out of order do not turn time back.
  func replay(
    _ items: [RecordedItem], from progress: ReplayProgress
  ) throws -> ReplayProgress {
    var progress = progress
    progress.alerts.removeAll()
    try database.transaction {
      var rest = items[...]
      while let first = rest.first {
        let together = rest.prefix { $0.at == first.at && $0.source.id == first.source.id }
        rest = rest.dropFirst(together.count)
        try pass(to: first.at, &progress)
        note(
          try takeRecorded(together.map(\.examined), of: first.source, at: progress.now), &progress)
      }
    }
    return progress
  }

  /// Lets time pass after the last item, so that what is open can resolve. Nobody was listening then,
  /// so that nobody can say whether a forecast of that time held.
  func rest(until end: Date, from progress: ReplayProgress) throws -> ReplayProgress {
    var progress = progress
    progress.alerts.removeAll()
    for brand in listening.brands {
      streams.lose(1, of: brand.brand.id, from: progress.now, to: end)
    }
    progress.score.settle(at: progress.now, streams)
    let score = progress.score
    try database.transaction { try pass(to: end, &progress) }
    progress.score = score
    return progress
  }

  /// Lets time pass, with a tick at each full interval.
  private func pass(to moment: Date, _ progress: inout ReplayProgress) throws {
    guard moment > progress.now else { return }
    let length = Self.replayTick
    var tick = (progress.now.timeIntervalSince1970 / length).rounded(.down) * length + length
    while tick <= moment.timeIntervalSince1970 {
      let now = Date(timeIntervalSince1970: tick)
      var report = Report()
      for brand in brandsToLookAt(at: now) {
        try evaluate(brand, news: [], at: now, into: &report)
      }
      note(report, &progress)
      if now.utcDay != lastTick.utcDay {
        while try database.prune(retention(at: now)) {}
      }
      pass(to: now)
      progress.score.settle(at: now, streams)
      tick += length
    }
    progress.now = moment
  }

  private func note(_ report: Report, _ progress: inout ReplayProgress) {
    progress.alerts += report.alerts
    progress.score.note(report.forecasts)
  }
}
