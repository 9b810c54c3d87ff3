import Alerting
import FoundationEssentials
import Model
import Testing

@Suite struct `Rule of reach` {
  private var book = IncidentBook()
  private let noon = Date(timeIntervalSince1970: 1_700_000_000)
  private let brand = Brand(id: "acme", query: "acme")

  private func standing(
    _ count: Int, _ measure: Engagement.Measure = .reactions, hours: Double = 1e6,
    learned: Double = 200
  ) -> ReachStanding {
    ReachStanding(
      measure: measure, count: count, usual: 50, returnHours: hours, learned: .hours(learned))
  }

  private func reading(
    _ standing: ReachStanding? = nil, voices: Int = 1, hours: Double = 0,
    known: [KnownContact] = [], after seconds: TimeInterval = 0
  ) -> Reading {
    let velocity = Velocity(
      window: .hours(1), observed: voices, expected: 1, returnHours: hours, learned: .hours(200))
    return Reading(
      brand: brand, at: noon + seconds, complaints: velocity, all: velocity,
      reach: standing.map {
        Reach(
          witness: Witness(mention: 7, outlet: "forum.example", at: noon, quote: "bag"),
          engagement: Engagement(), standing: $0)
      },
      known: known)
  }

  private func contact(
    _ mention: Mention.ID, _ way: KnownContact.Way = .handle,
    _ state: KnownContact.State = .unanswered
  ) -> KnownContact {
    KnownContact(mention: mention, way: way, since: noon, state: state)
  }

  @Test(arguments: [
    (500, 74.0, nil), (500, 75, Severity.watch), (500, 720, .warning), (499, 1e6, nil),
    (4999, 1e6, .warning), (5000, 1e6, .critical), (5000, 7199, .warning),
  ])
  mutating func `calls by how rare it is, critically only for ten times the floor`(
    count: Int, hours: Double, severity: Severity?
  ) {
    let change = book.note(reading(standing(count, hours: hours)))
    #expect(change?.alert?.severity == severity)
  }

  @Test(arguments: [
    (Engagement.Measure.views, 50_000, Severity?.some(.warning)), (.views, 500_000, .critical),
    (.followers, 99_999, nil), (.followers, 300_000, .warning), (.followers, 90_000_000, .warning),
    (.promotion, 1, .warning),
  ])
  func `takes those who may see it for less than those who did`(
    measure: Engagement.Measure, count: Int, severity: Severity?
  ) {
    #expect(Rules().severity(of: standing(count, measure), for: brand) == severity)
  }

  @Test(arguments: [(500, Severity.watch), (5000, .warning)])
  func `wants more while it learns`(count: Int, severity: Severity) {
    #expect(Rules().severity(of: standing(count, learned: 71), for: brand) == severity)
  }

  @Test mutating func `opens with one voice, whatever the rest of another call`() {
    _ = book.note(reading(voices: 8, hours: 900))
    _ = book.note(reading(after: 1000))
    #expect(book.note(reading(after: 20_000))?.alert?.reason == .resolved)
    let change = book.note(reading(standing(600), after: 20_060))
    #expect(change?.alert?.reason == .opened)
    #expect(change?.alert?.cause == "one complaint reaches far more people than usual")
  }

  @Test mutating func `tells another mention of far reach within an incident`() {
    _ = book.note(reading(standing(600)))
    #expect(book.note(reading(after: 60))?.alert == nil)
    #expect(book.note(reading(standing(700), after: 120))?.alert?.reason == .repeated)
    #expect(book.note(reading(standing(7000), after: 180))?.alert?.reason == .escalated)
  }

  @Test mutating func `does not resolve while a complaint gains notice`() {
    _ = book.note(reading(standing(600)))
    for minute in 1...200 {
      var growing = reading(after: Double(minute) * 60)
      growing.isReachGrowing = true
      #expect(book.note(growing)?.alert == nil)
    }
    _ = book.note(reading(after: 12_060))
    #expect(book.note(reading(after: 15_661))?.alert?.reason == .resolved)
  }

  @Test mutating func `leaves the louder of voices and reach the word`() {
    let change = book.note(reading(standing(600), voices: 9, hours: 9000))
    #expect(change?.alert?.cause == "more complaints than usual")
    #expect(change?.alert?.severity == .critical)
  }

  // MARK: Who told the brand before

  @Test(arguments: [
    (7 as Mention.ID, KnownContact.Way.handle, KnownContact.State.unanswered, Severity.critical),
    (7, .number, .open, .critical), (7, .handle, .answered, .critical),
    (7, .handle, .closed, .warning), (7, .name, .unanswered, .warning),
    (8, .handle, .unanswered, .warning),
  ])
  mutating func `is one louder where the one who is heard waits for an answer`(
    mention: Mention.ID, way: KnownContact.Way, state: KnownContact.State, severity: Severity
  ) {
    let change = book.note(reading(standing(600), known: [contact(mention, way, state)]))
    #expect(change?.alert?.severity == severity)
  }

  @Test(arguments: [(1, 5, Severity.warning), (2, 10, .critical), (2, 11, .warning)])
  mutating func `is one louder where a fifth of many waits for an answer`(
    known: Int, voices: Int, severity: Severity
  ) {
    let contacts = (0..<known).map { contact(Mention.ID($0)) }
    let change = book.note(reading(voices: voices, hours: 900, known: contacts))
    #expect(change?.alert?.severity == severity)
  }

  @Test mutating func `opens nothing for who told before alone`() {
    #expect(book.note(reading(voices: 8, hours: 70, known: [contact(1), contact(2)])) == nil)
  }
}
