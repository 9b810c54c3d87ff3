import FoundationEssentials
import Model
import Storage
import Transport

extension Stage {
  /// From a decision to a receiver.
  static let delivering = [
    Stage(name: "outbox") { name in
      let folder = try TemporaryFolder()
      let outbox = try Outbox(in: folder)
      let alerts = 10
      let measurement = try await Stopwatch.best(of: Double(alerts * Outbox.receivers.count)) {
        for _ in 0..<alerts { try outbox.raise() }
        var delivered = 0
        while case let round = try outbox.deliver(), round > 0 { delivered += round }
        try Shortfall.check("deliveries", delivered, is: alerts * Outbox.receivers.count)
      }
      Report.line(
        name, measurement, .notifications,
        "enqueued by \(Outbox.receivers.count) in a transaction, each delivery recorded in its own, "
          + "each on the disk of \(FileManager.default.temporaryDirectory.path)")
    },
    Stage(name: "webhooks") { name in
      let body = [UInt8](repeating: UInt8(ascii: "x"), count: 2000)
      let measurement = try await Requests.measure(2000, atOnce: 20) { server in
        HTTPRequest(
          method: .post, url: server.url("/hook"),
          headers: [HTTPHeader("Content-Type", "application/json")], body: body)
      } check: {
        $0.status == 204
      }
      Report.line(
        name, measurement, .requests,
        "POSTs of 2 KB, 20 at once, to a server in another process, whose time is not counted")
    },
  ]
}

/// A state with an incident that raises one alert after another to many receivers.
private struct Outbox {
  static let receivers = (0..<20).map { "receiver-\($0)" }

  private let database: Database
  private let incident: Incident.ID
  private let now = Post.firstMoment

  init(in folder: TemporaryFolder) throws {
    database = try Database(.file("\(folder.path)/state.sqlite"))
    incident = try database.insert(
      Incident(
        id: 0, brand: "made", severity: .warning, opened: now, lastAlert: now, lastVoices: 9,
        peakVoices: 9))
  }

  func raise() throws {
    try database.transaction {
      let alert = try database.insert(
        StoredAlert(
          alert: Alert(
            incident: incident, brand: "made", at: now, reason: .repeated, severity: .warning,
            cause: "more complaints than usual",
            velocity: Velocity(
              window: .hours(1), observed: 9, expected: 1, returnHours: 800, learned: .hours(500)),
            isViral: false, evidence: Evidence()),
          configuration: "", proof: ""))
      for receiver in Self.receivers {
        try database.enqueue(
          Notification(
            id: "\(alert).\(receiver)", alert: alert, receiver: receiver,
            payload: String(repeating: "x", count: 2000), due: now))
      }
    }
  }

  /// Delivers what is due once to each receiver; returns how many that were.
  func deliver() throws -> Int {
    let due = try database.notificationsDue(at: now, limit: Self.receivers.count)
    for notification in due {
      let delivery = Delivery(
        notification: notification.id, alert: notification.alert, receiver: notification.receiver,
        attempt: 1, at: now, status: 204)
      try database.transaction { try database.record(delivery, then: .finished) }
    }
    return due.count
  }
}
