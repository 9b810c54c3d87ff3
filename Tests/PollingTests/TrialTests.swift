import FoundationEssentials
import Model
import Polling
import Storage
import Testing

/// A day of 200 sources with restarts in between, as a recorder at their servers would see it.
///
/// What each behaviour of a polite poller is held by, by its number in the list that the project
/// follows:
///      1 this trial, `Conditional requests`          19 `Waiting is four times as long …`
///    2–5 `Conditional requests`                      20 this trial, `Schedule asks nothing before …`
///      6 this trial, `Conditions of a request`       21 `Hosts get a backlog at their own pace`
///      7 `… count an unchanged document`             22 `Adaptive waiting`
///      8 `… take both validators anew`, `Hygiene`    23 `Gaps`, `Pages`
///      9 `… take a 304 that nobody asked for`        24 `Pages`
///  10–13 `Waiting`                                   25 `Failures never end the polling`
///     14 `Hosts are left alone as a whole`, `… that answer for others`, `… by who registered them`
///     15 `Hosts that were left alone get …`          26 `Failures end for good with 410`, `grow apart`
///     16 `Hosts are asked one thing at a time`       27 `Moves`; the limit of redirects: `Redirects`
///     17 `Schedule spreads a thousand sources`       28 `Failures`, `Conditional requests keep …`
///     18 this trial                                  29 `Limits`, 30 `Content codings` (Transport)
///     31 `Hygiene` of the whole program              32 `Address policy`, `Redirects` (Transport)
///  33–35 `Identity keys` (Detection), `Desk`         36 `Desk takes a source's first answer for history`
///
/// `A day of requests` (DaemonTests) asks the real client the same, by 31 kinds of servers: it holds 1–7,
/// 9–13, 16, 18, 20, 24–28, 30 and 31 besides.
@Suite struct `A day of polls` {
  @Test func `is polite to each of 200 sources, through restarts`() throws {
    var trial = try Trial(sources: 200)
    for quarter in 1...16 {
      try trial.run(until: midnight + Double(quarter) * 5400)
      try trial.restart(isCrash: quarter.isMultiple(of: 3))
    }
    for record in trial.records.values {
      #expect(record.unconditional == 1, "\(record.kind)")
      #expect(record.badValidators == 0, "\(record.kind)")
      #expect(record.tooEarly == 0, "\(record.kind)")
      #expect(record.requests >= record.kind.leastRequests, "\(record.kind)")
    }
    #expect(trial.records.count == 200)
    #expect(trial.unevenness <= 1.5)
  }
}

/// Sources, servers that remember all they are asked, and a schedule whose state goes through a
/// database at each restart.
private struct Trial {
  private let sources: [Source]
  private let database: Database
  private var schedule: Schedule
  private var servers: [Source.ID: Server] = [:]
  private var now = midnight
  private var moments: [Date] = []

  init(sources count: Int) throws {
    let kinds = Server.Kind.allCases
    sources = (0..<count).map {
      let kind = kinds[$0 % kinds.count]
      return Source(
        id: "\($0)", url: "http://host\($0).test/\(kind)", interval: .minutes(Double(10 + $0 % 50)))
    }
    database = try Database(.memory)
    schedule = Schedule(sources, states: [:], hosts: [:], pacing: Pacing(), at: midnight)
    for source in sources {
      let kind = kinds[Int(source.id)! % kinds.count]
      servers[source.id] = Server(kind: kind, source: source)
    }
  }

  var records: [Source.ID: Server] { servers }

  mutating func run(until end: Date) throws {
    while let due = schedule.nextDue(after: now), due < end {
      now = due
      for order in schedule.begin(at: now, limit: 50) {
        try database.save(order.state, of: order.source.id)
        moments.append(now)
        let outcome = servers[order.source.id]!.answer(order, at: now)
        guard let update = schedule.finish(order.source.id, outcome, at: now + 0.5) else {
          continue
        }
        try database.save(update.state, of: order.source.id)
        if let host = update.host { try database.save(host.state, of: host.name) }
      }
    }
    now = end
  }

  /// Starts anew from the database; after a crash also in the middle of some polls.
  mutating func restart(isCrash: Bool) throws {
    for _ in 0..<(isCrash ? 5 : 0) {
      guard let due = schedule.nextDue(after: now) else { break }
      now = due
      for order in schedule.begin(at: now, limit: 50) {
        try database.save(order.state, of: order.source.id)
        _ = servers[order.source.id]!.answer(order, at: now, isHeard: false)
      }
    }
    schedule = Schedule(
      sources, states: try database.pollStates(), hosts: try database.hostStates(),
      pacing: Pacing(), at: now + 1)
    now += 1
  }

