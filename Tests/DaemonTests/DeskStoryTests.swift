import Alerting
import Detection
import Feeds
import FoundationEssentials
import Model
import Storage
import Testing

@testable import Daemon

@Suite struct `Stories of the desk` {
  private let noon = Date(utc: "2026-11-22T12:00:00Z")!
  private let source = Source(id: "search", url: "https://search.example/feed")
  private static let complaint =
    "Acme air lost my suitcase in Turin and nobody answers the phone, 14 calls, worst airline ever"

  private func configuration() throws -> Configuration {
    let text = """
      {"brands": [{"name": "acme", "query": "\\"acme air\\"", "own": ["acme.example", "@acmehelp"]}],
       "outlets": {"harbour.example": "news", "reuters.com": "blog"},
       "sources": [{"name": "search", "url": "https://search.example/feed"}]}
      """
    return try ConfigurationReader.read(Array(text.utf8), files: SecretFiles(values: [:]))
  }

  private func post(
    _ text: String, by author: String?, at host: String, after minutes: Double, url: String? = nil
  ) -> Item {
    Item(
      guid: "\(author ?? "")\(host)\(minutes)", url: url ?? "https://\(host)/\(Int(minutes * 60))",
      text: text, author: author, published: noon + minutes * 60)
  }

  private func give(_ items: [Item], to desk: Desk) async throws -> Report {
    let last = items.compactMap(\.published).max() ?? noon
    let examined = await desk.listening.examine(items, from: source)
    return try await desk.receive(examined, of: source, at: last)
  }

  private func desk(_ database: sending Database) throws -> Desk {
    try Desk(configuration(), database: database, at: noon)
  }

  @Test(
    arguments: [
      ("ann", "forum.example", Rung.customer), ("Ann", "www.harbour.example", .news),
      ("ann", "live.reuters.com", .blog), ("ann", "bbc.co.uk", .news),
      ("acmehelp", "x.example", .own),
      (nil, "status.acme.example", .own),
    ] as [(String?, String, Rung)])
  func `stand where their outlet is known to`(author: String?, host: String, rung: Rung)
    async throws
  {
    let report = try await give(
      [post(Self.complaint, by: author, at: host, after: 0)], to: desk(Database(.memory)))
    #expect(report.mentions.map(\.rung) == [rung])
  }

  @Test func `stand where their source does that has a paper's name by chance`() async throws {
    let metro = Source(id: "Metro", url: "https://metro.example/feed", rung: .blog)
    let desk = try desk(Database(.memory))
    let survey = await desk.listening.examine(
      [Item(guid: "1", text: Self.complaint, published: noon)], from: metro)
    let report = try await desk.receive(survey, of: metro, at: noon)
    #expect(report.mentions.map(\.outlet) == ["Metro"])
    #expect(report.mentions.map(\.rung) == [.blog])
  }

  /// Two stories, then a mention that links to both, and the brand's answer.
  private var told: [Item] {
    [
      post(
        Self.complaint, by: "ann", at: "forum.example", after: 0, url: "https://forum.example/a"),
      post(
        "Acme air closed its desk in Bari again", by: "ben", at: "blog.example", after: 5,
        url: "https://blog.example/b"),
      post(
        "Acme air twice: https://forum.example/a and https://blog.example/b", by: "cat",
        at: "x.example", after: 10),
      post("RT @ann: " + Self.complaint, by: "dan", at: "x.example", after: 12),
      post(
        "Acme air says sorry. https://forum.example/a", by: "acmehelp", at: "x.example", after: 30),
    ]
  }

  @Test func `are one once a mention shows it, and the younger id leads to the older`() async throws
  {
    let database = try Database(.memory)
    let desk = try desk(database)
    let mentions = try await give(told, to: desk).mentions
    #expect(mentions.map(\.story) == [1, 2, 1, 1, 1])
    try await desk.look { database in
      #expect(try database.current(2) == 1)
      #expect(try database.story(2) == nil)
      let story = try #require(try database.story(1))
      #expect(story.mentions == 5)
      #expect(story.voices == 3)
      #expect(try database.mentions(ofStory: 1, limit: 9).count == 5)
    }
  }

  /// A complaint, an answer to it that names nobody, and one to something else.
  private func conversation() throws -> [Item] {
    let document = """
      <feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0">
      <entry><id>tag:x.example,2026:1</id><title>\(Self.complaint)</title>
       <author><name>ann</name></author><published>2026-11-22T12:00:00Z</published></entry>
      <entry><id>tag:x.example,2026:2</id><title>We are on it, please send us the tag number</title>
       <author><name>@acmehelp</name></author><published>2026-11-22T12:20:00Z</published>
       <thr:in-reply-to ref="tag:x.example,2026:1"/></entry>
      <entry><id>tag:x.example,2026:3</id><title>Happy birthday to our captain</title>
       <author><name>@acmehelp</name></author><published>2026-11-22T12:25:00Z</published>
       <thr:in-reply-to ref="tag:x.example,2026:9"/></entry>
      <entry><id>tag:x.example,2026:4</id><title>Same to me last week</title>
       <author><name>ben</name></author><published>2026-11-22T12:30:00Z</published>
       <thr:in-reply-to ref="tag:x.example,2026:1"/></entry>
      </feed>
      """
    return try FeedReader.read(Array(document.utf8)).items
  }

