import Alerting
import FoundationEssentials
import JSON
import Model
import Testing

@Suite struct `Alert texts` {
  private let alert = Alert(
    id: 3, incident: 17, brand: "acme-air", at: Date(utc: "2026-11-22T10:04:05Z")!,
    reason: .opened, severity: .warning, cause: "more complaints than usual",
    velocity: Velocity(
      window: .minutes(30), observed: 16, expected: 1.15, returnHours: 24 * 1461,
      growth: Growth(
        branching: 1.62, branchingRange: 1.2...2, nextHour: Forecast(expected: 29, range: 17...44),
        nextSixHours: Forecast(expected: 210, range: 80...460)),
      learned: .hours(300)),
    isViral: true,
    evidence: Evidence(
      voices: 16, complaints: 15, mentions: 20, copies: 3, topic: "baggage", topicCount: 13,
      story: 4, headline: "They lost my bag\n@everyone", terms: ["lost", "bag"],
      rungs: .customer...(.news),
      first: Witness(
        mention: 4, author: "bob", outlet: "example.org",
        at: Date(utc: "2026-11-22T08:51:00Z")!, quote: "They lost my bag"),
      top: [
        Witness(
          mention: 4, outlet: "example.org", at: Date(utc: "2026-11-22T08:51:00Z")!,
          quote: "They lost my bag", url: "https://example.org/1")
      ],
      blind: [
        Blindness(source: "reddit", since: Date(utc: "2026-11-22T09:33:05Z")!, problem: "429")
      ]))

  @Test func `tell in one line what, how bad, how sure and since when`() {
    #expect(
      AlertLine.text(alert) == """
        2026-11-22T10:04:05Z WARNING acme-air #I17 baggage ×13 (32 voices/h, usually 2.3; \
        by chance once in 4 y) R 1.6 ↑ 30 min · next hour 17–44 · customer→news · first @bob 08:51 · 3 copies · \
        blind: reddit 31 min · “They lost my bag ＠everyone” · https://example.org/1
        """)
  }

  /// What somebody wrote who told the brand three days before, and 12,400 people took notice of.
  private var ofReach: Alert {
    var alert = alert
    alert.cause = "one complaint reaches far more people than usual"
    alert.velocity.growth = nil
    alert.evidence.headline = nil
    alert.evidence.blind = []
    alert.evidence.copies = 0
    alert.evidence.reach = Reach(
      witness: Witness(
        mention: 4, author: "bob", outlet: "example.org", at: alert.at - 3600, quote: "my bag",
        url: "https://example.org/1"),
      engagement: Engagement(likes: 12_000, shares: 400),
      standing: ReachStanding(
        measure: .reactions, count: 12_400, usual: 39.2, returnHours: 24 * 122,
        learned: .hours(300)),
      before: EngagementReading(at: alert.at - 600, engagement: Engagement(likes: 30)))
    alert.evidence.known = [
      KnownContact(
        mention: 4, author: "bob", way: .handle, ticket: "4812", since: alert.at - 3 * 86_400,
        contacts: 2, channel: "phone")
    ]
    return alert
  }

  @Test func `tell whom one complaint reaches, and what its author told before`() {
    #expect(
      AlertLine.withoutMoment(ofReach) == """
        WARNING acme-air #I17 reach 12k likes, shares and comments by @bob (usually under 40; \
        by chance once in 4 mo) · @bob told us before: ticket 4812 open 3 d, 2 contacts, \
        last unanswered, by phone · customer→news · first @bob 08:51 · “my bag” · \
        https://example.org/1
        """)
  }

  @Test func `carry reach and known contacts for programs`() throws {
    let data = try #require(try JSONDocument(AlertPayload.text(ofReach)).root["data"])
    let reach = try #require(data["reach"])
    #expect(reach["measure"]?.string == "reactions")
    #expect(reach["count"]?.int == 12_400)
    #expect(reach["now"]?["likes"]?.int == 12_000)
    #expect(reach["before"]?["likes"]?.int == 30)
    #expect(reach["mention"]?["url"]?.string == "https://example.org/1")
    let known = try #require(data["known"]?.elements?.first)
    #expect(known["ticket"]?.string == "4812")
    #expect(known["state"]?.string == "unanswered")
    #expect(known["by"]?.string == "handle")
  }

  @Test func `tell a resolution with its reason`() {
    var alert = alert
    alert.reason = .resolved
    alert.cause = "calm for 3 h"
    #expect(AlertLine.withoutMoment(alert) == "RESOLVED acme-air #I17 calm for 3 h")
  }

  @Test func `say when the brand answered, and that somebody posts again and again`() {
    var alert = alert
    alert.evidence.answered = Date(utc: "2026-11-22T09:40:00Z")!
    alert.evidence.serial = 1
    #expect(
      AlertLine.text(alert).contains(
        " · first @bob 08:51 · answered 09:40 · 1 serial poster · 3 copies · "))
  }

  @Test func `name the day of a first mention that is not of today`() {
    var alert = alert
    alert.evidence.first?.at = Date(utc: "2026-11-21T23:10:00Z")!
    #expect(AlertLine.text(alert).contains("first @bob 2026-11-21 23:10"))
  }

  @Test func `carry the envelope of Standard Webhooks and the proof`() throws {
    let root = try JSONDocument(AlertPayload.text(alert)).root
    #expect(root["type"]?.string == "incident.opened")
    #expect(root["timestamp"]?.string == "2026-11-22T10:04:05Z")
    let data = try #require(root["data"])
    #expect(data["incident"]?.string == "I17")
    #expect(data["velocity"]?["expected"]?.double == 1.15)
    #expect(data["velocity"]?["byChanceOnceInHours"]?.double == 35064)
    #expect(data["velocity"]?["branchingHigh"]?.double == 2)
    #expect(data["velocity"]?["nextSixHours"]?["low"]?.int == 80)
    #expect(data["first"]?["author"]?.string == "bob")
    #expect(data["blind"]?[0]?["source"]?.string == "reddit")
  }

  @Test func `stay below the size that receivers take, whatever strangers write`() {
    var alert = alert
    let long = String(repeating: "\u{1F9F3}", count: 10_000)
    alert.evidence.headline = long
    alert.evidence.terms = Array(repeating: long, count: 1000)
    alert.evidence.top = Array(
      repeating: Witness(
        mention: 1, author: long, outlet: long, at: alert.at, quote: long, url: long),
      count: 1000)
    alert.evidence.blind = Array(
      repeating: Blindness(source: long, since: alert.at, problem: long), count: 1000)
    #expect(AlertPayload.text(alert).utf8.count < 20_000)
  }
}

