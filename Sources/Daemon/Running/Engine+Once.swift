import Alerting
import FoundationEssentials
import Model
import Polling
import Storage

extension Engine {
  /// Polls each source once that may be asked now, at the pace of its host, then delivers what is due.
  func runOnce() async throws -> OnceReport {
    try await readContactsOnce()
    let round = await desk.hasten(at: clock.now)
    tell(round.leftOut, try await desk.problems())
    try await pollOnce(round.asked)
    tell(try await desk.tick(at: clock.now))
    try await deliverOnce()
    return OnceReport(
      round, problems: try await desk.problems(), waiting: try await desk.waiting())
  }

  private func pollOnce(_ sources: [Source.ID]) async throws {
    guard !sources.isEmpty else { return }
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      // Hosts are free again when time has passed, not only when a poll ends.
      tasks.addTask {
        while !Task.isCancelled {
          pollBell.ring()
          try? await clock.sleep(.milliseconds(100))
        }
      }
      tasks.addTask { try await pollAll(of: sources) }
      try await tasks.next()
      tasks.cancelAll()
    }
  }

  private func pollAll(of sources: [Source.ID]) async throws {
    var left = Set(sources)
    var asked: Set<Source.ID> = []
    var told: Date?
    try await withThrowingTaskGroup(of: Void.self) { polls in
      for await _ in pollBell.rings {
        let (jobs, next) = try await desk.pollsDue(at: clock.now)
        // One that comes due a second time stays under way: this round asks each once.
        for job in jobs where asked.insert(job.order.source.id).inserted {
          left.remove(job.order.source.id)
          polls.addTask {
            try await poll(job)
            pollBell.ring()
          }
        }
        if left.isEmpty { break }
        tellWait(until: next, for: left.count, told: &told)
      }
      try await polls.waitForAll()
    }
  }

  /// A wait that is longer than this looks like a program that hangs.
  private static let shortWait = Duration.seconds(10)

  /// Says once of each longer wait what it is for.
  private func tellWait(until next: Date?, for sources: Int, told: inout Date?) {
    guard let next, next != told, next.timeIntervalSince(clock.now) > Self.shortWait.seconds else {
      return
    }
    told = next
    log.event(
      .info, "waiting, as a host takes but so many requests an hour",
      ["sources": "\(sources)", "until": next.utc])
  }

  /// Groups, and sources of each, that are named: a host that wants quiet may have thousands.
  private static let mostGroups = 20
  private static let mostNamed = 10

  /// One line for all that are left out for one reason, and failed the last time for one reason.
  private func tell(_ leftOut: [PollRound.LeftOut], _ problems: [Source.ID: String]) {
    let groups = Dictionary(grouping: leftOut) { left in
      [OnceReport.words(for: left.reason), problems[left.source]]
    }
    let sorted = groups.values.sorted { $0[0].source < $1[0].source }
    for group in sorted.prefix(Self.mostGroups) {
      log.event(
        .info, "not asked",
        [
          "count": "\(group.count)",
          "sources": group.prefix(Self.mostNamed).map(\.source).joined(separator: " "),
          "because": OnceReport.words(for: group[0].reason),
          "until": group.compactMap(\.until).min()?.utc, "problem": problems[group[0].source],
        ])
    }
  }

  /// Tries each notification once; what fails waits in the outbox for the next run.
  private func deliverOnce() async throws {
    while case let jobs = try await desk.notificationsDue(at: clock.now).jobs, !jobs.isEmpty {
      try await withThrowingTaskGroup(of: Void.self) { deliveries in
        for job in jobs { deliveries.addTask { try await finish(job) } }
        try await deliveries.waitForAll()
      }
    }
  }
}
