import Alerting
import Detection
import FoundationEssentials
import Model
import Polling
import Storage
import Testing

@testable import Daemon

@Suite struct `Desk of the daemon` {
  private let noon = Date(utc: "2026-11-22T12:00:00Z")!
  private let source = Source(id: "forum", url: "https://forum.example/feed")

  private func configuration(_ more: String = "") throws -> Configuration {
    let text = """
      {"brands": [{"name": "acme", "query": "\\"acme air\\""}],
       "sources": [{"name": "forum", "url": "https://forum.example/feed"}] \(more)}
      """
    return try ConfigurationReader.read(Array(text.utf8), files: SecretFiles(values: [:]))
  }

  private func post(_ name: String, _ text: String, at moment: Date, id: String? = nil) -> Item {
    Item(
      guid: id ?? "\(name)-\(moment.timeIntervalSince1970)",
      url: "https://forum.example/\(id ?? name)/\(Int(moment.timeIntervalSince1970))",
      title: "About my flight \(name)", text: text, author: name, published: moment)
  }

  /// Ten days, a mention in eight hours, none of them cross.
  private var quietPast: [Item] {
    (1...30).map {
      post("reader\($0)", "Acme air to town \($0 * 7).", at: noon - Double($0) * 8 * 3600)
    }
  }

  /// Complaints of as many people in words of their own, a minute apart, the last at a moment.
  private func storm(_ count: Int, until moment: Date) -> [Item] {
    let complaints = [
      "Acme air lost my luggage and nobody answers the phone.",
      "Worst airline ever: acme air ignores every mail, I want a refund.",
      "My suitcase came back broken, thanks for nothing acme air, horrible.",
      "Still waiting for a stroller at belt nine. Acme air support is useless.",
      "Unacceptable. The acme air desk hung up on my mother, who needs her pills.",
      "Three days without skis and acme air keeps lying to us.",
      "Rude staff, missing bag, no compensation: never again acme air.",
    ]
    let towns = ["Lisbon", "Oslo", "Graz", "Leeds", "Porto", "Turin", "Bergen", "Split", "Nantes"]
    return (0..<count).map { index in
      post(
        "angry\(index)",
        "\(complaints[index % complaints.count]) \(towns[index % towns.count]), \(index * 37 + 5).",
        at: moment - Double(count - 1 - index) * 60)
    }
  }

  @discardableResult
  private func give(_ items: [Item], to desk: Desk, at moment: Date) async throws -> Report {
    let count = items.count
    _ = try await desk.pollsDue(at: moment)
    return try await desk.receive(
      desk.listening.examine(items, from: source), of: source, at: moment
    ) { newItems in
      .feed(
        PollReply(status: 200, url: "https://forum.example/feed"),
        FeedHabits(items: count, newItems: newItems))
    }
  }

  private func desk(on state: StateLocation = .memory) throws -> Desk {
    try Desk(configuration(), database: Database(state), at: noon)
  }

  @Test func `takes a source's first answer for history, however cross it is`() async throws {
    let desk = try desk()
    let report = try await give(storm(40, until: noon), to: desk, at: noon)
    #expect(report.mentions.count == 40)
    #expect(report.mentions.allSatisfy { !$0.isNews })
    #expect(report.alerts.isEmpty)
    #expect(try await desk.tick(at: noon + 15).alerts.isEmpty)
  }

  @Test(arguments: [(-400.0, false), (-1.5, false), (-0.5, true), (0.5, true), (400, true)])
  func `takes in what is new whatever it says of its day`(days: Double, isNews: Bool) async throws {
    let file = try StateLocation.onDisk()
    let desk = try desk(on: file)
    try await give(quietPast, to: desk, at: noon)
    let late = post("ann", "Acme air lost my bag.", at: noon + days * 86400, id: "late")
    #expect(try await give([late], to: desk, at: noon + 60).mentions.map(\.isNews) == [isNews])
    let all = noon - 500 * 86400..<noon + 61
    #expect(try Database(file).mentions(of: "acme", in: all, limit: 99).count == 31)
  }

