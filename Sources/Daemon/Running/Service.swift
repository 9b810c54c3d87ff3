import FoundationEssentials
import Glibc
import Model
import Serving
import Storage
import Transport

/// The long-running program: opens what it needs, runs the engine, answers signals, ends cleanly.
struct Service {
  let file: ConfigurationFile
  /// What the file held at the start.
  let configuration: Configuration
  let database: String
  let environment: Environment
  let log: EventLog

  /// What a run works with, and what keeps a second one away.
  private struct Session {
    var lock: StateLock
    var engine: Engine
  }

  /// Runs until a signal ends it.
  ///
  /// - Throws: `CommandError` with status 75 when another daemon has the state, 78 when the configuration
  ///   cannot be used, 74 when the database fails.
  func run() async throws {
    let session = try open()
    defer { withExtendedLifetime(session.lock) {} }
    let engine = session.engine
    await tellDropped(engine.desk)
    let server = startServer(configuration, engine)
    // From before anything is told: whoever reads it may send a signal at once.
    let signals = Signals()
    await announce(configuration, engine.files)
    await tellDamaged(engine.desk)
    await tellBlind(engine.desk)
    engine.notifier.ready()
    try await Self.restartable {
      try await run(engine, until: signals, startedWith: configuration)
    }
    engine.notifier.stopping()
    engine.client.close()
    await server?.close()
    try await engine.desk.close(at: clock.now)
    log.event(.notice, "ended")
  }

  /// Asks each source once, delivers the alerts, and ends; what is found is told to `observe`.
  ///
  /// - Throws: as `run` does.
  func runOnce(
    observe: @escaping @Sendable (Observation) -> Void
  ) async throws -> OnceReport {
    let session = try open()
    defer { withExtendedLifetime(session.lock) {} }
    var engine = session.engine
    engine.observe = observe
    // What is found is delivered when all were asked.
    engine.recorder = PollRecorder(gatheringFor: .milliseconds(20))
    await tellDropped(engine.desk)
    let round = try await Self.restartable { [engine] in try await engine.runOnce() }
    engine.client.close()
    try await engine.desk.close(after: .single, at: clock.now)
    return round
  }

  private func open() throws -> Session {
    // Mentions name people: what we write is for our user and group.
    umask(0o027)
    try StateFolder.create(for: database)
    let lock = try Self.storage { () throws(StorageError) in try StateLock(besides: database) }
    let desk = try Self.storage {
      try Desk(
        configuration, database: Database(.file(database), access: .readWrite), at: clock.now)
    }
    var engine = Engine(
      desk: desk, clock: clock, log: log, client: try configuration.polling.client(),
      notifier: ServiceNotifier(environment: { environment[$0] }),
      files: LogFiles(folder: logFolder))
    engine.tokens = TokenKeeper(vault: TokenVault(folder: "\(stateFolder)/tokens"))
    if let interval = engine.notifier.watchdogInterval {
      engine.tickInterval = min(engine.tickInterval, interval / 2)
    }
    return Session(lock: lock, engine: engine)
  }

  var clock: Clock { log.clock }

  /// Runs the engine beside the signals; returns when one of them asks for the end.
  private func run(
    _ engine: Engine, until signals: Signals, startedWith configuration: Configuration
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask {
        do { try await engine.run() } catch is CancellationError {}
      }
      tasks.addTask {
        for await signal in signals.received {
          switch signal {
          case .end:
            log.event(.notice, "ending")
            // What is in flight is dropped; the outbox keeps what was not delivered.
            return engine.client.close()
          case .reload: try await reload(engine, startedWith: configuration)
          case .reopen:
            await engine.files.reopen()
            log.event(.info, "log files are opened anew")
          }
        }
      }
      try await tasks.next()
      tasks.cancelAll()
    }
  }

  /// Reads the configuration again; a bad one changes nothing.
  private func reload(_ engine: Engine, startedWith started: Configuration) async throws {
    engine.notifier.reloading()
    do {
      let configuration = try file.load()
      let listening = try Listening(configuration)
      try await engine.desk.adopt(configuration, listening, at: clock.now)
      await announce(configuration, engine.files)
      await tellDropped(engine.desk)
      await engine.contactLists.hasten()
      engine.contactBell.ring()
      tellWhatNeedsRestart(configuration, running: started)
    } catch let error as CommandError {
      log.event(.error, "the new configuration is bad; the last good one goes on")
      for line in error.message.split(separator: "\n") { log.event(.error, String(line)) }
    }
    engine.notifier.ready()
    engine.pollBell.ring()
  }

  private func startServer(_ configuration: Configuration, _ engine: Engine) -> Server? {
    guard let status = configuration.status else { return nil }
    let desk = engine.desk
    let pushed = PushedItems {
      await desk.configuration.status?.itemsToken
    } receive: { items, source in
      try await engine.receive(items, of: source)
    } source: { name in
      await desk.watchedSource(name)
    } now: { [clock] in
      clock.now
    }
    do {
      let server = try Server(address: status.address, port: status.port) { [clock] request in
        if request.path == PushedItems.path { return await pushed.answer(request) }
        return await StatusPages.answer(request, desk, at: clock.now)
      }
      log.event(.notice, "status is served", ["address": "\(status.address):\(server.port)"])
      return server
    } catch {
      // Health is told by systemd too; listening for complaints matters more.
      log.event(
        .error, "status is not served",
        ["address": "\(status.address):\(status.port)", "reason": "\(error)"])
      return nil
    }
  }

  var logFolder: String {
    environment.logsDirectory ?? stateFolder
  }

  private var stateFolder: String {
    database.lastIndex(of: "/").map { String(database[..<$0]) } ?? "."
  }

  /// A transaction that failed ends the program: a restart reads the disk anew.
  private static func restartable<Result: Sendable>(
    _ body: @Sendable () async throws -> Result
  ) async throws -> Result {
    do {
      return try await body()
    } catch let error as StorageError {
      throw CommandError(status: .inputOutput, message: error.description)
    }
  }

  private static func storage<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as StorageError {
      throw CommandError(
        status: error.isTransient ? .temporary : .inputOutput, message: error.description)
    }
  }
}
