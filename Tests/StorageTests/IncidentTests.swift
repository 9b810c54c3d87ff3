import FoundationEssentials
import Model
import Storage
import Testing

@Suite struct `Incidents and alerts` {
  private let database: Database

  init() throws {
    database = try Database(.memory)
  }

  @Test func `list the newest first`() throws {
    for _ in 0..<3 { _ = try database.insert(.sample()) }
    #expect(try database.incidents(limit: 2).map(\.id) == [3, 2])
  }

  @Test func `are open until they are resolved`() throws {
    let first = try database.insert(.sample())
    _ = try database.insert(.sample(resolved: noon))
    #expect(try database.openIncidents().map(\.id) == [first])
  }

  @Test func `take an id that was asked for before`() throws {
    var incident = Incident.sample()
    incident.id = try database.nextID(of: .incident)
    #expect(try database.insert(incident) == incident.id)
    #expect(try database.nextID(of: .incident) == incident.id + 1)
  }

  @Test func `come in the order in which they were decided`() throws {
    let (incident, alerts) = try database.saveAlerts(3)
    #expect(try database.alerts(of: incident).map(\.alert.id) == alerts)
  }

  @Test func `are unknown where there is none`() throws {
    #expect(try database.incident(9) == nil)
    #expect(try database.alerts(of: 9) == [])
  }

  @Test func `are refused without an incident`() throws {
    #expect(throws: StorageError.self) {
      try database.insert(StoredAlert(alert: .sample(of: 9), configuration: "", proof: ""))
    }
  }
}
