import Alerting
import FoundationEssentials
import Model
import Polling
import Storage
import Transport

/// The loops that make the daemon: poll, tick, deliver. All end when the task is cancelled.
struct Engine: Sendable {
  let desk: Desk
  let clock: Clock
  let log: EventLog
  let client: HTTPClient
  let notifier: ServiceNotifier

  /// Proves to sources who asks.
  var tokens = TokenKeeper()

  /// What log receivers write to.
  let files: LogFiles

  /// Reads what `file:` sources name.
  let localFiles = LocalFiles()

  /// Hands to the Desk how polls ended.
  var recorder = PollRecorder()

  /// Reads who told the brands before.
  let contactLists = ContactLists()

  /// Rung when a poll ended or time has passed: sources may be due.
  let pollBell = Bell()

  /// Rung when an alert was raised, a delivery ended or time has passed: notifications may be due.
  let deliveryBell = Bell()

  /// Rung when time has passed, an address has answered or a list may be another: lists are looked at.
  let contactBell = Bell()

  /// Ends the engine with an error: a poll or a delivery met one that nobody can go on after.
  private let failure = AsyncThrowingStream<Never, any Error>.makeStream()

  /// Told every line that people should know of, besides the log; the demonstration listens here.
  var observe: @Sendable (Observation) -> Void = { _ in }

  /// It takes a millisecond; with the usual ticks it is done four times an hour.
  private static let ticksBetweenTrims = 60

  /// Time between two ticks of the Desk. A clock that was set is noticed at the next one.
  var tickInterval = Duration.seconds(15)

  /// Runs until the task is cancelled or the Desk's transaction fails.
  func run() async throws {
    try await withThrowingTaskGroup(of: Void.self) { loops in
      loops.addTask { await pollSources() }
      loops.addTask { try await deliverNotifications() }
      loops.addTask { try await keepTime() }
      loops.addTask { await watchContacts() }
      loops.addTask { for try await _ in failure.stream {} }
      try await loops.next()
      loops.cancelAll()
    }
  }

  /// Runs a part of a loop whose failure must end the engine, not the part alone: memory may be ahead
  /// of the disk, and only a new start reads the disk.
  func endingOnFailure(_ part: () async throws -> Void) async {
    do { try await part() } catch { failure.continuation.finish(throwing: error) }
  }

  /// Rings the bells, ticks the Desk, and feeds the watchdog: only a Desk that has answered proves
  /// that the chain makes progress.
  private func keepTime() async throws {
    for number in 0... {
      // The start is behind us, or what an hour's work has left.
      if number % Self.ticksBetweenTrims == 0 { Heap.trim() }
      pollBell.ring()
      deliveryBell.ring()
      let report = try await desk.tick(at: clock.now)
      tell(report)
      notifier.watchdog()
      notifier.status(try await desk.summary(at: clock.now))
      try await clock.sleep(tickInterval)
    }
  }

  /// Takes in items that came another way than by a poll.
  func receive(_ items: [Item], of source: Source) async throws -> Report {
    let examined = await desk.listening.examine(items, from: source)
    let report = try await desk.receive(examined, of: source, at: clock.now)
    tell(report)
    return report
  }

  /// Rings a bell when a moment has come, or the engine ends.
  func ring(_ bell: Bell, at moment: Date) async {
    try? await clock.sleep(.seconds(max(0, moment.timeIntervalSince(clock.now))))
    bell.ring()
  }

  /// Writes what came of a call to the Desk, and wakes the loops that it gives work to.
  func tell(_ report: Report) {
    if let step = report.clockSetBack {
      log.event(
        .warning, "the clock was set back; what was due is due as soon as before",
        ["by": Words.duration(step.seconds)])
    }
    if report.hastensPolls { pollBell.ring() }
    for mention in report.mentions { observe(.mention(mention)) }
    for alert in report.alerts {
      log.alert(alert)
      observe(.alert(alert))
    }
    if !report.alerts.isEmpty { deliveryBell.ring() }
  }
}

/// Something that a person who watches the daemon wants to see.
enum Observation: Sendable {
  case polled(Source.ID, items: Int, new: Int)
  case turned(Source.ID, PollEvent)
  case mention(Mention)
  case alert(Alert)
  case delivered(Delivery)
}
