import Alerting
import FoundationEssentials
import JSON
import Model
import Storage

extension Command {
  static let replay = Command(
    name: "replay",
    summary: "run recorded items through the whole chain in event time",
    help: """
      Reads items as JSON Lines in the order of their moments,
      {"id","source","outlet","author","url","title","text","published"}, and runs them through the
      same chain as `run` does, as if each were seen when it was published. Prints the alerts that
      would have been raised; sends nothing and stores nothing. The same input gives the same output.

        --config FILE   the configuration; its sources and receivers are not used
        --json          JSON Lines instead of alert lines
        -               standard input in place of a file
      """,
    usage: "--config FILE [--json] ITEMS.jsonl",
    options: ["config"],
    flags: ["json"]
  ) { arguments in
    guard let path = arguments.option("config"), let items = arguments.operands.first,
      arguments.operands.count == 1
    else {
      throw CommandError.usage("usage: mentiond replay --config FILE [--json] ITEMS.jsonl")
    }
    let configuration = try ConfigurationFile(path: path, environment: .process).load()
    return try await Replay(configuration, asJSON: wantsJSON(arguments)).run(items)
  }
}

/// Runs recorded items through a Desk of its own, whose clock is the items' own.
struct Replay {
  private let configuration: Configuration
  private let asJSON: Bool

  /// Event time between two ticks: incidents resolve and repeat no later than this.
  private static let tickInterval: TimeInterval = 300

  /// After the last item time goes on for so long, so that what is open can resolve.
  private static let afterlife: TimeInterval = 12 * 3600

  init(_ configuration: Configuration, asJSON: Bool) {
    self.configuration = configuration
    self.asJSON = asJSON
  }

  func run(_ path: String) async throws -> ExitStatus {
    var reader = try LineReader(path: path)
    var status = ExitStatus.success
    var desk: Desk?
    var now = Date.distantPast
    while let line = try reader.next() {
      let entry: ItemLine
      do {
        guard case .bytes(let bytes) = line else { throw ItemLine.Failure(reason: "too long") }
        if bytes.isEmpty { continue }
        entry = try ItemLine(bytes)
      } catch let error as ItemLine.Failure {
        Output.message("mentiond replay: \(path):\(reader.number): \(error.reason)")
        status = .badData
        continue
      }
      guard let moment = entry.item.published else { continue }  // An `ItemLine` has one.
      let begun: Desk
      if let desk {
        begun = desk
      } else {
        now = moment
        begun = try Desk(
          configuration, database: Database(.memory, access: .readWrite), at: moment)
        desk = begun
      }
      now = try await pass(from: now, to: moment, begun)
      let examined = await begun.listening.examine([entry.item], from: entry.source)
      tell(try await begun.receive(examined, of: entry.source, at: now))
    }
    if let desk { _ = try await pass(from: now, to: now + Self.afterlife, desk) }
    return status
  }

  /// Lets time pass, with a tick at each full interval. Items out of order do not turn it back.
  private func pass(from now: Date, to moment: Date, _ desk: Desk) async throws -> Date {
    guard moment > now else { return now }
    let length = Self.tickInterval
    var tick = (now.timeIntervalSince1970 / length).rounded(.down) * length + length
    while tick <= moment.timeIntervalSince1970 {
      tell(try await desk.tick(at: Date(timeIntervalSince1970: tick)))
      tick += length
    }
    return moment
  }

  private func tell(_ report: Report) {
    for alert in report.alerts {
      guard asJSON else {
        Output.print(AlertLine.text(alert))
        continue
      }
      var writer = JSONWriter()
      writer.object {
        $0.field("at", alert.at.utc)
        AlertPayload.write(alert, into: &$0)
      }
      Output.print(writer.text)
    }
  }
}
