import FoundationEssentials
import Model
import Polling
import Storage
import Testing

@testable import Daemon

@Suite struct `Plan of a configuration` {
  private let noon = Date(utc: "2026-11-22T12:00:00Z")!

  private func report(
    _ sources: [(name: String, url: String, rung: String)], interval: String? = nil,
    _ database: Database? = nil
  ) throws -> PlanReport {
    let every = interval.map { #", "interval": "\#($0)""# } ?? ""
    let list = sources.map {
      #"{"name": "\#($0.name)", "url": "\#($0.url)", "rung": "\#($0.rung)"\#(every)}"#
    }
    let text = """
      {"brands": [{"name": "acme", "query": "acme"}], "sources": [\(list.joined(separator: ","))]}
      """
    return try PlanReport(
      ConfigurationReader.read(Array(text.utf8), files: SecretFiles(values: [:])), database,
      at: noon)
  }

  @Test func `tells requests, delays for each rung but the brand's own, and no advice`() throws {
    let plan = try report([
      ("a", "https://a.example/", "customer"), ("b", "https://b.example/", "news"),
      ("c", "https://c.example/", "own"),
    ])
    #expect(plan.delays.map(\.rung) == [.customer, .news])
    #expect(plan.delays.allSatisfy { $0.worst > $0.expected && $0.worst <= .minutes(6) })
    #expect(plan.advice.isEmpty)
    #expect(plan.text.contains("host a.example: 12 of 600 requests/h, 1 source\n"))
  }

  @Test func `weighs sources by what they brought of the brand`() throws {
    let database = try Database(.memory)
    try database.save(
      PollState(
        address: "https://slow.example/", validators: Validators(url: "x", etag: "1"), due: noon,
        lastSuccess: noon, adaptedInterval: .hours(1)), of: "slow")
    let both = [
      (name: "quick", url: "https://quick.example/", rung: "customer"),
      (name: "slow", url: "https://slow.example/", rung: "customer"),
    ]
    let equal = try #require(try report(both, database).delays.first)
    #expect(equal.slowest == "slow")
    #expect((900...1200).contains(equal.expected.seconds))
    let weighed = try #require(
      BrandDelay.all(of: "acme", in: report(both, database).plan, voices: ["slow": 9]).first)
    #expect((1800...1900).contains(weighed.expected.seconds))
  }

  @Test func `advises to merge forums that one address can name`() throws {
    let plan = try report(
      [
        ("a", "https://www.reddit.com/r/acme/new/.rss?limit=100", "customer"),
        ("b", "https://www.reddit.com/r/travel+acme/new/.rss?limit=100", "customer"),
        ("c", "https://www.reddit.com/r/travel/comments/.rss", "customer"),
      ], interval: "5m")
    #expect(
      plan.advice == [
        "a, b can be asked at once, 2 times as often: "
          + "https://www.reddit.com/r/acme+travel/new/.rss?limit=100"
      ])
  }

  @Test(arguments: [
    (1, "https://www.reddit.com/r/a/.rss", "30s", "the gap between requests lets no more through"),
    (11, "https://h.example/", "1m", "the configured intervals alone go beyond"),
    (80, "https://h.example/", nil, "their intervals are stretched ×1.6"),
  ])
  func `names a budget that is spent, and what to do`(
    count: Int, url: String, interval: String?, advice: String
  ) throws {
    let sources = (0..<count).map { ("s\($0)", "\(url)?\($0)", "customer") }
    #expect(try report(sources, interval: interval).advice.first?.contains(advice) == true)
  }

  @Test func `asks whether a source is dead, and names what cannot be asked for changes`() throws {
    let database = try Database(.memory)
    try database.save(
      PollState(
        address: "https://a.example/", due: noon, lastSuccess: noon, lastItem: noon - 40 * 86400),
      of: "a")
    let advice = try report([("a", "https://a.example/", "customer")], interval: "5m", database)
      .advice
    #expect(advice.contains("a has had nothing new for 40 d; is it dead?"))
    #expect(advice.contains { $0.hasPrefix("a does not tell what has changed: each of its 288") })
  }
}

@Suite struct `Report on the state` {
  private let noon = Date(utc: "2026-11-22T12:00:00Z")!
  private let database: Database

  init() throws {
    database = try Database(.memory)
  }

  private func text() throws -> String {
    try StatusReport(database, isRunning: true, at: noon).text
  }

  private func save(_ name: String, blindSince: Date? = nil, problem: String? = nil) throws {
    try database.save(
      PollState(
        due: noon + 60, lastSuccess: noon - 60, failures: problem == nil ? 0 : 3, problem: problem,
        blindSince: blindSince), of: name)
  }

  @Test func `names what is blind, once for each reason`() throws {
    for name in ["a", "b"] { try save(name, blindSince: noon - 1860, problem: "no route") }
    try save("c")
    #expect(try text().contains("blind: a 31 min, b 31 min; no route\n"))
  }

  @Test func `tells which share of the last day a source was observed`() throws {
    try save("a", blindSince: noon - 3 * 3600, problem: "no route")
    try save("b")
    try database.insert(
      Gap(
        source: "b", began: noon - 26 * 3600, ended: noon - 18 * 3600, cause: "x", isMadeGood: true)
    )
    try database.insert(
      Gap(
        source: nil, began: noon - 19 * 3600, ended: noon - 12 * 3600, cause: "x", isMadeGood: false
      )
    )
    // Three and seven hours of 24; twelve in one, since two gaps meet.
    #expect(try text().contains("next try in 60 s; observed 58 % of the last day"))
    #expect(try text().contains("source b: read 60 s ago; observed 50 % of the last day"))
  }

  @Test func `names a host that wants quiet`() throws {
    try database.save(HostState(notBefore: noon + 7200), of: "a.example")
    try database.save(HostState(notBefore: noon - 1), of: "b.example")
    #expect(try text().contains("host a.example: wants quiet for 2 h more"))
    #expect(try !text().contains("b.example"))
  }

  @Test func `counts what is well where it is much, and shows what is not`() throws {
    for number in 0..<30 { try save("well\(number)") }
    try save("ill", blindSince: noon - 60, problem: "no route")
    #expect(try text().contains("30 sources are well"))
    #expect(try text().contains("source ill: blind for 60 s"))
    #expect(try !text().contains("source well7"))
  }
}