  @Test func `calls people for complaints about a brand that had none before`() async throws {
    let desk = try desk()
    try await give(quietPast, to: desk, at: noon)
    let report = try await give(storm(9, until: noon + 600), to: desk, at: noon + 600)
    #expect(report.alerts.map(\.reason) == [.opened])
    #expect(report.alerts.first.map { $0.severity >= .warning } == true)
    #expect(report.alerts.first?.cause == "more complaints than usual")
  }

  @Test func `counts an item once, and an edit as a revision`() async throws {
    let file = try StateLocation.onDisk()
    let desk = try desk(on: file)
    try await give(quietPast, to: desk, at: noon)
    let first = post("ann", "Acme air is fine, thank you all.", at: noon, id: "one")
    var edited = first
    edited.text = "Acme air lost my bag and nobody answers, terrible and rude."
    #expect(try await give([first], to: desk, at: noon + 60).newItems == 1)
    #expect(try await give([first], to: desk, at: noon + 120).newItems == 0)
    #expect(try await give([edited], to: desk, at: noon + 180).newItems == 0)
    let mentions = try Database(file).mentions(of: "acme", in: noon - 1..<noon + 1, limit: 9)
    #expect(mentions.count == 1)
    #expect(mentions.first?.complaint.isComplaint == true)
  }

  @Test func `calls people when mentions turn into complaints by edits`() async throws {
    let desk = try desk()
    try await give(quietPast, to: desk, at: noon)
    let cross = storm(9, until: noon + 600)
    let kind = cross.enumerated().map { index, item in
      var item = item
      item.text = "Acme air to town \(index * 7 + 400)."
      return item
    }
    let before = try await give(kind, to: desk, at: noon + 600).alerts
    #expect(before.allSatisfy { $0.severity == .watch })
    let report = try await give(cross, to: desk, at: noon + 660)
    #expect(report.newItems == 0)
    #expect(report.alerts.map(\.reason) == [.escalated])
  }

  @Test func `goes on after a crash before any tick as if nothing had been`() async throws {
    let file = try StateLocation.onDisk()
    try await give(quietPast, to: desk(on: file), at: noon)
    // The first desk is dropped without an end; the second has what the database has.
    let again = try desk(on: file)
    let report = try await give(storm(9, until: noon + 600), to: again, at: noon + 600)
    #expect(report.alerts.map(\.reason) == [.opened])
    let third = try desk(on: file)
    #expect(try await third.tick(at: noon + 615).alerts.isEmpty)
  }

  @Test func `does not count what the brand itself says`() async throws {
    let own = #", "alerts": {"rest": "1h"}"#
    var configuration = try configuration(own)
    configuration.brands[0].own = OwnVoices(["forum.example"])
    let desk = try Desk(configuration, database: Database(.memory), at: noon)
    try await give(quietPast, to: desk, at: noon)
    #expect(try await give(storm(20, until: noon + 600), to: desk, at: noon + 600).alerts.isEmpty)
  }

  @Test func `tells receivers whose names differ in punctuation alone`() async throws {
    let more = """
      , "receivers": [{"name": "a b", "type": "log", "path": "x"},
                      {"name": "a_b", "type": "log", "path": "y"}]
      """
    let desk = try Desk(configuration(more), database: Database(.memory), at: noon)
    try await give(quietPast, to: desk, at: noon)
    try await give(storm(9, until: noon + 600), to: desk, at: noon + 600)
    let due = try await desk.notificationsDue(at: noon + 600)
    #expect(Set(due.jobs.map(\.notification.receiver)) == ["a b", "a_b"])
  }

