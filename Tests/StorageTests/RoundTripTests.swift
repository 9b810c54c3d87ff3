import FoundationEssentials
import Model
import Storage
import Testing

@Suite struct `What goes in comes back equal` {
  private let database: Database

  init() throws {
    database = try Database(.memory)
  }

  @Test func `mention`() throws {
    let mention = try database.saveMention(key: 1) { $0.repeats = 5 }
    var found: [Mention] = []
    try database.forEachMention(since: noon) { found.append($0) }
    #expect(found == [mention])
    #expect(try database.mentions(ofItem: 1) == [mention])
    #expect(try database.mentions(ofStory: mention.story, limit: 9) == [mention])
    let range = mention.at..<mention.at + 1
    #expect(try database.mentions(of: "Acme", in: range, limit: 9) == [mention])
  }

  @Test func `mention without what is optional`() throws {
    let mention = try database.saveMention(key: 1) {
      $0 = Mention(
        brand: "Acme", source: "s", outlet: "o", voice: 0, at: noon, seen: noon, story: 0)
    }
    #expect(try database.mentions(ofItem: 1) == [mention])
  }

  @Test(arguments: hostileTexts)
  func `mention of hostile text`(text: String) throws {
    let mention = try database.saveMention(key: 1) {
      $0.title = text
      $0.excerpt = text
      $0.author = text
      $0.outlet = text
      $0.url = text
      $0.matched = [text, text]
      $0.complaint.topics = ["", text]
      $0.complaint.terms = []
    }
    let found = try #require(try database.mentions(ofItem: 1).first)
    #expect(found == mention)
    // Texts that are equal by canonical equivalence may still differ in bytes.
    #expect(found.excerpt.utf8.elementsEqual(text.utf8))
    #expect(found.matched[0].utf8.elementsEqual(text.utf8))
  }

  @Test(arguments: Rung.allCases)
  func `mention on every rung`(rung: Rung) throws {
    let mention = try database.saveMention(key: 1) { $0.rung = rung }
    #expect(try database.mentions(ofItem: 1) == [mention])
  }

  @Test func `story`() throws {
    let story = Story.sample(5)
    try database.save(story)
    #expect(try database.story(5) == story)
    #expect(try database.story(6) == nil)
  }

  @Test(arguments: [
    PollState(due: noon),
    PollState(
      validators: Validators(url: "https://example.org/", etag: "W/\"x\"", lastModified: "never"),
      bodyHash: .max, due: noon, lastAttempt: noon - 1, lastSuccess: noon - 2, failures: 3,
      problem: "404", blindSince: noon - 3, adaptedInterval: .hours(0.1),
      quietTimes: QuietTimes(hours: [0, 23], weekdays: [6]), pace: Pace(items: 1.5, hours: 70),
      day: DayProfile(items: (0..<24).map { Float($0) / 7 }, hours: 71.5), items: 20,
      lastItem: noon - 9, longestSilence: .hours(3), isGone: true, notBefore: noon + 60),
    PollState(
      validators: Validators(url: ""), bodyHash: 0, due: .distantFuture,
      adaptedInterval: Duration(attoseconds: -1)),
  ])
  func `poll state`(state: PollState) throws {
    try database.save(PollState(due: .distantPast, failures: 9), of: "news")
    try database.save(state, of: "news")
    #expect(try database.pollStates() == ["news": state])
  }

  @Test func `gap`() throws {
    let gap = Gap(
      source: "news", began: noon - 9, ended: noon, cause: "status 503", isMadeGood: true)
    let all = Gap(
      source: nil, began: noon, ended: noon + 1, cause: "not running", isMadeGood: false)
    try database.insert(all)
    try database.insert(gap)
    #expect(try database.gaps(since: noon - 1) == [gap, all])
    #expect(try database.gaps(since: noon) == [all])
  }

  @Test func `host state`() throws {
    let state = HostState(notBefore: noon, refusals: 2)
    try database.save(state, of: "example.org")
    #expect(try database.hostStates() == ["example.org": state])
  }

  @Test(arguments: [[], [0], Array(0...255)] as [[UInt8]])
  func `stream`(state: [UInt8]) throws {
    try database.saveStream([1, 2], named: "Acme")
    try database.saveStream(state, named: "Acme")
    #expect(try database.streams() == ["Acme": state])
  }

  @Test(arguments: Fact.allCases)
  func `fact`(name: Fact) throws {
    #expect(try database.fact(name) == nil)
    try database.save("before", as: name)
    try database.save("now", as: name)
    #expect(try database.fact(name) == "now")
  }

  @Test func `incident`() throws {
    var incident = Incident.sample()
    incident.id = try database.insert(incident)
    #expect(try database.incident(incident.id) == incident)
    incident.severity = .critical
    incident.resolved = noon + 9
    incident.calmSince = nil
    incident.subject = .all
    incident.topics.insert("delay")
    incident.peakVoices = 99
    incident.rung = .news
    try database.update(incident)
    #expect(try database.incident(incident.id) == incident)
  }

  @Test func `alert with its whole evidence`() throws {
    let incident = try database.insert(.sample())
    var stored = StoredAlert(
      alert: .sample(of: incident), configuration: "ab12", proof: "more\nthan usual")
    stored.alert.id = try database.insert(stored)
    #expect(try database.alerts(of: incident) == [stored])
  }

  @Test func `alert with hardly any evidence`() throws {
    let incident = try database.insert(.sample())
    var alert = Alert.sample(of: incident, reason: .resolved)
    alert.evidence = Evidence()
    alert.velocity.growth = nil
    alert.id = try database.insert(StoredAlert(alert: alert, configuration: "", proof: ""))
    #expect(try database.alerts(of: incident).map(\.alert) == [alert])
  }

  @Test func `notification`() throws {
    let (_, alerts) = try database.saveAlerts(1)
    var notification = Model.Notification.sample("n", alert: alerts[0])
    notification.attempts = 2
    try database.enqueue(notification)
    #expect(try database.notificationsDue(at: noon, limit: 9) == [notification])
  }

  @Test func `delivery`() throws {
    let delivery = Delivery(
      notification: "n", alert: 3, receiver: "desk", attempt: 2, at: noon,
      duration: .milliseconds(250), status: 503, problem: "refused")
    try database.record(delivery, then: .finished)
    #expect(try database.deliveries(limit: 9) == [delivery])
    #expect(try database.deliveries(of: 3) == [delivery])
  }
}