@Suite struct `Alert routing` {
  private func alert(_ severity: Severity, brand: Brand.ID = "acme", id: Alert.ID = 1) -> Alert {
    Alert(
      id: id, incident: 1, brand: brand, at: Date(timeIntervalSince1970: 1000), reason: .opened,
      severity: severity, cause: "",
      velocity: Velocity(
        window: .hours(1), observed: 5, expected: 1, returnHours: 100, learned: .hours(1)),
      isViral: false, evidence: Evidence())
  }

  @Test func `leaves out receivers that want graver alerts or other brands`() {
    let receivers = [
      Receiver(id: "all", kind: .log(path: "-")),
      Receiver(id: "grave", kind: .log(path: "-"), minimumSeverity: .critical),
      Receiver(id: "other", kind: .log(path: "-"), brands: ["other"]),
    ]
    let heard = Routing.notifications(of: alert(.warning), to: receivers).map(\.receiver)
    #expect(heard == ["all"])
  }

  @Test func `gives each receiver an id of its own that fits a header`() {
    let receivers = [
      Receiver(id: "a.b", kind: .log(path: "-")),
      Receiver(id: "c", kind: .webhook(url: "https://x")),
    ]
    let ids = Routing.notifications(of: alert(.warning), to: receivers).map(\.id)
    #expect(ids == ["msg_1000_1_a_46_b", "msg_1000_1_c"])
  }
}

@Suite struct `Retry policy` {
  private let policy = RetryPolicy()

  @Test(arguments: [(1, 5.0), (2, 10), (3, 20), (8, 640), (9, 900), (200, 900)])
  func `doubles the wait up to a ceiling`(attempt: Int, seconds: Double) {
    #expect(policy.wait(after: attempt, retryAfter: nil, chance: 0.5)?.seconds == seconds)
  }

  @Test(arguments: [(0.0, 4.0), (0.75, 5.5)])
  func `spreads retries`(chance: Double, seconds: Double) {
    #expect(policy.wait(after: 1, retryAfter: nil, chance: chance)?.seconds == seconds)
  }

  @Test(arguments: [(120.0, 120.0), (1, 5), (86_400, 3600)])
  func `waits as long as it is asked to, within reason`(asked: Double, seconds: Double) {
    let wait = policy.wait(after: 1, retryAfter: .seconds(asked), chance: 0.5)
    #expect(wait?.seconds == seconds)
  }

  @Test func `gives up after the last try`() {
    #expect(policy.wait(after: 300, retryAfter: nil, chance: 0.5) == nil)
  }
}