  @Test func `drops what waits for a receiver that is gone, and says so`() async throws {
    let file = try StateLocation.onDisk()
    let old = #", "receivers": [{"name": "old", "type": "log", "path": "x"}]"#
    let desk = try Desk(configuration(old), database: Database(file), at: noon)
    try await give(quietPast, to: desk, at: noon)
    try await give(storm(9, until: noon + 600), to: desk, at: noon + 600)
    let new = #", "receivers": [{"name": "new", "type": "log", "path": "x"}]"#
    let again = try Desk(
      configuration(new), database: Database(file), at: noon + 700)
    #expect(await again.droppedNotifications == ["old": 1])
    #expect(try await again.notificationsDue(at: noon + 700).jobs.isEmpty)
  }

  private func sources(_ names: [String]) throws -> Configuration {
    let list = names.map { #"{"name": "\#($0)", "url": "https://\#($0).example/"}"# }
    let text = """
      {"brands": [{"name": "acme", "query": "\\"acme air\\""}],
       "sources": [\(list.joined(separator: ","))]}
      """
    return try ConfigurationReader.read(Array(text.utf8), files: SecretFiles(values: [:]))
  }

  /// Polls all that is due; those named fail.
  private func poll(
    _ desk: Desk, at moment: Date, failing: Set<String> = [], items: [String: [Item]] = [:]
  ) async throws {
    for job in try await desk.pollsDue(at: moment).jobs {
      let source = job.order.source
      let found = items[source.id] ?? []
      _ = try await desk.receive(
        failing.contains(source.id) ? [] : desk.listening.examine(found, from: source),
        of: source, at: moment
      ) { new in
        failing.contains(source.id)
          ? .failed(reason: "no route")
          : .feed(
            PollReply(status: 200, url: source.url, headers: [("ETag", "1")]),
            FeedHabits(items: found.count + 1, newItems: new))
      }
    }
  }

  @Test func `sees as much less of a brand as its blind sources have brought of it`() async throws {
    let desk = try Desk(sources(["forum", "blog"]), database: Database(.memory), at: noon)
    let items = ["forum": Array(quietPast.prefix(27)), "blog": Array(quietPast.suffix(3))]
    for second in 0..<9 { try await poll(desk, at: noon + Double(second), items: items) }
    _ = try await desk.tick(at: noon + 3600)
    #expect(await desk.sight.share(of: "acme") == 1)
    try await poll(desk, at: noon + 3601, failing: ["forum"])
    _ = try await desk.tick(at: noon + 3615)
    #expect((0.08...0.14).contains(await desk.sight.share(of: "acme")))
    try await poll(desk, at: noon + 7300)
    _ = try await desk.tick(at: noon + 7315)
    #expect(await desk.sight.share(of: "acme") == 1)
  }

  @Test func `notes when sources and the daemon itself were not observing`() async throws {
    let file = try StateLocation.onDisk()
    let desk = try Desk(sources(["forum"]), database: Database(file), at: noon)
    try await poll(desk, at: noon, items: ["forum": quietPast])
    try await poll(desk, at: noon + 3600, failing: ["forum"])
    try await poll(desk, at: noon + 9000)
    try await desk.close(at: noon + 9000)
    let again = try Desk(sources(["forum"]), database: Database(file), at: noon + 18000)
    #expect(await again.sight.share(of: "acme") < 0.1)
    let gaps = try Database(file).gaps(since: noon)
    #expect(gaps.map(\.source) == ["forum", nil])
    #expect(gaps.map(\.began) == [noon + 3600, noon + 9000])
    #expect(gaps.map(\.isMadeGood) == [true, false])
    try await poll(again, at: noon + 18000)
    _ = try await again.tick(at: noon + 18015)
    #expect(await again.sight.share(of: "acme") == 1)
  }

  @Test(arguments: [(600.0, RunKind.single, 0), (600, .lasting, 1), (7200, .single, 1)])
  func `notes no gap between runs by the clock`(
    pause: Double, kind: RunKind, gaps: Int
  ) async throws {
    let file = try StateLocation.onDisk()
    let desk = try Desk(sources(["forum"]), database: Database(file), at: noon)
    try await poll(desk, at: noon, items: ["forum": quietPast])
    try await desk.close(after: kind, at: noon + 5)
    _ = try Desk(sources(["forum"]), database: Database(file), at: noon + 5 + pause)
    #expect(try Database(file).gaps(since: noon).filter { $0.source == nil }.count == gaps)
  }

  @Test func `takes a run that was killed for none by the clock`() async throws {
    let file = try StateLocation.onDisk()
    let desk = try Desk(sources(["forum"]), database: Database(file), at: noon)
    try await desk.close(after: .single, at: noon + 5)
    _ = try Desk(sources(["forum"]), database: Database(file), at: noon + 605)
    #expect(try Database(file).gaps(since: noon).isEmpty)
    _ = try Desk(sources(["forum"]), database: Database(file), at: noon + 705)
    #expect(try Database(file).gaps(since: noon).count == 1)
  }

  @Test func `polls what carries an incident more often until it resolves`() async throws {
    let desk = try Desk(sources(["forum", "blog"]), database: Database(.memory), at: noon)
    for second in 0..<9 {
      try await poll(desk, at: noon + Double(second), items: ["forum": quietPast, "blog": []])
    }
    let wait = { (now: Date) in try await desk.pollsDue(at: now).next?.timeIntervalSince(now) }
    let before = try #require(try await wait(noon + 60))
    let storm = ["forum": storm(9, until: noon + 4000)]
    try await poll(desk, at: noon + 4000, items: storm)
    #expect(try await desk.tick(at: noon + 4015).alerts.isEmpty)
    #expect(await desk.incidents.open.count == 1)
    #expect(await desk.isSurging)
    let during = try #require(try await wait(noon + 4020))
    #expect(during < before / 2)
  }

  @Test func `does not ask again at once when it ended during a poll`() async throws {
    let file = try StateLocation.onDisk()
    let desk = try Desk(sources(["forum"]), database: Database(file), at: noon)
    #expect(try await desk.pollsDue(at: noon).jobs.count == 1)
    let again = try Desk(sources(["forum"]), database: Database(file), at: noon + 1)
    #expect(try await again.pollsDue(at: noon + 1).jobs.isEmpty)
    #expect(try await again.pollsDue(at: noon + 300).jobs.count == 1)
  }

  @Test func `asks again at once when a poll was dropped`() async throws {
    let file = try StateLocation.onDisk()
    let desk = try Desk(sources(["forum"]), database: Database(file), at: noon)
    _ = try await desk.pollsDue(at: noon)
    try await desk.abandon("forum", at: noon + 1)
    let again = try Desk(sources(["forum"]), database: Database(file), at: noon + 5)
    #expect(try await again.pollsDue(at: noon + 5).jobs.count == 1)
  }

  @Test func `goes on as soon as before when the clock is set back an hour`() async throws {
    let desk = try Desk(sources(["forum"]), database: Database(.memory), at: noon)
    try await poll(desk, at: noon)
    _ = try await desk.tick(at: noon + 15)
    let wait = try #require(try await desk.pollsDue(at: noon + 15).next)
      .timeIntervalSince(noon + 15)
    let report = try await desk.tick(at: noon - 3585)
    #expect(report.clockSetBack == .hours(1))
    #expect(try await desk.pollsDue(at: noon - 3585).next == noon - 3585 + wait)
  }

  @Test func `goes on as soon as before when the clock was set back while it was down`()
    async throws
  {
    let file = try StateLocation.onDisk()
    let desk = try Desk(sources(["forum"]), database: Database(file), at: noon)
    try await poll(desk, at: noon)
    try await desk.close(at: noon + 15)
    let again = try Desk(sources(["forum"]), database: Database(file), at: noon - 3585)
    #expect(try await again.tick(at: noon - 3585).clockSetBack == .hours(1))
    #expect(try await again.tick(at: noon - 3570).clockSetBack == nil)
    #expect(try await again.pollsDue(at: noon - 3585 + 400).jobs.count == 1)
  }
}
