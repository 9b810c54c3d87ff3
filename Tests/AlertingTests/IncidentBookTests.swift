import Alerting
import FoundationEssentials
import Model
import Testing

@Suite struct `Incident book` {
  private var book = IncidentBook()
  private let noon = Date(timeIntervalSince1970: 1_700_000_000)
  private let brand = Brand(id: "acme", query: "acme")

  @Test mutating func `opens once for a burst that goes on`() {
    #expect(book.note(reading(900, voices: 8))?.alert?.reason == .opened)
    #expect(book.note(reading(900, voices: 9, after: 60))?.alert == nil)
  }

  @Test(arguments: [
    (74.0, nil), (75, Severity.watch), (899, .watch), (900, .warning), (8999, .warning),
    (9000, .critical),
  ])
  mutating func `calls by how rare it is within the brand's share of the budget`(
    hours: Double, severity: Severity?
  ) {
    #expect(book.note(reading(hours, voices: 8))?.alert?.severity == severity)
  }

  @Test mutating func `calls nobody for fewer voices than the brand asks for`() {
    #expect(book.note(reading(1e6, voices: 4)) == nil)
  }

  @Test(arguments: [(7199.0, nil), (7200, Severity.watch), (1e6, .watch)])
  mutating func `never counts attention without complaint for more than a watch`(
    hours: Double, severity: Severity?
  ) {
    let change = book.note(reading(0, voices: 0, all: velocity(hours, voices: 90)))
    #expect(change?.alert?.severity == severity)
    #expect(severity == nil || change?.alert?.cause == "more mentions than usual, not complaints")
  }

  @Test mutating func `escalates at once, and does not calm down step by step`() {
    _ = book.note(reading(80, voices: 6))
    #expect(book.note(reading(9000, voices: 11, after: 300))?.alert?.reason == .escalated)
    #expect(book.note(reading(80, voices: 11, after: 600)) == nil)
    #expect(book.open.map(\.severity) == [.critical])
  }

  @Test mutating func `tells growth at once and persistence after the repeat interval`() {
    _ = book.note(reading(900, voices: 6))
    #expect(book.note(reading(900, voices: 12, after: 600))?.alert?.reason == .repeated)
    #expect(book.note(reading(900, voices: 13, after: 14_000))?.alert == nil)
    #expect(book.note(reading(900, voices: 13, after: 15_001))?.alert?.cause == "still going on")
  }

  @Test mutating func `tells a turn of the mood from a rise of all mentions`() {
    let turned = book.note(reading(900, voices: 8, all: velocity(2, voices: 9)))
    #expect(turned?.alert?.cause == "more complaints in no more mentions than usual")
    var other = IncidentBook()
    let risen = other.note(reading(900, voices: 8, all: velocity(300, voices: 20)))
    #expect(risen?.alert?.cause == "more complaints than usual")
  }

  @Test(arguments: [
    (149.0, 37.0, nil), (150, 37, Severity.watch), (75, 38, .watch), (899, 37, .watch),
    (900, 37, .warning),
  ])
  mutating func `looks at a turn of the mood where it is twice as rare`(
    hours: Double, all: Double, severity: Severity?
  ) {
    let turned = reading(hours, voices: 8, all: velocity(all, voices: 20))
    #expect(book.note(turned)?.alert?.severity == severity)
  }

  @Test(
    arguments: [
      (Rung.blog, nil), (.aggregator, "a complaint of those below is told by aggregator now"),
      (.news, "a complaint of those below is told by news now"),
    ] as [(Rung, String?)])
  mutating func `looks at a complaint that many hear of now`(rung: Rung, cause: String?) {
    var climbed = reading(0, voices: 2)
    climbed.climbed = rung
    climbed.rung = rung
    let alert = book.note(climbed)?.alert
    #expect(alert?.cause == cause)
    #expect(alert?.severity == (cause == nil ? nil : .watch))
  }

  @Test mutating func `is led by the older of two stories once they are one`() {
    var told = reading(900, voices: 8)
    told.story = (id: 7, velocity: told.complaints)
    _ = book.note(told)
    book.join([5, 7], to: 3)
    #expect(book.open.map(\.story) == [3])
  }

  @Test(arguments: [
    (Rung.customer, Rung.blog, nil), (.blog, .blog, Severity.watch), (.news, .blog, .watch),
    (.customer, .customer, .watch), (.blog, .news, nil),
  ])
  mutating func `looks at one mention of injury from the rung on that was asked for`(
    rung: Rung, from: Rung, severity: Severity?
  ) {
    book.rules.severeFrom = from
    var severe = reading(0, voices: 1)
    severe.severe = rung
    #expect(book.note(severe)?.alert?.severity == severity)
  }

