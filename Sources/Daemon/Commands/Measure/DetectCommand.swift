import Alerting
import Detection
import FoundationEssentials
import Glibc
import JSON
import Model

extension Command {
  static let detect = Command(
    name: "detect",
    summary: "find bursts in counts or in events",
    examples: ["detect --counts counts.csv", "detect --events events.jsonl"],
    help: """
      --counts reads CSV with the header timestamp,value, one row for every 5 minutes, and writes
      timestamp,value,score,alert: score is log10 of the return period in hours, alert the watch
      level (about once in three days by chance), once a day at most.

      --events reads JSON Lines {"at","voice","brand","seen"?} of any number of brands in order of
      arrival, moments as ISO 8601 or seconds since 1970, and writes {"at","brand","severity",
      "score",…} for each alert that would call people.

      --until T                      leaves out what became known after T
      --false-alarms-per-month X     alerts without cause that are accepted for each brand (1)
      """,
    usage: "--counts FILE.csv | --events FILE.jsonl [--until T] [--false-alarms-per-month X]",
    options: ["counts", "events", "until", "false-alarms-per-month"]
  ) { arguments in
    guard arguments.operands.isEmpty else {
      throw CommandError.usage("unexpected \(arguments.operands[0]); see mentiond detect --help")
    }
    switch (arguments.option("counts"), arguments.option("events")) {
    case (let path?, nil): try detectCounts(in: path)
    case (nil, let path?): try detectEvents(in: path, EventOptions(arguments))
    default: throw CommandError.usage("expected either --counts FILE or --events FILE")
    }
    return .success
  }
}

// MARK: Counts

private func detectCounts(in path: String) throws {
  var detector = CountDetector()
  var hasHeader = false
  try LineReader.forEachLine(of: path) { line, number in
    let row = String(decoding: line, as: UTF8.self)
    guard hasHeader else {
      guard row == "timestamp,value" else {
        throw CommandError(
          status: .badData, message: "\(path):1: expected the header timestamp,value")
      }
      hasHeader = true
      return Output.print("timestamp,value,score,alert")
    }
    guard let comma = row.lastIndex(of: ","), let count = Double(row[row.index(after: comma)...]),
      count.isFinite, count >= 0
    else {
      throw CommandError(
        status: .badData, message: "\(path):\(number): expected a moment, a comma and a count")
    }
    let (score, isAlert) = detector.note(count)
    let rounded = (score * 10_000).rounded() / 10_000
    Output.print("\(row),\(rounded),\(isAlert ? 1 : 0)")
  }
}

// MARK: Events

private struct EventOptions {
  var until = Double.infinity
  var falseAlarmsPerMonth = 1.0

  init(_ arguments: Arguments) throws(CommandError) {
    if let text = arguments.option("until") {
      guard let moment = Double(text) ?? Date(utc: text)?.timeIntervalSince1970 else {
        throw .usage("--until: expected a moment such as 2026-01-05T00:00:00Z, found \(text)")
      }
      until = moment
    }
    if let text = arguments.option("false-alarms-per-month") {
      guard let number = Double(text), number > 0, number.isFinite else {
        throw .usage("--false-alarms-per-month: expected a number above 0, found \(text)")
      }
      falseAlarmsPerMonth = number
    }
  }
}

private func detectEvents(in path: String, _ options: EventOptions) throws {
  var scanner = EventScanner()
  var watch = EventWatch(options)
  try LineReader.forEachLine(of: path) { line, number in
    guard !line.isEmpty else { return }
    let event: Event
    do throws(EventError) {
      event = try line.withUnsafeBufferPointer { bytes throws(EventError) in
        try scanner.event(in: bytes)
      }
    } catch {
      throw CommandError(status: .badData, message: "\(path):\(number): \(error.reason)")
    }
    if event.seen <= options.until { watch.note(event, of: scanner.brands) }
  }
  watch.decide(scanner.brands)
}

/// One stream and one rule for each brand. What becomes known at one moment is decided together.
private struct EventWatch {
  private let options: EventOptions
  private var streams: [VoiceStream] = []
  private var rules: [AlarmRule] = []
  private var undecided: [Int] = []
  private var known = -Double.infinity
  private var writer = JSONWriter()

  init(_ options: EventOptions) { self.options = options }

  mutating func note(_ event: Event, of brands: [String]) {
    if event.seen != known { decide(brands) }
    known = max(known, event.seen)
    if event.brand == streams.count {
      streams.append(VoiceStream())
      rules.append(AlarmRule(falseAlarmsPerMonth: options.falseAlarmsPerMonth))
    }
    streams[event.brand].note(
      voice: event.voice, at: Date(timeIntervalSince1970: event.at),
      seen: Date(timeIntervalSince1970: known))
    if undecided.last != event.brand { undecided.append(event.brand) }
  }

  mutating func decide(_ brands: [String]) {
    let now = Date(timeIntervalSince1970: known)
    for brand in undecided {
      let returnHours = Self.returnHours(of: &streams[brand], at: now)
      if let severity = rules[brand].note(returnHours: returnHours, at: now) {
        var velocity = streams[brand].velocity(at: now)
        velocity.growth = streams[brand].growth(within: velocity.window, at: now)
        print(velocity, of: brands[brand], severity)
      }
    }
    undecided.removeAll(keepingCapacity: true)
  }

  /// In its place: a stream is more than a thousand bytes, and to read it out of a list copies them.
  private static func returnHours(of stream: inout VoiceStream, at now: Date) -> Double {
    stream.advance(to: now)
    return stream.returnHours(at: now)
  }

  private mutating func print(_ velocity: Velocity, of brand: String, _ severity: Severity) {
    writer.reset()
    writer.object {
      $0.field("at", known.moment)
      $0.field("brand", brand)
      $0.field("severity", severity.name)
      $0.field("score", log10(velocity.returnHours))
      $0.field("return_hours", velocity.returnHours, digits: 1)
      $0.field("window_hours", velocity.window.hours)
      $0.field("observed", velocity.observed)
      $0.field("expected", velocity.expected)
      if let growth = velocity.growth { AlertPayload.write(growth, into: &$0) }
      $0.field("learned_hours", velocity.learned.hours, digits: 1)
    }
    Output.print(writer.text)
  }
}

extension Double {
  /// Seconds since 1970 as ISO 8601 with milliseconds, rounded up: an alert is not told before what
  /// it is about.
  fileprivate var moment: String {
    let milliseconds = Int((self * 1000).rounded(.up))
    let text = Date(timeIntervalSince1970: Double(milliseconds / 1000)).utc
    let fraction = String(1000 + milliseconds % 1000).dropFirst()
    return "\(text.dropLast()).\(fraction)Z"
  }
}
