import Alerting
import FoundationEssentials
import JSON
import Model
import Storage

extension Command {
  static let replay = Command(
    name: "replay",
    summary: "run recorded items through the whole chain in event time",
    examples: [
      "replay --config c.json items.jsonl",
      "replay --config c.json --compare new.json --since 14d",
    ],
    help: """
      Reads items as JSON Lines in the order of their moments,
      {"id","source","outlet","author","url","title","text","published"}, and runs them through the
      same chain as `run` does, as if each were seen when it was published. Prints the alerts that
      would have been raised; sends nothing and stores nothing. The same input gives the same output.
      On standard error it tells how many of the forecasts that the alerts made were right.

        --config FILE   the configuration; its sources and receivers are not used
        --compare FILE  another one: prints what each makes of the items, and which is earlier
        --since 14d     the mentions of the own database in place of a file, from so long ago on
        --state FOLDER  where that database is; default as for `run`
        --json          JSON Lines instead of words
        -               standard input in place of a file
      """,
    usage: "--config FILE [--compare FILE] [--json] ITEMS.jsonl | --since 14d [--state FOLDER]",
    options: ["config", "compare", "since", "state"],
    flags: ["json"]
  ) { arguments in
    guard let path = arguments.option("config") else {
      throw CommandError.usage("--config FILE is missing; see mentiond replay --help")
    }
    let configuration = try ConfigurationFile(path: path, environment: .process).load()
    let other = try arguments.option("compare").map {
      try ConfigurationFile(path: $0, environment: .process).load()
    }
    let source = try RecordingSource(arguments)
    guard let other else {
      var recording = try source.open()
      let outcome = try await Replay(configuration).run(&recording) { alerts in
        for alert in alerts { Replay.print(alert, asJSON: wantsJSON(arguments)) }
      }
      if let summary = outcome.score.summary { Output.message("mentiond replay: \(summary)") }
      return recording.hasProblems ? .badData : .success
    }
    guard !source.isStandardInput else {
      throw CommandError.usage("--compare reads the items twice: name a file")
    }
    var alerts: [[Alert]] = []
    var length = Duration.zero
    var status = ExitStatus.success
    for configuration in [configuration, other] {
      var recording = try source.open()
      var told: [Alert] = []
      length = try await Replay(configuration).run(&recording) { told += $0 }.length
      alerts.append(told)
      if recording.hasProblems { status = .badData }
    }
    let comparison = ReplayComparison(alerts[0], alerts[1], over: length)
    if wantsJSON(arguments) {
      for pair in comparison.pairs { Output.print(ReplayComparison.json(pair)) }
    } else {
      for line in comparison.lines { Output.print(line) }
    }
    Output.message("mentiond replay: \(comparison.summary)")
    return status
  }
}

/// Where the items of a replay come from.
private enum RecordingSource {
  case file(String)
  case state(path: String, Duration)

  init(_ arguments: Arguments) throws {
    switch (arguments.option("since"), arguments.operands.first, arguments.operands.count) {
    case (nil, let file?, 1): self = .file(file)
    case (let text?, nil, 0):
      guard let length = DurationText.read(text) else {
        throw CommandError.usage("--since: expected a length of time such as 14d, found \(text)")
      }
      self = .state(path: try Command.readState(arguments).path, length)
    default:
      throw CommandError.usage("expected one file of items, or --since; see mentiond replay --help")
    }
  }

  var isStandardInput: Bool { if case .file("-") = self { true } else { false } }

  func open() throws -> Recording {
    switch self {
    case .file(let path): return try Recording(path: path)
    case .state(let path, let length):
      let database = try Database(.file(path), access: .readOnly)
      return try Recording(database, path: path, since: Clock.wall.now - length.seconds)
    }
  }
}

/// Runs recorded items through a Desk of its own, whose clock is the items' own.
struct Replay {
  private let configuration: Configuration

  /// After the last item time goes on for so long, so that what is open can resolve.
  private static let afterlife: TimeInterval = 12 * 3600

  /// Items that are handed over at once, or as many more as came at one moment: few at first, since
  /// the Desk waits for the first of them.
  private static let firstBatch = 32
  private static let batch = 512

  /// What came of a whole recording, the alerts aside.
  struct Outcome {
    var score = ForecastScore()
    /// From the first item to the last.
    var length = Duration.zero
  }

  init(_ configuration: Configuration) {
    self.configuration = configuration
  }

  /// - Parameter tell: is given the alerts, in the order of time.
  func run(_ recording: inout Recording, tell: ([Alert]) -> Void) async throws -> Outcome {
    guard let first = try recording.nextMoment() else { return Outcome() }
    // Its tables are made while the words of complaint and the first items are read.
    async let opened = Desk(
      configuration, database: Database(.passing, access: .readWrite), at: first)
    let listening = try Listening(configuration)
    var length = Self.firstBatch
    var batch = try Self.nextBatch(of: &recording, length, listening)
    let desk = try await opened
    var progress = ReplayProgress(now: first)
    while !batch.isEmpty {
      // The next items are read and looked at while the Desk takes in these.
      let (items, before) = (batch, progress)
      async let taken = desk.replay(items, from: before)
      length = min(2 * length, Self.batch)
      batch = try Self.nextBatch(of: &recording, length, listening)
      progress = try await taken
      tell(progress.alerts)
    }
    let covered = progress.now.timeIntervalSince(first)
    progress = try await desk.rest(until: progress.now + Self.afterlife, from: progress)
    tell(progress.alerts)
    return Outcome(score: progress.score, length: .seconds(covered))
  }

  /// The next items, so many at least; none at the end. Those of one moment are handed over together.
  private static func nextBatch(
    of recording: inout Recording, _ count: Int, _ listening: Listening
  ) throws -> [RecordedItem] {
    var items: [RecordedItem] = []
    while let entry = try recording.entry() {
      items += listening.examine([entry.item], from: entry.source).map {
        RecordedItem(examined: $0, source: entry.source, at: entry.at)
      }
      if items.count >= count, try recording.nextMoment() != entry.at { break }
    }
    return items
  }

  static func print(_ alert: Alert, asJSON: Bool) {
    guard asJSON else { return Output.print(AlertLine.text(alert)) }
    var writer = JSONWriter()
    writer.object {
      $0.field("at", alert.at.utc)
      AlertPayload.write(alert, into: &$0)
    }
    Output.print(writer.text)
  }
}
