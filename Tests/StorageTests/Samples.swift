import FoundationEssentials
import Glibc
import Model
import Storage

let noon = Date(timeIntervalSinceReferenceDate: 800_000_000.123_456_7)

/// Texts that a stranger can type.
let hostileTexts = [
  "", "\0", "a\0b", "'; DROP TABLE mention; --", "7:baggage,", ",:", "\u{FFFD}\u{202E}\u{1B}[2J",
  "👩‍👩‍👧‍👦 e\u{301} é", "\r\n\t", String(repeating: "ä😀", count: 170_000),
]

extension Mention {
  static func sample(brand: String = "Acme", at: Date = noon, story: Story.ID = 0) -> Mention {
    Mention(
      brand: brand, source: "news", outlet: "example.org", rung: .blog, author: "Ann",
      voice: .max, at: at - 60, seen: at, title: "Lost again", excerpt: "They lost my bag.",
      url: "https://example.org/1", matched: ["Acme", "acme"],
      complaint: Complaint(
        score: 0.1 + 0.2, isComplaint: true, topics: ["baggage", "staff"], terms: ["lost"],
        isSevere: true),
      thread: ThreadKeys(names: [.max, 0], answers: [1 << 63 | 2]), story: story, copyOf: 7)
  }
}

extension Story {
  static func sample(_ id: Story.ID, latest: Date = noon) -> Story {
    Story(
      id: id, brand: "Acme", headline: "Lost again", topic: "baggage", began: noon - 3600,
      latest: latest, voices: 3, mentions: 5, rungs: .customer ... .news)
  }
}

extension Incident {
  static func sample(opened: Date = noon, resolved: Date? = nil) -> Incident {
    Incident(
      id: 0, brand: "Acme", severity: .warning, opened: opened, resolved: resolved,
      lastAlert: opened + 1, subject: .topic("lost/found, 100 %"),
      topics: ["lost/found, 100 %", "Gepäck"], lastVoices: 9, peakVoices: 12, calmSince: opened + 2,
      story: 4,
      rung: .aggregator)
  }
}

extension Alert {
  static func sample(of incident: Incident.ID, reason: Reason = .opened) -> Alert {
    Alert(
      incident: incident, brand: "Acme", at: noon, reason: reason, severity: .critical,
      cause: "more complaints than usual",
      velocity: Velocity(
        window: .hours(0.1), observed: 12, expected: 0.3, returnHours: .infinity,
        growth: Growth(
          branching: 0.7, branchingRange: 0.4...1.1,
          nextHour: Forecast(expected: 3.5, range: 1...7),
          nextSixHours: Forecast(expected: 9.25, range: 2...31)),
        learned: .milliseconds(1)),
      isViral: true,
      evidence: Evidence(
        voices: 12, complaints: 11, mentions: 20, copies: 8, topic: "baggage", topicCount: 6,
        story: 4, headline: "Lost again", terms: ["Acme", "lost", ""],
        rungs: .customer ... .news, first: .sample(1),
        answered: noon + 5, serial: 2, top: [.sample(3), .sample(2)],
        blind: [
          Blindness(source: "z", since: noon, problem: "timeout"),
          Blindness(source: "a", since: noon - 9, problem: "403"),
        ],
        reach: Reach(
          witness: .sample(2), engagement: Engagement(likes: 9000, views: 2, isPromoted: true),
          standing: ReachStanding(
            measure: .reactions, count: 9000, usual: 12.5, returnHours: 800, learned: .hours(99)),
          before: EngagementReading(at: noon - 60, engagement: Engagement(shares: 0, followers: 7))),
        known: [
          KnownContact(
            mention: 2, author: "Ann", way: .number, ticket: "48-12", since: noon - 9000,
            contacts: 3, state: .answered, channel: "mail"),
          KnownContact(mention: 3, way: .email, since: noon, contacts: 1, state: .closed),
        ]))
  }
}

extension Witness {
  static func sample(_ mention: Mention.ID) -> Witness {
    Witness(
      mention: mention, author: "Ann", outlet: "example.org", at: noon, quote: "my bag",
      url: "https://example.org/\(mention)")
  }
}

extension Model.Notification {
  static func sample(
    _ id: String, alert: Alert.ID, to receiver: Receiver.ID = "desk", due: Date = noon
  ) -> Self {
    Self(id: id, alert: alert, receiver: receiver, payload: "{\"id\":\"\(id)\"}", due: due)
  }
}

extension Database {
  /// Saves an item with a mention that begins a story.
  @discardableResult
  func saveMention(
    key: UInt64, seen: Date = noon, change: (inout Mention) -> Void = { _ in }
  ) throws -> Mention {
    try transaction {
      let item = try noteItem(
        keys: [key], contentHash: 1, from: "news", at: seen, seen: seen
      ).item
      var mention = Mention.sample(at: seen)
      change(&mention)
      mention.id = try insert(mention, item: item)
      if mention.story == 0 { mention.story = mention.id }
      try save(Story.sample(mention.story, latest: mention.at))
      return mention
    }
  }

  /// Saves an incident with so many alerts; returns their ids.
  func saveAlerts(
    _ count: Int, resolved: Date? = nil
  ) throws -> (incident: Incident.ID, alerts: [Alert.ID]) {
    try transaction {
      let incident = try insert(Incident.sample(resolved: resolved))
      let alerts = try (0..<count).map { _ in
        try insert(StoredAlert(alert: .sample(of: incident), configuration: "c", proof: "p"))
      }
      return (incident, alerts)
    }
  }
}

/// A directory of its own for one test, removed with it.
final class Scratch {
  let directory: String

  init() throws {
    var template = Array("/tmp/mentiond-storage-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw POSIXError(.EIO) }
    directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: directory)
  }

  var path: String { directory + "/state.db" }

  func write(_ bytes: [UInt8], at offset: Int = 0, to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
    defer { close(descriptor) }
    guard pwrite(descriptor, bytes, bytes.count, off_t(offset)) == bytes.count else {
      throw POSIXError(.EIO)
    }
  }

  /// The state as a crash at this moment would leave it: the file and its log, nothing else.
  func copyAfterCrash() throws -> String {
    let copy = directory + "/crashed.db"
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
    }
    return copy
  }
}

/// What a test throws to see what becomes of it.
struct Interruption: Error, Equatable {}
