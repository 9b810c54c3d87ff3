import FoundationEssentials
import Model
import Polling
import Testing

/// POLLING 23, 25–28 and what people are told.
@Suite struct `Failures` {
  private var one = OneSource()

  @Test mutating func `never end the polling and come at most a day apart`() throws {
    for _ in 0..<100 {
      try one.poll(.failed(reason: "no route"))
      #expect(try one.wait <= day)
    }
    let update = try one.poll(.feed(.ok(("ETag", "1"))))
    #expect(update.state.failures == 0)
    #expect((3600...3960).contains(try one.wait))
  }

  @Test(arguments: [
    PollOutcome.failed(reason: "no route"), .refused(.status(500)), .refused(.status(503)),
    .notAFeed(.ok(), reason: "HTML"),
  ])
  func `that pass by themselves are looked after each hour`(outcome: PollOutcome) throws {
    var one = OneSource(.at("http://a.test/feed", every: .minutes(5)))
    for _ in 0..<40 { try one.poll(outcome) }
    #expect((3000...3600).contains(try one.wait))
  }

  @Test mutating func `grow apart`() throws {
    for hours in [1.0, 2, 4, 8, 16] {
      try one.poll(.refused(.status(404)))
      #expect((hours * 3600...hours * 3960).contains(try one.wait))
    }
  }

  @Test mutating func `are told at the first, once when they last, and at the end`() throws {
    one = OneSource(.at("http://a.test/feed", every: .minutes(5)))
    var told: [[PollEvent]] = []
    for _ in 0..<6 { told.append(try one.poll(.failed(reason: "no route")).events) }
    // Polls at 0, 5, 15 and 35 minutes: the fourth is the first after half an hour.
    #expect(
      told == [
        [.failed(reason: "no route")], [], [],
        [.blind(reason: "no route", since: midnight, failures: 4)], [], [],
      ])
    let update = try one.poll(.feed(.ok()))
    #expect(update.events == [.recovered(since: midnight, failures: 6)])
  }

  @Test mutating func `are told once though the daemon is restarted`() throws {
    var told = 0
    for _ in 0..<8 {
      let update = try one.poll(.failed(reason: "no route"))
      told += update.events.count { if case .blind = $0 { true } else { false } }
      one.schedule = Schedule(
        [one.source], states: ["a": update.state], hosts: [:], pacing: Pacing(), at: one.now)
    }
    #expect(told == 1)
  }

  @Test func `of one host for one reason are told once`() {
    let sources = (0..<5).map { Source.at("http://a.test/\($0)", id: "\($0)") }
    var schedule = Schedule(sources, states: [:], hosts: [:], pacing: Pacing(), at: midnight)
    var told = 0
    var now = midnight
    for _ in 0..<200 {
      guard let due = schedule.nextDue(after: now) else { break }
      now = due
      for order in schedule.begin(at: now, limit: 10) {
        let update = schedule.finish(order.source.id, .failed(reason: "no route"), at: now)
        told += update?.events.count { if case .blind = $0 { true } else { false } } ?? 0
      }
    }
    #expect(told == 1)
  }

  @Test mutating func `end for good with 410`() throws {
    let update = try one.poll(.refused(.status(410)))
    #expect(update.events == [.gone])
    #expect(update.state.isGone)
    #expect(one.schedule.nextDue(after: one.now) == nil)
  }

  @Test mutating func `stay ended after a restart, until the address changes`() throws {
    let state = try one.poll(.refused(.status(410))).state
    one.schedule = Schedule(
      [one.source], states: ["a": state], hosts: [:], pacing: Pacing(), at: one.now)
    #expect(one.schedule.nextDue(after: one.now) == nil)
    one.schedule.replace([.at("http://a.test/new")], pacing: Pacing(), at: one.now)
    #expect(try one.order().url == "http://a.test/new")
  }

  @Test mutating func `make a source blind from the first until it is read`() throws {
    #expect(one.schedule.blind(at: one.now).isEmpty)
    try one.poll(.notAFeed(.ok(), reason: "HTML"))
    try one.poll(.notAFeed(.ok(), reason: "HTML"))
    #expect(
      one.schedule.blind(at: one.now)
        == [Blindness(source: "a", since: midnight, problem: "HTML")])
    try one.poll(.feed(.ok()))
    #expect(one.schedule.blind(at: one.now).isEmpty)
  }

  @Test mutating func `name a challenge`() throws {
    let update = try one.poll(.refused(.status(403, ("CF-Mitigated", "challenge"))))
    #expect(update.state.problem == "status 403, a challenge for browsers")
  }

  @Test mutating func `are suspected where the whole window is new`() throws {
    #expect(try one.poll(.feed(.ok(), new: 20)).events.isEmpty)
    #expect(try one.poll(.feed(.ok(), new: 19)).events.isEmpty)
    #expect(try one.poll(.feed(.ok(), new: 20)).events == [.overrun(items: 20)])
    #expect(try one.poll(.feed(.ok(), new: 0, of: 0)).events.isEmpty)
  }
}

/// When nobody at all is reached, the fault is on our side.
@Suite struct `Being cut off` {
  private var schedule: Schedule
  private var now = midnight

  init() {
    let sources = (0..<20).map {
      Source.at("http://h\($0).test/", id: "\($0)", every: .minutes(10))
    }
    schedule = Schedule(sources, states: [:], hosts: [:], pacing: Pacing(), at: midnight)
  }

