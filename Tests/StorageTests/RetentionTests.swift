import FoundationEssentials
import Model
import Storage
import Testing

@Suite struct `Retention rules` {
  private let database: Database
  private let day = 86_400.0

  init() throws {
    database = try Database(.memory)
  }

  /// Forgets what is older than so many days before noon.
  private func prune(
    mentions: Double = 1000, items: Double = 1000, incidents: Double = 1000
  ) throws {
    let retention = Retention(
      mentions: noon - mentions * day, items: noon - items * day,
      incidents: noon - incidents * day)
    for _ in 0..<50 where try !database.prune(retention) { return }
    Issue.record("there is always more to forget")
  }

  @Test func `forgets old mentions and the stories that they leave empty`() throws {
    let old = try database.saveMention(key: 1, seen: noon - 31 * day)
    let new = try database.saveMention(key: 2, seen: noon - 29 * day)
    try prune(mentions: 30)
    #expect(try database.mentions(ofItem: 1) == [])
    #expect(try database.story(old.story) == nil)
    #expect(try database.mentions(ofItem: 2) == [new])
    #expect(try database.story(new.story) != nil)
  }

  @Test func `keeps a story that is still told`() throws {
    let old = try database.saveMention(key: 1, seen: noon - 31 * day)
    let new = try database.saveMention(key: 2, seen: noon) { $0.story = old.story }
    try prune(mentions: 30)
    #expect(try database.mentions(ofStory: old.story, limit: 9) == [new])
    #expect(try database.story(old.story) != nil)
  }

  @Test func `knows an item longer than its text`() throws {
    try database.saveMention(key: 1, seen: noon - 60 * day)
    try prune(mentions: 30, items: 90)
    #expect(try database.item(withKey: 1) == 1)
  }

  @Test func `forgets an item with its keys when it was not seen for long`() throws {
    try database.saveMention(key: 1, seen: noon - 91 * day)
    try prune(mentions: 30, items: 90)
    #expect(try database.item(withKey: 1) == nil)
    #expect(try database.item(1) == nil)
  }

  @Test func `knows an item for as long as its feed shows it`() throws {
    try database.saveMention(key: 1, seen: noon - 200 * day)
    _ = try database.noteItem(keys: [1], contentHash: 1, from: "news", at: noon, seen: noon)
    try prune(mentions: 30, items: 90)
    #expect(try database.item(withKey: 1) == 1)
  }

  @Test func `keeps an item that still has a mention`() throws {
    let mention = try database.saveMention(key: 1, seen: noon - 91 * day)
    try prune(mentions: 120, items: 90)
    #expect(try database.mentions(ofItem: 1) == [mention])
  }

  @Test func `forgets incidents that were resolved long ago`() throws {
    let (incident, alerts) = try database.saveAlerts(1, resolved: noon - 400 * day)
    try database.enqueue(.sample("n", alert: alerts[0]))
    try database.record(
      Delivery(notification: "n", alert: alerts[0], receiver: "desk", attempt: 1, at: noon),
      then: .finished)
    try prune(incidents: 365)
    #expect(try database.incident(incident) == nil)
    #expect(try database.alerts(of: incident) == [])
  }

  @Test func `keeps open incidents`() throws {
    let incident = try database.insert(.sample(opened: noon - 999 * day))
    try prune(incidents: 365)
    #expect(try database.incident(incident) != nil)
  }

  @Test func `keeps an incident that somebody is still to be told of`() throws {
    let (incident, alerts) = try database.saveAlerts(1, resolved: noon - 400 * day)
    try database.enqueue(.sample("n", alert: alerts[0]))
    try prune(incidents: 365)
    #expect(try database.incident(incident) != nil)
  }

  @Test func `forgets sources and hosts not asked for long, but not that one is gone`() throws {
    let old = noon - 91 * day
    try database.save(PollState(due: old, lastAttempt: old), of: "left")
    try database.save(PollState(due: old, lastAttempt: old, isGone: true), of: "gone")
    try database.save(PollState(due: noon, lastAttempt: noon), of: "here")
    try database.save(HostState(notBefore: old), of: "left.example")
    try database.save(HostState(notBefore: noon), of: "here.example")
    try prune(items: 90)
    #expect(try Set(database.pollStates().keys) == ["gone", "here"])
    #expect(try Set(database.hostStates().keys) == ["here.example"])
  }

  @Test func `forgets gaps that ended long ago, and the oldest of too many`() throws {
    var limits = Database.Limits()
    limits.gaps = 3
    let database = try Database(.memory, limits: limits)
    for day in [40.0, 5, 4, 3, 2] {
      try database.insert(
        Gap(
          source: "a", began: noon - 90 * self.day, ended: noon - day * self.day, cause: "x",
          isMadeGood: true))
    }
    let retention = Retention(
      mentions: noon - 30 * day, items: noon - 90 * day, incidents: noon - 90 * day)
    _ = try database.prune(retention)
    #expect(
      try database.gaps(since: .distantPast).map(\.ended) == [4.0, 3, 2].map { noon - $0 * day })
  }

  @Test func `gives numbers of forgotten mentions to no other`() throws {
    let old = try database.saveMention(key: 1, seen: noon - 31 * day)
    try prune(mentions: 30)
    #expect(try database.nextID(of: .mention) == old.id + 1)
  }

  @Test func `forgets thousands step by step and shrinks the file`() throws {
    for step in 0..<30 as Range<UInt64> {
      try database.transaction {
        for number in step * 100..<step * 100 + 100 {
          let item = try database.noteItem(
            keys: [number], contentHash: 1, from: "news", at: noon, seen: noon - 99 * day)
          var mention = Mention.sample(at: noon - 99 * day)
          mention.excerpt = String(repeating: "x", count: 4000)
          let id = try database.insert(mention, item: item.item)
          try database.save(Story.sample(id, latest: noon - 99 * day))
        }
      }
    }
    let before = try database.byteCount
    try prune(mentions: 30, items: 90)
    #expect(try database.byteCount < before / 2)
    #expect(try database.problems() == [])
  }
}
