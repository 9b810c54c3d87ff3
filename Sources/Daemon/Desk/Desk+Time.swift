import Alerting
import Detection
import FoundationEssentials
import Model
import Storage

/// What time alone changes.
extension Desk {
  /// Time passes: windows empty, incidents are told again or resolve, old things are dropped.
  func tick(at now: Date) throws -> Report {
    var report = Report()
    let step = Self.setBack(since: lastTick, at: now)
    report.clockSetBack = step ?? setBackBeforeStart
    setBackBeforeStart = nil
    try database.transaction {
      if let step {
        try Self.setBack(by: step, &schedule, database, at: now)
      }
      try updateSight(at: now)
      for brand in brandsToLookAt(at: now) {
        try evaluate(brand, news: [], at: now, into: &report)
      }
      try database.save(now.utc, as: .lastTick)
      _ = try database.prune(retention(at: now))
      try saveStreams()
      try saveSearches()
      try surgeWithRises(at: now)
    }
    report.hastensPolls = hastensPolls(at: now)
    pass(to: now)
    totals.alerts += report.alerts.count
    return report
  }

  /// The brands that time alone may have changed: those with an open incident, those that have learned
  /// something, and each where an hour has ended.
  func brandsToLookAt(at now: Date) -> [Brand] {
    let hourEnded = now.hoursSince1970 > lastTick.hoursSince1970
    return listening.brands.map(\.brand).filter {
      hourEnded || incidents.isOpen(for: $0.id) || brandsWithHistory.contains($0.id)
    }
  }

  func retention(at now: Date) -> Retention {
    let kept = configuration.retention
    return Retention(
      mentions: now - kept.mentions.seconds, items: now - kept.identities.seconds,
      incidents: now - kept.identities.seconds)
  }

  /// Forgets what is too old to be asked for; only where an hour has ended, since it costs as much as
  /// the window is long.
  func pass(to now: Date) {
    if now.hoursSince1970 > lastTick.hoursSince1970 {
      stories.forget(before: now - Self.copyWindow.seconds)
      storyPace.forget(before: now)
      reach.forget(before: now)
      contacts.forget(before: now)
    }
    lastTick = now
  }

  /// Saves a consistent end; nothing may be asked of the Desk afterwards.
  func close(after run: RunKind = .lasting, at now: Date) throws {
    try database.transaction {
      try database.save(run.rawValue, as: .lastRun)
      try database.save(now.utc, as: .lastTick)
      try saveStreams()
      try saveSearches()
    }
  }

  private func saveStreams() throws {
    try database.save("\(nextMention - 1)", as: .streamsThrough)
    try streams.save { name, bytes in try database.saveStream(bytes, named: name) }
  }
}

extension Date {
  /// Whole hours; a new one has begun where this differs.
  var hoursSince1970: Int { Int(timeIntervalSince1970 / 3600) }
}