  private mutating func run(
    minutes: Double, _ outcome: (Source.ID) -> PollOutcome
  ) -> [PollEvent] {
    let end = now + minutes * 60
    var events: [PollEvent] = []
    while let due = schedule.nextDue(after: now), due < end {
      now = due
      for order in schedule.begin(at: now, limit: 99) {
        let id = order.source.id
        events += schedule.finish(id, outcome(id), at: now)?.events ?? []
      }
    }
    return events
  }

  @Test mutating func `is told once, and its end, instead of a line for each host`() {
    #expect(run(minutes: 30) { _ in .feed(.ok(("ETag", "1"))) }.isEmpty)
    let lost = run(minutes: 90) { _ in .failed(reason: "no route") }
    let single = lost.filter { $0 == .failed(reason: "no route") }
    #expect(single.count == 4)
    #expect(lost.count { if case .cutOff = $0 { true } else { false } } == 1)
    #expect(lost.count == 5)
    let back = run(minutes: 15) { _ in .feed(.ok(("ETag", "1"))) }
    #expect(back.count { if case .reached = $0 { true } else { false } } == 1)
  }

  @Test mutating func `leaves who stays lost to be told by name`() {
    _ = run(minutes: 30) { _ in .feed(.ok(("ETag", "1"))) }
    _ = run(minutes: 90) { _ in .failed(reason: "no route") }
    let events = run(minutes: 30) {
      $0 == "7" ? .failed(reason: "no route") : .feed(.ok(("ETag", "1")))
    }
    #expect(events.count { if case .blind = $0 { true } else { false } } == 1)
  }

  @Test func `is seen beside files of this machine, which are told by name`() {
    var sources = (0..<5).map { Source.at("http://h\($0).test/", id: "\($0)", every: .minutes(10)) }
    sources += [.at("file:/calls", id: "calls", every: .minutes(1))]
    sources += [.at("file:/gone", id: "gone", every: .minutes(1))]
    var schedule = Schedule(sources, states: [:], hosts: [:], pacing: Pacing(), at: midnight)
    var events: [Source.ID: [PollEvent]] = [:]
    var looks = 0
    var now = midnight
    while let due = schedule.nextDue(after: now), due < midnight + 3600 {
      now = due
      for order in schedule.begin(at: now, limit: 99) {
        let id = order.source.id
        looks += id == "gone" ? 1 : 0
        let outcome: PollOutcome =
          id == "calls" ? .feed(.ok(url: order.url), new: 0) : .failed(reason: "no such \(id)")
        events[id, default: []] += schedule.finish(id, outcome, at: now)?.events ?? []
      }
    }
    let web = events.filter { Int($0.key) != nil }.flatMap(\.value)
    #expect(web.count { if case .cutOff = $0 { true } else { false } } == 1)
    #expect(!web.contains { if case .blind = $0 { true } else { false } })
    #expect(events["gone"]?.first == .failed(reason: "no such gone"))
    #expect(events["gone"]?.count == 2)
    // Looking for a file costs nobody anything.
    #expect(looks >= 54)
  }

  @Test mutating func `is not when others answer between`() {
    let events = run(minutes: 90) {
      Int($0)!.isMultiple(of: 2) ? .feed(.ok(("ETag", "1"))) : .failed(reason: "no route")
    }
    #expect(events.allSatisfy { if case .cutOff = $0 { false } else { true } })
  }
}

/// POLLING 27.
@Suite struct `Moves` {
  private var one = OneSource(.at("http://a.test/feed", every: .hours(24)))

  @Test mutating func `are believed after a week of the same target`() throws {
    let reply = PollReply.ok(url: "http://b.test/feed", permanentlyAt: "http://b.test/feed")
    var days = 0
    while try one.poll(.feed(reply)).events != [.moved(to: "http://b.test/feed")], days < 20 {
      days += 1
      #expect(try one.order().url == one.source.url)
      _ = one.schedule.abandon("a", at: one.now)
    }
    // A day and a little apart: the eighth reply is the first that is a week after the first.
    #expect(days == 7)
    #expect(try one.order().url == "http://b.test/feed")
  }

  @Test mutating func `are not believed when the target changes`() throws {
    for round in 0..<20 {
      let target = "http://b.test/\(round % 2)"
      #expect(try one.poll(.feed(.ok(url: target, permanentlyAt: target))).events.isEmpty)
    }
  }

  @Test mutating func `are not believed while the target is no feed`() throws {
    let reply = PollReply.ok(url: "http://b.test/", permanentlyAt: "http://b.test/")
    for _ in 0..<20 { try one.poll(.notAFeed(reply, reason: "HTML")) }
    #expect(try one.order().url == one.source.url)
  }

  @Test mutating func `to https are believed at once`() throws {
    let reply = PollReply.ok(url: "https://a.test/feed", permanentlyAt: "https://a.test/feed")
    #expect(try one.poll(.feed(reply)).events == [.moved(to: "https://a.test/feed")])
    #expect(try one.order().url == "https://a.test/feed")
  }

  @Test mutating func `are kept while the new address answers for itself`() throws {
    let address = "https://a.test/feed"
    try one.poll(.feed(.ok(url: address, permanentlyAt: address)))
    try one.poll(.feed(.ok(url: address)))
    #expect(try one.order().url == address)
  }

  @Test mutating func `are taken back when the new address keeps failing`() throws {
    try one.poll(.feed(.ok(url: "https://a.test/feed", permanentlyAt: "https://a.test/feed")))
    for _ in 0..<5 { try one.poll(.failed(reason: "no route")) }
    #expect(try one.order().url == one.source.url)
  }
}
