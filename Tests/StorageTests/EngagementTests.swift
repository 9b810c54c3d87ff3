import FoundationEssentials
import Model
import Storage
import Testing

@Suite struct `Notice of mentions` {
  private let database: Database

  init() throws {
    database = try Database(.memory)
  }

  @Test func `is kept with its course`() throws {
    let mention = try database.saveMention(key: 1).id
    let readings = [
      EngagementReading(at: noon, engagement: Engagement()),
      EngagementReading(
        at: noon + 60,
        engagement: Engagement(
          likes: -1, shares: 2, comments: 3, views: 4, followers: .max, isPromoted: true)),
    ]
    for reading in readings.reversed() {
      try database.save(reading.engagement, of: mention, at: reading.at)
    }
    #expect(try database.engagements(of: mention) == readings)
    #expect(try database.latestEngagements(ofItem: 1) == [mention: readings[1]])
  }

  @Test func `is not there where nothing was told`() throws {
    let mention = try database.saveMention(key: 1).id
    #expect(try database.engagements(of: mention) == [])
    #expect(try database.latestEngagements(ofItem: 1) == [mention: nil])
  }

  @Test func `is read back of the newest mentions, each once with its latest`() throws {
    for key in 1...3 as ClosedRange<UInt64> {
      let mention = try database.saveMention(key: key).id
      try database.save(Engagement(likes: Int(key)), of: mention, at: noon)
      try database.save(Engagement(likes: Int(key) * 10), of: mention, at: noon + 9)
    }
    var found: [Int?] = []
    try database.forEachEngagement(limit: 2) { noticed in
      #expect(noticed.brand == "Acme")
      found.append(noticed.reading.engagement.likes)
    }
    #expect(found == [20, 30])
  }

  @Test func `goes with its mention`() throws {
    let mention = try database.saveMention(key: 1, seen: noon - 9 * 86_400).id
    try database.save(Engagement(likes: 1), of: mention, at: noon)
    let old = Retention(mentions: noon - 86_400, items: .distantPast, incidents: .distantPast)
    for _ in 0..<9 where try !database.prune(old) { break }
    #expect(try database.engagements(of: mention) == [])
  }
}
