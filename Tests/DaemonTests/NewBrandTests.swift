import FoundationEssentials
import Model
import Polling
import Storage
import Testing

@testable import Daemon

@Suite struct `A brand that comes later` {
  private let noon = Date(utc: "2026-11-22T12:00:00Z")!
  private let source = Source(id: "forum", url: "https://forum.example/feed")

  private func configuration(_ queries: [String: String]) throws -> Configuration {
    let brands = queries.sorted { $0.key < $1.key }.map {
      #"{"name": "\#($0)", "query": "\#($1)"}"#
    }
    let text = """
      {"brands": [\(brands.joined(separator: ","))],
       "sources": [{"name": "forum", "url": "https://forum.example/feed"}]}
      """
    return try ConfigurationReader.read(Array(text.utf8), files: SecretFiles(values: [:]))
  }

  /// Complaints about both, a minute apart: enough of them to alarm, were they news.
  private var items: [Item] {
    (0..<40).map { number in
      Item(
        guid: "\(number)", text: "Worst day: acme and bell lost my bag \(number * 37).",
        author: "author\(number)", published: noon - Double(number) * 60)
    }
  }

  private func give(_ desk: Desk, at moment: Date) async throws -> Report {
    _ = try await desk.pollsDue(at: moment)
    let examined = await desk.listening.examine(items, from: source)
    let reply = PollReply(status: 200, url: source.url)
    return try await desk.receive(examined, of: source, at: moment) {
      .feed(reply, FeedHabits(items: 40, newItems: $0))
    }
  }

  private func adopt(_ queries: [String: String], _ desk: Desk, at moment: Date) async throws {
    let configuration = try configuration(queries)
    try await desk.adopt(configuration, Listening(configuration), at: moment)
  }

  @Test func `finds its past in items that are known, and alarms nobody`() async throws {
    let desk = try Desk(configuration(["acme": "acme"]), database: Database(.memory), at: noon)
    #expect(try await give(desk, at: noon).mentions.count == 40)
    try await adopt(["acme": "acme", "bell": "bell"], desk, at: noon + 300)
    let report = try await give(desk, at: noon + 600)
    #expect(report.newItems == 0)
    #expect(report.mentions.map(\.brand) == Array(repeating: "bell", count: 40))
    #expect(report.mentions.allSatisfy { !$0.isNews })
    #expect(report.alerts.isEmpty)
    #expect(try await desk.tick(at: noon + 900).alerts.isEmpty)
  }

  @Test func `looks once`() async throws {
    let desk = try Desk(configuration(["acme": "acme"]), database: Database(.memory), at: noon)
    _ = try await give(desk, at: noon)
    try await adopt(["acme": "acme", "bell": "bell"], desk, at: noon + 300)
    _ = try await give(desk, at: noon + 600)
    #expect(try await give(desk, at: noon + 900).mentions.isEmpty)
  }

  @Test func `a changed query is as good as a new brand`() async throws {
    let desk = try Desk(configuration(["b": "zebra"]), database: Database(.memory), at: noon)
    _ = try await give(desk, at: noon)
    try await adopt(["b": "bell"], desk, at: noon + 300)
    #expect(try await give(desk, at: noon + 600).mentions.count == 40)
  }

  /// What a start finds in items that are known, after a run with other queries.
  private func mentions(_ queries: [String: String], after earlier: [String: String]) async throws
    -> [Mention]
  {
    let state = try StateLocation.onDisk()
    let before = try Desk(configuration(earlier), database: Database(state), at: noon)
    _ = try await give(before, at: noon)
    _ = try await before.tick(at: noon + 60)
    let after = try Desk(configuration(queries), database: Database(state), at: noon + 300)
    return try await give(after, at: noon + 600).mentions
  }

  @Test(arguments: [
    ["a": "acme", "b": "bell"],  // A brand is added,
    ["a": "bell"], ["a": "acme OR bell"],  // a query changed.
  ])
  func `is looked for after a start as well`(queries: [String: String]) async throws {
    let found = try await mentions(queries, after: ["a": "zebra"])
    #expect(found.count == queries.count * 40)
    #expect(found.allSatisfy { !$0.isNews })
  }

  @Test(arguments: [["a": "acme"], ["a": "zebra"]])
  func `a start with the same queries looks at nothing again`(queries: [String: String])
    async throws
  {
    #expect(try await mentions(queries, after: queries).isEmpty)
  }

  @Test func `a start goes on where the sources had not been looked at yet`() async throws {
    let state = try StateLocation.onDisk()
    let first = try Desk(configuration(["a": "zebra"]), database: Database(state), at: noon)
    _ = try await give(first, at: noon)
    try await adopt(["a": "acme"], first, at: noon + 60)
    _ = try await first.tick(at: noon + 120)
    let second = try Desk(configuration(["a": "acme"]), database: Database(state), at: noon + 300)
    #expect(try await give(second, at: noon + 600).mentions.count == 40)
  }
}
