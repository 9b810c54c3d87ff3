import FoundationEssentials
import Model
import Storage
import Transport

extension Command {
  static let demo = Command(
    name: "demo",
    summary: "watch a made-up complaint go viral, on this machine alone",
    examples: ["demo", "demo --once"],
    help: """
      Serves three feeds (RSS, Atom, JSON) on the loopback address with a quiet week about an airline
      and a complaint that starts to spread, and runs the daemon on them: real polls over HTTP, the
      real chain, a real webhook. Its clock runs 240 times as fast, so an hour takes 15 seconds.
      Needs no configuration and leaves nothing behind.

        --once   end after the alert has been delivered, with status 0
      """,
    usage: "[--once]",
    flags: ["once"],
    takesOperands: false
  ) { arguments in
    try await Demo().run(untilDelivered: arguments.has("once"))
    return .success
  }
}

/// Runs the daemon's engine in the demonstration's world.
struct Demo {
  /// An hour takes 15 seconds: the story is told within 20.
  private static let rate = 240.0

  /// If no alert has come by then, something is wrong and is said so.
  private static let patience = Duration.seconds(60)

  func run(untilDelivered endsAfterDelivery: Bool) async throws {
    let clock = Clock(rate: Self.rate)
    let start = clock.now
    let narrator = DemoNarrator(start: start) { line in
      Output.print(line)
      Output.flush()
    }
    Output.print(
      "An airline's feeds on this machine; a minute of theirs takes a quarter of a second here. Ctrl-C ends it."
    )
    let world = try DemoWorld(story: DemoStory(start: start), clock: clock) { id, body, isSigned in
      // The server wants its answer at once; the story is told meanwhile.
      Task { await narrator.noteWebhook(id: id, body: body, isSigned: isSigned, at: clock.now) }
    }
    let configuration = try configuration(of: world)
    let client = try HTTPClient(HTTPClientOptions(userAgent: configuration.polling.userAgent))
    defer { client.close() }
    let desk = try Desk(
      configuration, database: Database(.memory, access: .readWrite), at: start)
    var engine = Engine(
      desk: desk, clock: clock, log: EventLog(form: .plain, clock: clock, threshold: nil),
      client: client, notifier: ServiceNotifier(environment: { _ in nil }),
      files: LogFiles(folder: "/"))
    engine.tickInterval = .seconds(60)
    let (observations, observe) = AsyncStream<(Observation, Date)>.makeStream()
    engine.observe = { observe.yield(($0, clock.now)) }
    try await tell(
      engine, observations, narrator, untilDelivered: endsAfterDelivery)
    await world.close()
  }

  private func tell(
    _ engine: Engine, _ observations: AsyncStream<(Observation, Date)>, _ narrator: DemoNarrator,
    untilDelivered endsAfterDelivery: Bool
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await engine.run() }
      tasks.addTask {
        for await (observation, moment) in observations {
          await narrator.note(observation, at: moment)
        }
      }
      tasks.addTask {
        for await signal in Signals().received where signal == .end { return }
      }
      if endsAfterDelivery {
        tasks.addTask {
          for await _ in narrator.ending { return }
        }
        tasks.addTask {
          try await Task.sleep(for: Self.patience)
          throw CommandError(
            status: .software, message: "no alert was delivered within \(Self.patience)")
        }
      }
      do { try await tasks.next() } catch is CancellationError {}
      tasks.cancelAll()
    }
  }

  private func configuration(of world: DemoWorld) throws -> Configuration {
    do {
      return try ConfigurationReader.read(
        Array(world.configuration.utf8), files: SecretFiles(values: ["secret": DemoWorld.secret]))
    } catch {
      throw CommandError(
        status: .software, message: error.list.map(\.description).joined(separator: "\n"))
    }
  }
}
