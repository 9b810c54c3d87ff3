import FoundationEssentials
import Model
import Storage
import Testing

@Suite struct `Outbox` {
  private let database: Database
  private let alerts: [Alert.ID]

  init() throws {
    var limits = Database.Limits()
    limits.waiting = 3
    limits.finished = 2
    limits.deliveries = 4
    database = try Database(.memory, limits: limits)
    alerts = try database.saveAlerts(6).alerts
  }

  private func enqueue(_ place: Int, to receiver: String = "desk", due: Date = noon) throws {
    try database.enqueue(
      .sample("\(receiver)\(place)", alert: alerts[place], to: receiver, due: due))
  }

  private func due(at now: Date = noon, limit: Int = 9) throws -> [String] {
    try database.notificationsDue(at: now, limit: limit).map(\.id)
  }

  private func record(
    _ id: String, attempt: Int = 1, problem: String? = nil,
    then consequence: Delivery.Consequence = .finished
  ) throws {
    try database.record(
      Delivery(
        notification: id, alert: alerts[0], receiver: "desk", attempt: attempt, at: noon,
        problem: problem), then: consequence)
  }

  @Test func `gives each receiver its oldest first`() throws {
    try enqueue(0, to: "a", due: noon - 1)
    try enqueue(1, to: "a", due: noon - 9)
    try enqueue(2, to: "b", due: noon - 5)
    #expect(try due() == ["a1", "b2"])
    #expect(try due(limit: 1) == ["a1"])
  }

  @Test func `gives those due at one moment in the order in which they came`() throws {
    try enqueue(2)
    try enqueue(0)
    #expect(try due() == ["desk2"])
  }

  @Test func `gives nothing before it is due`() throws {
    try enqueue(0, due: noon + 1)
    #expect(try due() == [])
    #expect(try due(at: noon + 1) == ["desk0"])
  }

  @Test func `tells when the next is due`() throws {
    #expect(try database.nextDue(after: noon) == nil)
    try enqueue(0, due: noon + 5)
    try enqueue(1, due: noon + 2)
    #expect(try database.nextDue(after: noon) == noon + 2)
    #expect(try database.nextDue(after: noon + 2) == noon + 5)
  }

  @Test func `gives what waits at once where the clock was set back`() throws {
    try enqueue(1, due: noon + 3600)
    try enqueue(0, to: "a", due: noon - 5)
    try database.makeDue(by: noon)
    #expect(try due() == ["a0", "desk1"])
  }

  @Test func `gives what was delivered never again`() throws {
    try enqueue(0)
    try record("desk0")
    #expect(try due(at: .distantFuture) == [])
    #expect(try database.nextDue(after: .distantPast) == nil)
  }

  @Test func `gives what failed again when it is due, with its tries counted`() throws {
    try enqueue(0)
    try record("desk0", attempt: 1, problem: "503", then: .retried(at: noon + 60))
    #expect(try due() == [])
    let again = try #require(try database.notificationsDue(at: noon + 60, limit: 1).first)
    #expect(again.attempts == 1)
    #expect(again.payload == "{\"id\":\"desk0\"}")
  }

  @Test func `lets others pass one that failed`() throws {
    try enqueue(0, due: noon - 2)
    try enqueue(1, due: noon - 1)
    try record("desk0", problem: "500", then: .retried(at: noon + 60))
    #expect(try due() == ["desk1"])
  }

  @Test func `does not revive what is finished`() throws {
    try enqueue(0)
    try record("desk0")
    try record("desk0", attempt: 2, problem: "late", then: .retried(at: noon))
    #expect(try due() == [])
  }

  @Test func `refuses a second notification of one alert to one receiver`() throws {
    try enqueue(0)
    #expect(throws: StorageError.self) {
      try database.enqueue(.sample("another", alert: alerts[0]))
    }
  }

  @Test func `gives up the oldest where too many wait, and tells so`() throws {
    for place in 0...3 { try enqueue(place) }
    #expect(try database.waiting() == ["desk": 3])
    #expect(try due() == ["desk1"])
    let delivery = try #require(try database.deliveries(of: alerts[0]).first)
    #expect(delivery.problem == "given up: more than 3 were waiting")
  }

  @Test func `counts the limit for each receiver alone`() throws {
    for place in 0...2 { try enqueue(place, to: "a") }
    for place in 0...2 { try enqueue(place, to: "b") }
    #expect(try database.waiting() == ["a": 3, "b": 3])
  }

  @Test func `drops what waits for a receiver that is gone`() throws {
    try enqueue(0, to: "a")
    try enqueue(1, to: "a")
    try enqueue(0, to: "b")
    #expect(try database.dropNotifications(to: "a") == 2)
    #expect(try database.waiting() == ["b": 1])
  }

  @Test func `logs every try, the newest first, up to its limit`() throws {
    try enqueue(0)
    for attempt in 1...6 {
      try record("desk0", attempt: attempt, problem: "503", then: .retried(at: noon))
    }
    #expect(try database.deliveries(limit: 9).map(\.attempt) == [6, 5, 4, 3])
    #expect(try database.deliveries(limit: 2).map(\.attempt) == [6, 5])
  }

  @Test func `tells of an alert how its deliveries went`() throws {
    try enqueue(0)
    try record("desk0", attempt: 1, problem: "503", then: .retried(at: noon))
    try record("desk0", attempt: 2)
    #expect(try database.deliveries(of: alerts[0]).map(\.problem) == ["503", nil])
    #expect(try database.deliveries(of: alerts[1]) == [])
  }
}
