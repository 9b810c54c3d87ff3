import FoundationEssentials
import Model
import Polling
import Storage

/// How a poll ended, with what it brought.
struct EndedPoll: Sendable {
  var source: Source

  /// The items of the document, where there was one, the oldest first.
  var items: [ExaminedItem] = []

  /// What was lost of the document, where anything was.
  var loss: String?

  /// Made from how many of the items were new.
  var outcome: @Sendable (_ newItems: Int) -> PollOutcome
}

extension Desk {
  /// Takes in what polls gave, and plans the next; gives what came of each. All are saved, or none.
  func receive(_ polls: [EndedPoll], at now: Date) throws -> [Report] {
    var reports = try database.transaction { try polls.map { try receive($0, at: now) } }
    reports.forEach(count)
    totals.polls += polls.count
    let hastensPolls = hastensPolls(at: now)
    for place in reports.indices { reports[place].hastensPolls = hastensPolls }
    return reports
  }

  private func receive(_ poll: EndedPoll, at now: Date) throws -> Report {
    var report = Report()
    let (source, items) = (poll.source, poll.items)
    // What a source held before it was first asked is history, however young.
    let kind = heardSources.contains(source.id) ? Kind.news : .history
    try take(items, of: source, at: now, as: kind, into: &report)
    if !items.isEmpty { newBrands.endLook(at: source.id) }
    let outcome = poll.outcome(report.newItems)
    if case .feed = outcome, isNew(loss: poll.loss, of: source.id) { report.loss = poll.loss }
    if outcome.isAnswer, heardSources.insert(source.id).inserted {
      report.isFirstAnswer = true
      try database.insert(Gap(before: now, of: source.id))
    }
    if let update = schedule.finish(source.id, outcome, at: now) {
      report.pollEvents = worthTelling(update.events, of: source.id, items: items.count)
      try database.save(update.state, of: source.id)
      try regainSight(of: source.id, outcome, gap: update.gap, at: now)
      if let host = update.host { try database.save(host.state, of: host.name) }
    }
    return report
  }

  func hastensPolls(at now: Date) -> Bool {
    guard let due = schedule.nextDue(after: now) else { return false }
    return nextPolls.map { due < $0 } ?? true
  }

  /// Leaves out an overrun that follows another: a busy source would say so at each poll.
  private func worthTelling(_ events: [PollEvent], of source: Source.ID, items: Int) -> [PollEvent]
  {
    let isOverrun = events.contains { if case .overrun = $0 { true } else { false } }
    if isOverrun { totals.overruns += 1 }
    let isNews = !overrunning.contains(source)
    if isOverrun { overrunning.insert(source) } else if items > 0 { overrunning.remove(source) }
    return events.filter { if case .overrun = $0 { isNews } else { true } }
  }
}