  @Test(arguments: [(7199.0, nil), (7200, Severity.watch)])
  mutating func `looks at a silence that is ten times rarer than a call`(
    hours: Double, severity: Severity?
  ) {
    var silent = reading(0, voices: 0)
    silent.silence = velocity(hours, voices: 0)
    #expect(book.note(silent)?.alert?.severity == severity)
    silent.at += 60
    #expect(book.note(silent)?.alert == nil)
  }

  @Test mutating func `tells who takes it up next, even when fewer speak`() {
    _ = book.note(reading(900, voices: 8))
    var higher = reading(30, voices: 2, after: 600)
    higher.rung = .news
    #expect(book.note(higher)?.alert?.cause == "told by news now")
    higher.at += 60
    #expect(book.note(higher)?.alert == nil)
  }

  @Test mutating func `tells who takes it up though it had calmed down, and waits anew`() {
    _ = book.note(reading(900, voices: 8))
    _ = book.note(reading(1, voices: 1, after: 3600))
    var higher = reading(1, voices: 1, after: 5400)
    higher.rung = .news
    #expect(book.note(higher)?.alert?.cause == "told by news now")
    #expect(book.note(reading(1, voices: 1, after: 5415))?.alert == nil)
    #expect(book.note(reading(1, voices: 1, after: 9000)) == nil)
    #expect(book.note(reading(1, voices: 1, after: 9015))?.alert?.reason == .resolved)
  }

  @Test mutating func `tells once what sources that come back together bring in pieces`() {
    _ = book.note(reading(900, voices: 8))
    var told: [String] = []
    for (voices, rung) in [(20, Rung.customer), (50, .blog), (120, .news), (260, .customer)] {
      var piece = reading(900, voices: voices, after: 3600)
      piece.rung = rung
      if let alert = book.note(piece)?.alert { told.append(alert.cause) }
    }
    #expect(told == ["twice the voices since last told"])
    #expect(book.note(reading(900, voices: 260, after: 3899))?.alert == nil)
    #expect(book.note(reading(900, voices: 260, after: 3900))?.alert?.cause == "told by news now")
    #expect(book.note(reading(900, voices: 261, after: 4200))?.alert == nil)
  }

  @Test mutating func `tells the first growth after the opening at once`() {
    _ = book.note(reading(900, voices: 8))
    #expect(book.note(reading(900, voices: 16, after: 1))?.alert?.reason == .repeated)
    #expect(book.note(reading(900, voices: 32, after: 2))?.alert == nil)
  }

  @Test mutating func `escalates though it was told a moment ago`() {
    _ = book.note(reading(900, voices: 8))
    #expect(book.note(reading(900, voices: 20, after: 3600))?.alert?.reason == .repeated)
    #expect(book.note(reading(9000, voices: 40, after: 3600))?.alert?.reason == .escalated)
    #expect(book.note(reading(9000, voices: 90, after: 3600))?.alert == nil)
  }

  @Test mutating func `resolves only after it has been calm for the whole hold`() {
    _ = book.note(reading(900, voices: 8))
    #expect(book.note(reading(1, voices: 1, after: 3600))?.alert == nil)
    #expect(book.note(reading(40, voices: 2, after: 6000))?.alert == nil)
    #expect(book.note(reading(1, voices: 1, after: 10_000))?.alert == nil)
    #expect(book.note(reading(1, voices: 1, after: 13_599)) == nil)
    #expect(book.note(reading(1, voices: 1, after: 13_600))?.alert?.reason == .resolved)
    #expect(book.open.isEmpty)
  }

  @Test mutating func `does not resolve while most of the voices cannot be seen`() {
    _ = book.note(reading(900, voices: 8))
    for hour in 1...9 {
      let blind = reading(1, voices: 0, after: Double(hour) * 3600, observed: 0.4)
      #expect(book.note(blind)?.alert == nil)
    }
    #expect(book.open.count == 1)
  }

  @Test mutating func `rests after an alert unless more voices speak than before`() {
    resolveOne()
    #expect(book.note(reading(900, voices: 8, after: 40_000)) == nil)
    #expect(book.note(reading(900, voices: 9, after: 40_060))?.alert?.reason == .opened)
  }

  @Test mutating func `looks again after three hours, for a watch calls nobody`() {
    _ = book.note(reading(90, voices: 8))
    _ = book.note(reading(1, voices: 1, after: 1000))
    _ = book.note(reading(1, voices: 1, after: 5000))
    #expect(book.note(reading(90, voices: 8, after: 10_799)) == nil)
    #expect(book.note(reading(90, voices: 8, after: 10_800))?.alert?.reason == .opened)
  }

