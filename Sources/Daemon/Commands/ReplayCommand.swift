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

  /// After the last item time goes on for so long, so that what is open can resolve.
  private static let afterlife: TimeInterval = 12 * 3600

  /// Items that are handed over at once.
  private static let batch = 1024

  init(_ configuration: Configuration, asJSON: Bool) {
    self.configuration = configuration
    self.asJSON = asJSON
  }

  func run(_ path: String) async throws -> ExitStatus {
    var reader = try LineReader(path: path)
    var status = ExitStatus.success
    let listening = try Listening(configuration)
    var run: (desk: Desk, progress: ReplayProgress)?
    var batch: [RecordedItem] = []
    while true {
      let line = try reader.next()
      if let line {
        do {
          guard case .bytes(let bytes) = line else { throw ItemLine.Failure(reason: "too long") }
          if bytes.isEmpty { continue }
          batch += try Self.items(in: bytes, listening)
        } catch let error as ItemLine.Failure {
          Output.message("mentiond replay: \(path):\(reader.number): \(error.reason)")
          status = .badData
          continue
        }
      }
      if batch.count >= Self.batch || line == nil, let first = batch.first {
        let (desk, progress) = try run ?? begin(at: first.at)
        run = (desk, try await desk.replay(batch, from: progress))
        tell(run?.progress.alerts ?? [])
        batch.removeAll(keepingCapacity: true)
      }
      if line == nil { break }
    }
    if let run {
      let end = run.progress.now + Self.afterlife
      let progress = try await run.desk.rest(until: end, from: run.progress)
      tell(progress.alerts)
      if let summary = progress.score.summary { Output.message("mentiond replay: \(summary)") }
    }
    return status
  }

  private func begin(at moment: Date) throws -> (desk: Desk, progress: ReplayProgress) {
    let database = try Database(.memory, access: .readWrite)
    return (
      try Desk(configuration, database: database, at: moment), ReplayProgress(now: moment)
    )
  }

  private static func items(
    in line: ArraySlice<UInt8>, _ listening: Listening
  ) throws -> [RecordedItem] {
    let entry = try ItemLine(line)
    guard let moment = entry.item.published else { return [] }  // An `ItemLine` has one.
    return listening.examine([entry.item], from: entry.source).map {
      RecordedItem(examined: $0, source: entry.source, at: moment)
    }
  }

  private func tell(_ alerts: [Alert]) {
    for alert in alerts {
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
