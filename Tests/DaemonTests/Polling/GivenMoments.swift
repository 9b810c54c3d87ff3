import FoundationEssentials
import Glibc
import Loopback
import Model
import Polling
import Storage
import Synchronization
import Testing
import Transport

@testable import Daemon

/// The daemon as it is, but for its clock: each poll is made at a moment that the test gives, by the
/// real client to whatever server stands behind a proxy. Nothing waits.
final class GivenMoments: Sendable {
  private let configuration: Configuration
  private let client: HTTPClient
  private let folder: String
  let server: LoopbackServer
  private let state: Mutex<State>
  private let heard = Mutex<[Event]>([])
  private let read = Mutex<[Int]>([])

  private struct State {
    var desk: Desk
    var now: Date
  }

  /// A turn in the life of a source, as people are told of it.
  struct Event: Equatable, Sendable {
    var at: Date
    var source: Source.ID
    var event: PollEvent
  }

  /// - Parameters:
  ///   - text: The configuration.
  ///   - server: The proxy through which all is asked, so that sources may have any host's name.
  init(_ text: String, through server: LoopbackServer, at now: Date) throws {
    self.server = server
    configuration = try ConfigurationReader.read(Array(text.utf8), files: SecretFiles(values: [:]))
    var template = Array("/tmp/mentiond-moments-XXXXXX".utf8CString)
    folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    client = try HTTPClient(
      HTTPClientOptions(userAgent: "mentiond/test", proxy: HTTPProxy(server.url(""))))
    let desk = try Desk(
      configuration, database: Database(.file("\(folder)/s.db")), at: now)
    state = Mutex(State(desk: desk, now: now))
  }

  deinit {
    for name in ["s.db", "s.db-wal", "s.db-shm"] { unlink("\(folder)/\(name)") }
    rmdir(folder)
  }

  var now: Date { state.withLock { $0.now } }
  var desk: Desk { state.withLock { $0.desk } }
  var events: [Event] { heard.withLock { $0 } }

  /// The items that each poll read, in the order in which they ended.
  var reads: [Int] { read.withLock { $0 } }

  /// What is on disk, for whoever reads it beside the desk.
  func database() throws -> Database {
    try Database(.file("\(folder)/s.db"), access: .readOnly)
  }

  /// Polls what comes due until a moment, and ticks first and each hour.
  ///
  /// - Parameter moment: Told the moment of the polls that follow.
  func run(until end: Date, _ moment: (Date) -> Void = { _ in }) async throws {
    var tick = now
    while now < end {
      moment(now)
      if now >= tick {
        _ = try await desk.tick(at: now)
        tick = now + 3600
      }
      let due = try await desk.pollsDue(at: now)
      try await poll(due.jobs)
      if due.jobs.isEmpty {
        let next = max(min(due.next ?? end, tick, end), now + 0.25)
        state.withLock { $0.now = next }
      }
    }
  }

  private func poll(_ jobs: [PollJob]) async throws {
    let now = now
    var engine = Engine(
      desk: desk,
      // So slow a clock stands still.
      clock: Clock(rate: 1e-9, from: now),
      log: EventLog(form: .plain, clock: .wall, threshold: nil), client: client,
      notifier: ServiceNotifier { _ in nil }, files: LogFiles(folder: folder))
    engine.observe = { [weak self] observation in
      switch observation {
      case .turned(let source, let event):
        self?.heard.withLock { $0.append(Event(at: now, source: source, event: event)) }
      case .polled(_, let items, _): self?.read.withLock { $0.append(items) }
      default: break
      }
    }
    try await withThrowingTaskGroup(of: Void.self) { [engine] polls in
      for job in jobs { polls.addTask { try await engine.poll(job) } }
      try await polls.waitForAll()
    }
  }

  /// Ends and starts anew from the database, a second later.
  ///
  /// - Parameters:
  ///   - isCrash: Whether polls had begun that nobody takes in.
  ///   - pause: For how long nothing runs.
  func restart(isCrash: Bool = false, after pause: TimeInterval = 1) async throws {
    if isCrash { _ = try await desk.pollsDue(at: now) } else { try await desk.close(at: now) }
    let now = now + pause
    let desk = try Desk(configuration, database: Database(.file("\(folder)/s.db")), at: now)
    state.withLock { $0 = State(desk: desk, now: now) }
  }
}
