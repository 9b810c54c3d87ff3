import FoundationEssentials
import Glibc
import JSON
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

  @Test func `says how much advice people are not shown`() throws {
    let twins = (0..<13).flatMap { number in
      ["a", "b"].map { ("\($0)\(number)", "https://h\(number).example/", "customer") }
    }
    let plan = try report(twins)
    #expect(plan.advice.count == 13)
    let shown = plan.text.split(separator: "\n").filter { $0.hasPrefix("advice: ") }
    #expect(shown.count == 11)
    #expect(shown.last == "advice: and 3 more of that kind; --json has all")
    #expect(plan.json.contains("a12 and b12"))
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

/// What `plan` makes of what was learned.
@Suite struct `Advice of a plan` {
  private let noon = Date(utc: "2026-11-22T12:00:00Z")!

  /// - Parameter states: By the places of the addresses, which name the sources.
  private func advice(
    _ urls: [String], _ states: [Int: PollState] = [:], interval: String? = nil,
    polling: String = "{}"
  ) throws -> [String] {
    let database = try Database(.memory)
    for (place, state) in states {
      var state = state
      state.address = urls[place]
      state.validators = state.validators ?? Validators(url: urls[place], etag: "1")
      try database.save(state, of: "s\(place)")
    }
    let every = interval.map { #", "interval": "\#($0)""# } ?? ""
    let list = urls.enumerated().map {
      #"{"name": "s\#($0.offset)", "url": "\#($0.element)"\#(every)}"#
    }
    let text = """
      {"brands": [{"name": "acme", "query": "acme"}], "polling": \(polling),
       "sources": [\(list.joined(separator: ","))]}
      """
    return try PlanReport(
      ConfigurationReader.read(Array(text.utf8), files: SecretFiles(values: [:])), database,
      at: noon
    ).advice
  }

  /// A source that publishes so much an hour and shows so many items.
  private func busy(_ items: Double, of shown: Int) -> PollState {
    PollState(
      due: noon, lastSuccess: noon, adaptedInterval: .minutes(10),
      pace: Pace(items: items * 70, hours: 70), items: shown, lastItem: noon)
  }

  @Test(arguments: [
    ("https://a.example/feed", "http://www.A.example/feed/", true),
    ("https://a.example:443/f?b=2&a=1", "https://a.example/f?a=1&b=2#new", true),
    ("https://a.example/feed", "https://a.example/Feed", false),
    ("https://a.example/?feed=1", "https://a.example/?feed=2", false),
    ("https://a.example/", "https://b.example/", false),
  ])
  func `names sources with one address`(one: String, other: String, isOne: Bool) throws {
    let advice = try advice([one, other])
    #expect(
      advice == (isOne ? ["s0 and s1 are one feed, which is asked for twice; take one out"] : []))
  }

  @Test func `names sources that answered the same, or moved to where another is`() throws {
    var state = busy(1, of: 20)
    state.bodyHash = 77
    let urls = ["https://a.example/rss", "https://b.example/feed.xml"]
    #expect(try advice(urls, [0: state, 1: state]).first?.hasPrefix("s0 and s1 are one") == true)
    state.bodyHash = nil
    var moved = state
    moved.move = Move(url: urls[0], since: noon, isAdopted: true)
    #expect(try advice(urls, [0: state, 1: moved]).first?.hasPrefix("s0 and s1 are one") == true)
  }

  @Test func `does not take two searches that find nothing for one`() throws {
    let empty = PollState(bodyHash: 7, due: noon, lastSuccess: noon)
    #expect(
      try advice(["https://a.example/1", "https://b.example/2"], [0: empty, 1: empty]) == [])
  }

  @Test(arguments: [
    (nil, "{}", "Give it an interval"), ("30m", "{}", "Shorten its interval"),
    (nil, #"{"minimumInterval": "30m"}"#, "Lower polling.minimumInterval"),
    (nil, #"{"hostRequests": 3}"#, "Raise polling.hosts.a.example.requests"),
  ])
  func `names what publishes more than is read, and what would help`(
    interval: String?, polling: String, remedy: String
  ) throws {
    // 200 items an hour and 20 shown: six minutes' worth.
    let lines = try advice(
      ["https://a.example/"], [0: busy(200, of: 20)], interval: interval, polling: polling)
    let line = lines.first { $0.contains("some are missed") }
    #expect(line?.hasPrefix("s0 publishes 200 items/h and shows those of 6 min, but") == true)
    #expect(line?.contains(remedy) == true)
    #expect(try advice(["https://a.example/"], [0: busy(200, of: 200)]) == [])
  }

  @Test func `tells what a raised least interval costs`() throws {
    let urls = ["https://a.example/", "https://b.example/", "https://c.example/"]
    let states = [0: busy(9, of: 99), 1: busy(9, of: 99), 2: busy(0.5, of: 99)]
    #expect(
      try advice(urls, states, polling: #"{"minimumInterval": "15m"}"#) == [
        "s0 and 1 more publish more often than once in 15 min, which polling.minimumInterval makes "
          + "them wait"
      ])
    #expect(try advice(urls, states) == [])
  }

  @Test func `tells where a budget goes before the longest interval`() throws {
    let advice = try advice(
      (0..<100).map { "https://a.example/\($0)" }, polling: #"{"hostRequests": 10}"#)
    let line = "the budget goes before polling.maximumInterval: each is asked every 10 h"
    #expect(advice.first?.contains(line) == true)
  }

  @Test(arguments: [(19.0, false), (22, true)])
  func `doubts a source that has never changed`(days: Double, isTold: Bool) throws {
    // As its pace is kept: hours fade with a memory of three days.
    let hours = 72 * (1 - exp(-days / 3))
    let state = PollState(due: noon, lastSuccess: noon, pace: Pace(items: 0, hours: hours))
    let advice = try advice(["https://a.example/"], [0: state])
    #expect(
      advice
        == (isTold ? ["s0 has never changed in 20 d or more; is it the right address?"] : []))
  }

  @Test func `leaves files of this machine out of hosts and advice`() throws {
    let text = """
      {"brands": [{"name": "acme", "query": "acme"}],
       "sources": [{"name": "calls", "url": "file:calls/"}, {"name": "a", "url": "https://a.example/"}]}
      """
    let report = try PlanReport(
      ConfigurationReader.read(Array(text.utf8), files: SecretFiles(values: [:])), nil, at: noon)
    #expect(report.text.hasPrefix("host a.example: 12 of 600 requests/h, 1 source\nall: 12 "))
    #expect(report.text.contains("to 1 host, 1 source; 1 file of this machine\n"))
    #expect(report.advice == [])
    let json = try JSONDocument(Array(report.json.utf8)).root
    #expect(json["hosts"]?.elements?.count == 1)
    #expect(json["sources"]?.elements?.first?["host"]?.string == nil)
  }

  @Test func `reckons a thousand sources, and shows the busiest hosts`() throws {
    let list = (0..<1000).map {
      #"{"name": "s\#($0)", "url": "https://h\#($0 % 100).example/\#($0)"}"#
    }
    let text = """
      {"brands": [{"name": "acme", "query": "acme"}], "sources": [\(list.joined(separator: ","))]}
      """
    let report = try PlanReport(
      ConfigurationReader.read(Array(text.utf8), files: SecretFiles(values: [:])), nil, at: noon)
    #expect(report.text.contains("and 80 hosts more, 120 requests/h at most\n"))
    #expect(report.text.split(separator: "\n").count < 30)
    #expect(report.delays.map(\.sources) == [1000])
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
