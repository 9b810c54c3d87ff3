import Alerting
import FoundationEssentials
import Model
import Polling
import Storage

extension Engine {
  /// What came of asking all sources once.
  struct Round: Sendable {
    var sources = 0

    /// Those that could not be read, and why.
    var failures: [(source: Source.ID, problem: String)] = []

    /// Notifications that wait for their receivers.
    var waiting = 0
  }

  /// Polls each source once that may be asked now, at the pace of its host, then delivers what is due.
  func runOnce() async throws -> Round {
    var round = Round()
    let sources = await desk.hasten(at: clock.now)
    round.sources = sources.count
    try await pollOnce(Set(sources))
    tell(try await desk.tick(at: clock.now))
    try await deliverOnce()
    round.failures = try await desk.problems(of: sources)
    round.waiting = try await desk.waiting()
    return round
  }

  private func pollOnce(_ sources: Set<Source.ID>) async throws {
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

  private func pollAll(of sources: Set<Source.ID>) async throws {
    var left = sources
    try await withThrowingTaskGroup(of: Void.self) { polls in
      for await _ in pollBell.rings {
        // One that comes due a second time stays under way: this round asks each once.
        for job in try await desk.pollsDue(at: clock.now).jobs
        where left.remove(job.order.source.id) != nil {
          polls.addTask {
            try await poll(job)
            pollBell.ring()
          }
        }
        if left.isEmpty { break }
      }
      try await polls.waitForAll()
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