  @Test mutating func `opens again for as many voices after the rest`() {
    resolveOne()
    #expect(book.note(reading(900, voices: 8, after: 86_401))?.incident.id == 2)
  }

  @Test func `goes on after a restart where it stood`() {
    let open = Incident(
      id: 7, brand: "acme", severity: .warning, opened: noon, lastAlert: noon, lastVoices: 8,
      peakVoices: 8)
    var book = IncidentBook(incidents: [open], nextID: 8)
    #expect(book.note(reading(900, voices: 9, after: 60))?.alert == nil)
    #expect(book.open.map(\.id) == [7])
  }

  @Test(arguments: [
    (1.6, 1.05, 9.0, true), (1.1, 0.7, 15, true), (1.1, 0.7, 14.9, false), (0.9, 0.7, 40, false),
  ])
  func `calls viral what surely feeds itself, or likely does and grows`(
    branching: Double, low: Double, next: Double, isViral: Bool
  ) {
    var velocity = velocity(900, voices: 10)
    velocity.growth = Growth(
      branching: branching, branchingRange: low...2,
      nextHour: Forecast(expected: next, range: 0...99),
      nextSixHours: Forecast(expected: next, range: 0...999))
    #expect(velocity.isViral == isViral)
  }

  @Test(arguments: [
    (74.0, nil), (75, Severity.watch), (7199, .watch), (7200, .warning), (72_000, .critical),
  ])
  mutating func `calls for one topic within a tenth of the budget, and names it`(
    hours: Double, severity: Severity?
  ) {
    let draft = book.note(reading(0, voices: 40, topic: ("baggage", hours)))?.alert
    #expect(draft?.severity == severity)
    #expect(draft == nil || draft?.cause == "more complaints of baggage than usual")
    #expect(draft == nil || draft?.subject == .topic("baggage"))
  }

  @Test mutating func `takes more complaints than those of one topic for no growth`() {
    _ = book.note(reading(0, voices: 40, topic: ("baggage", 8000)))
    let all = book.note(reading(900, voices: 40, after: 600, topic: ("baggage", 80)))
    #expect(all?.alert == nil)
  }

  @Test mutating func `takes the brand for the better witness than one topic`() {
    let draft = book.note(reading(900, voices: 8, topic: ("baggage", 8000)))?.alert
    #expect(draft?.subject == .complaints)
  }

  @Test mutating func `calls once for another topic while an incident is open`() {
    _ = book.note(reading(900, voices: 40, topic: ("delay", 90)))
    let other = book.note(reading(900, voices: 40, after: 600, topic: ("baggage", 8000)))
    #expect(other?.alert?.reason == .repeated)
    #expect(other?.alert?.subject == .topic("baggage"))
    #expect(
      book.note(reading(900, voices: 40, after: 1200, topic: ("baggage", 9000)))?.alert == nil)
  }

  @Test(arguments: [("delay", 8000.0), ("baggage", 7000)])
  mutating func `tells no topic of an open incident again, nor one that would call nobody`(
    name: String, hours: Double
  ) {
    _ = book.note(reading(900, voices: 40, topic: ("delay", 90)))
    #expect(book.note(reading(900, voices: 40, after: 600, topic: (name, hours)))?.alert == nil)
  }

  @Test func `knows after a restart which topics were told, and of whom`() {
    let open = Incident(
      id: 7, brand: "acme", severity: .warning, opened: noon, lastAlert: noon,
      subject: .topic("baggage"), topics: ["baggage"], lastVoices: 12, peakVoices: 12)
    var book = IncidentBook(incidents: [open], nextID: 8)
    let told = ["baggage", "delay", "delay"].enumerated().map { place, name in
      book.note(
        reading(900, voices: 40, after: 600 * Double(place + 1), topic: (name, 8000)))?.alert
    }
    #expect(told.map { $0?.subject } == [nil, .topic("delay"), nil])
  }

  private mutating func resolveOne() {
    _ = book.note(reading(900, voices: 8))
    _ = book.note(reading(1, voices: 1, after: 1000))
    _ = book.note(reading(1, voices: 1, after: 20_000))
  }

  private func velocity(_ hours: Double, voices: Int) -> Velocity {
    Velocity(
      window: .hours(1), observed: voices, expected: 1, returnHours: hours, learned: .hours(200))
  }

  private func reading(
    _ hours: Double, voices: Int, after seconds: TimeInterval = 0, all: Velocity? = nil,
    topic: (name: String, hours: Double)? = nil, observed: Double = 1
  ) -> Reading {
    let complaints = velocity(hours, voices: voices)
    return Reading(
      brand: brand, at: noon + seconds, complaints: complaints,
      all: all ?? complaints,
      topic: topic.map { ($0.name, velocity($0.hours, voices: 12)) }, observed: observed)
  }
}