  /// The fullest five minutes of the last hours against the mean.
  var unevenness: Double {
    let start = midnight + 18 * 3600
    var counts = Array(repeating: 0.0, count: 60)
    for moment in moments where moment >= start {
      let place = Int(moment.timeIntervalSince(start) / 300)
      if counts.indices.contains(place) { counts[place] += 1 }
    }
    return counts.max()! / (counts.reduce(0, +) / Double(counts.count))
  }
}

/// What one source's server is asked, and how it takes that.
private struct Server {
  enum Kind: CaseIterable {
    case both, etagOnly, dateOnly, oddDate, changing, temporarilyElsewhere, permanentlyElsewhere
    case upgraded, busyAtTimes, failingAtTimes, fresh

    /// Polls of a day that are left where it asks for patience.
    var leastRequests: Int { self == .busyAtTimes ? 8 : 15 }
  }

  let kind: Kind
  private let source: Source
  private(set) var requests = 0
  private(set) var unconditional = 0
  private(set) var badValidators = 0
  private(set) var tooEarly = 0
  private var last: Date?
  private var notBefore = Date.distantPast
  /// What was given, by the address that gave it.
  private var given: [String: Validators] = [:]

  init(kind: Kind, source: Source) {
    self.kind = kind
    self.source = source
  }

  /// - Parameter isHeard: Whether the daemon lives to take it in.
  mutating func answer(_ order: PollOrder, at now: Date, isHeard: Bool = true) -> PollOutcome {
    requests += 1
    let least = order.source.interval!.seconds
    if now < notBefore || last.map({ now.timeIntervalSince($0) < least }) ?? false { tooEarly += 1 }
    last = now
    if kind == .failingAtTimes, requests.isMultiple(of: 7) { return .failed(reason: "no route") }
    if kind == .busyAtTimes, requests.isMultiple(of: 5) {
      if isHeard { notBefore = now + 7200 }
      return .refused(.status(429, ("Retry-After", "7200"), url: order.url))
    }
    return document(order, at: now, isHeard)
  }

  private mutating func document(_ order: PollOrder, at now: Date, _ isHeard: Bool) -> PollOutcome {
    let url = address(order.url)
    // Sent on the hop to the address that the validators belong to.
    let sent = order.validators.flatMap { $0.url == url ? $0 : nil }
    if let sent {
      if sent != given[url] { badValidators += 1 }
    } else {
      unconditional += 1
      if order.validators != nil { badValidators += 1 }
    }
    let current = validators(url, at: now)
    let isSame = sent == current
    if isHeard { given[url] = current }
    let fields: [(name: String, value: String)] =
      current.conditions.map {
        $0.name == "If-None-Match" ? ("ETag", $0.value) : ("Last-Modified", $0.value)
      }
      + (kind == .fresh ? [("Cache-Control", "max-age=60")] : [])
    let reply = PollReply(
      status: isSame ? 304 : 200, url: url, headers: fields, bodyHash: isSame ? nil : 1,
      permanentlyAt: kind == .permanentlyElsewhere || kind == .upgraded && order.url != url
        ? url : nil)
    return isSame ? .unchanged(reply) : .feed(reply, new: 1)
  }

  private func address(_ url: String) -> String {
    switch kind {
    case .temporarilyElsewhere, .permanentlyElsewhere: "http://elsewhere\(source.id).test/"
    case .upgraded: "https" + source.url.dropFirst(4)
    default: url
    }
  }

  private func validators(_ url: String, at now: Date) -> Validators {
    let version = Int(now.timeIntervalSince(midnight) / (kind == .changing ? 1000 : 1e9))
    let etag = "W/\"\(source.id)-\(version)\""
    return switch kind {
    case .etagOnly: Validators(url: url, etag: etag)
    case .dateOnly: Validators(url: url, lastModified: "Sat, 21 Nov 2026 10:00:00 GMT")
    case .oddDate: Validators(url: url, lastModified: "-1")
    default:
      Validators(url: url, etag: etag, lastModified: "Sat, 21 Nov 2026 10:0\(version % 10):00 GMT")
    }
  }
}