  @Test func `are answered by the brand's reply, though it does not say its name`() async throws {
    let desk = try desk(Database(.memory))
    let mentions = try await give(conversation(), to: desk).mentions
    #expect(mentions.map(\.author) == ["ann", "@acmehelp"])
    #expect(mentions.map(\.story) == [1, 1])
    #expect(mentions.map(\.rung) == [.customer, .own])
    let evidence = Evidence.gathered(
      from: mentions, of: .all, window: .hours(1), at: noon + 1800, blind: [])
    #expect(evidence.answered == noon + 1200)
  }

  @Test func `are joined by answers after a restart`() async throws {
    let file = try StateLocation.onDisk()
    let items = try conversation()
    _ = try await give([items[0]], to: desk(Database(file)))
    let mentions = try await give([items[1]], to: desk(Database(file))).mentions
    #expect(mentions.map(\.story) == [1])
  }

  @Test func `are told by first mention, copies, outlets and answer`() async throws {
    let desk = try desk(Database(.memory))
    _ = try await give(told, to: desk)
    try await desk.look { [noon] database in
      let portrait = try #require(try StoryPortrait(of: 2, in: database, at: noon + 3600))
      #expect(portrait.asked == 2)
      #expect(portrait.first?.author == "ann")
      #expect([portrait.voices, portrait.copies, portrait.outlets.count] == [3, 1, 3])
      #expect(portrait.answer?.author == "acmehelp")
      #expect(portrait.trend.recent == 3)
      let lines = StoryTree(portrait).text.split(separator: "\n").map(String.init)
      #expect(lines.first == "S2 turned out to be one with the older S1")
      #expect(lines.contains { $0.hasPrefix("  answered ") && $0.contains("@acmehelp") })
      #expect(lines.contains { $0.contains("└ copied once") && $0.hasSuffix("x.example") })
    }
  }

  @Test func `say in an alert's evidence when the brand answered`() async throws {
    let desk = try desk(Database(.memory))
    let mentions = try await give(told, to: desk).mentions
    let evidence = Evidence.gathered(
      from: mentions, of: .all, window: .hours(1), at: noon + 3600, blind: [])
    #expect(evidence.answered == noon + 1800)
    #expect(
      Evidence.gathered(
        from: mentions.dropLast(), of: .all, window: .hours(1), at: noon + 3600, blind: []
      ).answered == nil)
  }

  @Test func `count the complaint of one loud voice once, and tell of it`() async throws {
    let desk = try desk(Database(.memory))
    let flood = (0..<8).map {
      post(Self.complaint, by: "loud", at: "x.example", after: Double($0))
    }
    let mentions = try await give(flood, to: desk).mentions
    #expect(mentions.count { $0.isVoice } == 1)
    let evidence = Evidence.gathered(
      from: mentions, of: .complaints, window: .hours(1), at: noon + 1800, blind: [])
    #expect(
      [evidence.voices, evidence.topicCount, evidence.copies, evidence.serial] == [1, 1, 0, 1])
  }

  @Test func `call for a look when one is told further up`() async throws {
    let desk = try desk(Database(.memory))
    let page = "https://forum.example/a"
    let below = post(Self.complaint, by: "ann", at: "forum.example", after: 0, url: page)
    #expect(try await give([below], to: desk).alerts.isEmpty)
    let above = post(
      "Acme air lost a suitcase and nobody answers, a customer says: " + page, by: nil,
      at: "harbour.example", after: 40)
    let alerts = try await give([above], to: desk).alerts
    #expect(alerts.map(\.severity) == [.watch])
    #expect(alerts.map(\.cause) == ["a complaint of those below is told by news now"])
  }

  @Test func `are known after a restart, whether or not it has read them all back`() async throws {
    let file = try StateLocation.onDisk()
    _ = try await give(told, to: desk(Database(file)))
    for readsBack in [true, false] {
      let again = try desk(Database(file))
      if readsBack { while try await again.restoreSomeStories() {} }
      let copy = post(
        Self.complaint + "!", by: "eve\(readsBack)", at: "y.example", after: readsBack ? 50 : 55)
      let mention = try #require(try await give([copy], to: again).mentions.first)
      #expect(mention.copyOf == 1)
      #expect(mention.story == 1)
    }
  }
}

extension Desk {
  /// Lets a test look into the database where it is used.
  fileprivate func look(_ body: @Sendable (Database) throws -> Void) rethrows {
    try body(database)
  }
}
