import Alerting
import FoundationEssentials
import Model
import Polling
import Storage
import Testing

@testable import Daemon

/// How far one complaint is heard, from the counts of an item to the alert.
@Suite struct `Reach of mentions` {
  private let noon = Date(utc: "2026-11-22T12:00:00Z")!
  private let source = Source(id: "forum", url: "https://forum.example/feed")

  private func post(
    _ name: String, _ text: String, _ engagement: Engagement, at moment: Date
  ) -> Item {
    Item(
      guid: name, url: "https://forum.example/\(name)", text: text, author: name,
      published: moment, engagement: engagement)
  }

  /// Ten days, a mention in eight hours, none of them cross, with five likes each.
  private var quietPast: [Item] {
    (1...30).map {
      post(
        "reader\($0)", "Acme air to town \($0 * 7).", Engagement(likes: 5),
        at: noon - Double($0) * 8 * 3600)
    }
  }

  private func complaint(_ engagement: Engagement) -> Item {
    post(
      "hasan", "Acme air lost my luggage and nobody answers, terrible.", engagement,
      at: noon + 600)
  }

  private func desk(on state: StateLocation = .memory) throws -> Desk {
    let text = """
      {"brands": [{"name": "acme", "query": "\\"acme air\\""}],
       "sources": [{"name": "forum", "url": "https://forum.example/feed"}]}
      """
    return try Desk(
      ConfigurationReader.read(Array(text.utf8), files: SecretFiles(values: [:])),
      database: Database(state), at: noon)
  }

  /// Lets the source show these items; gives the alerts that come of it.
  @discardableResult
  private func show(_ items: [Item], to desk: Desk, at moment: Date) async throws -> [Alert] {
    _ = try await desk.pollsDue(at: moment)
    return try await desk.receive(
      desk.listening.examine(items, from: source), of: source, at: moment
    ) { newItems in
      .feed(
        PollReply(status: 200, url: "https://forum.example/feed"),
        FeedHabits(items: items.count, newItems: newItems))
    }.alerts
  }

  @Test func `calls people for one complaint that thousands take notice of`() async throws {
    let desk = try desk()
    try await show(quietPast, to: desk, at: noon)
    #expect(try await show([complaint(Engagement(likes: 3))], to: desk, at: noon + 660).isEmpty)
    let alerts = try await show(
      [complaint(Engagement(likes: 700, shares: 200))], to: desk, at: noon + 4200)
    #expect(alerts.map(\.severity) == [.warning])
    #expect(alerts.first?.isOfReach == true)
    let reach = try #require(alerts.first?.evidence.reach)
    #expect(reach.standing.count == 900)
    #expect(reach.before?.engagement.likes == 3)
    #expect(reach.witness.author == "hasan")
  }

  @Test func `tells it once at each severity, also after a restart`() async throws {
    let file = try StateLocation.onDisk()
    let first = try desk(on: file)
    try await show(quietPast, to: first, at: noon)
    #expect(
      try await show([complaint(Engagement(likes: 900))], to: first, at: noon + 660).count == 1)
    #expect(try await show([complaint(Engagement(likes: 1100))], to: first, at: noon + 700).isEmpty)
    let second = try desk(on: file)
    #expect(
      try await show([complaint(Engagement(likes: 1300))], to: second, at: noon + 760).isEmpty)
    let alerts = try await show([complaint(Engagement(likes: 9000))], to: second, at: noon + 820)
    #expect(alerts.map(\.reason) == [.escalated])
  }

  @Test func `lets praise be heard by as many as like it`() async throws {
    let desk = try desk()
    try await show(quietPast, to: desk, at: noon)
    let praise = post(
      "fan", "Acme air is wonderful, thank you all, best crew.", Engagement(likes: 90_000),
      at: noon + 600)
    #expect(try await show([praise], to: desk, at: noon + 660).isEmpty)
  }

  @Test func `takes what was found for history, and what it gains for news`() async throws {
    let desk = try desk()
    var old = complaint(Engagement(likes: 700))
    old.published = noon - 7200
    #expect(try await show(quietPast + [old], to: desk, at: noon).isEmpty)
    old.engagement.likes = 800
    #expect(try await show([old], to: desk, at: noon + 600).isEmpty)
    old.engagement.likes = 8000
    #expect(try await show([old], to: desk, at: noon + 1200).map(\.severity) == [.critical])
  }

  @Test func `knows the reach of who has many followers, and of who paid`() async throws {
    for engagement in [Engagement(followers: 302_000), Engagement(isPromoted: true)] {
      let desk = try desk()
      try await show(quietPast, to: desk, at: noon)
      let alerts = try await show([complaint(engagement)], to: desk, at: noon + 660)
      #expect(alerts.map(\.severity) == [.warning], "\(engagement)")
    }
  }

  @Test func `looks more often at what carries a thread that rises, for a time`() async throws {
    let file = try StateLocation.onDisk()
    let desk = try desk(on: file)
    try await show(quietPast, to: desk, at: noon)
    try await show([complaint(Engagement(likes: 3))], to: desk, at: noon + 660)
    _ = try await desk.tick(at: noon + 675)
    #expect(await desk.isSurging == false)
    try await show([complaint(Engagement(likes: 60))], to: desk, at: noon + 1800)
    _ = try await desk.tick(at: noon + 1815)
    #expect(await desk.isSurging)
    #expect(try Database(file).fact(.surge) == "forum")
    _ = try await desk.tick(at: noon + 1800 + 7300)
    #expect(await desk.isSurging == false)
  }
}
