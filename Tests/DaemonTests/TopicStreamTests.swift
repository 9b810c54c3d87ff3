import Alerting
import FoundationEssentials
import Model
import Testing

@testable import Daemon

@Suite struct `Streams of topics` {
  private let noon = Date(utc: "2026-11-22T12:00:00Z")!
  private let topics = ["delay", "service", "staff", "price"]

  private func mention(
    _ number: Int, of topic: String?, at moment: Date, brand: Brand.ID = "acme"
  ) -> Mention {
    Mention(
      id: Mention.ID(number), brand: brand, source: "forum", outlet: "forum.example",
      rung: .customer, voice: UInt64(number), at: moment, seen: moment, title: "", excerpt: "",
      complaint: Complaint(
        score: topic == nil ? 0 : 0.9, isComplaint: topic != nil, topics: topic.map { [$0] } ?? []),
      story: Mention.ID(number))
  }

  /// Six days of two mixed complaints in three minutes, none of baggage.
  private func busyPast() throws -> StreamShelf {
    var shelf = StreamShelf([:])
    for number in 0..<6 * 24 * 40 {
      // Uneven by a little, as people are.
      let minutes = Double(number) * 1.5 + Double(number * 7919 % 13) / 10
      shelf.note(
        mention(
          number, of: topics[number * 31 % 7 % 4],
          at: noon - 6 * 86400 + minutes * 60))
    }
    return shelf
  }

  /// Complaints of baggage of as many people, spread over the hour that ends an hour after noon.
  private func burst(_ count: Int) -> [Mention] {
    (0..<count).map {
      mention(100_000 + $0, of: "baggage", at: noon + Double($0) * 3600 / Double(count))
    }
  }

  @Test func `find among many complaints those of one thing`() throws {
    var shelf = try busyPast()
    for mention in burst(16) { shelf.note(mention) }
    let now = noon + 3600
    let fastest = shelf.fastestTopic(
      among: [mention(1, of: "delay", at: now)] + burst(16), of: "acme", at: now)
    #expect(fastest?.name == "baggage")
    #expect(fastest?.velocity.observed == 16)
    #expect(fastest.map { $0.velocity.returnHours >= 75 } == true)
    #expect(shelf.velocity(of: "acme", .complaints, at: now).returnHours < 75)
  }

  @Test func `know of a topic that is new how long nobody complained of it`() throws {
    var shelf = try busyPast()
    for mention in burst(1) { shelf.note(mention) }
    let velocity = shelf.velocity(of: "acme", .topic("baggage"), at: noon + 60)
    #expect(velocity.learned > .hours(5 * 24))
    #expect(velocity.expectedRate < 0.1)
  }

  @Test func `find nothing in topics that were not told of`() throws {
    var shelf = try busyPast()
    for mention in burst(16) { shelf.note(mention) }
    #expect(shelf.fastestTopic(among: [], of: "acme", at: noon + 3600) == nil)
    let other = burst(16).map { mention(Int($0.id), of: "baggage", at: $0.at, brand: "other") }
    #expect(shelf.fastestTopic(among: other, of: "other", at: noon + 3600) == nil)
  }

  @Test func `behave after a restart as if there had been none`() throws {
    var shelf = try busyPast()
    for mention in burst(9) { shelf.note(mention) }
    var archives: [String: [UInt8]] = [:]
    shelf.save { archives[$0] = $1 }
    var restored = StreamShelf(archives)
    let (now, told) = (noon + 3600, burst(9))
    let expected = shelf.fastestTopic(among: told, of: "acme", at: now)
    let found = restored.fastestTopic(among: told, of: "acme", at: now)
    #expect(found?.name == expected?.name)
    #expect(found?.velocity == expected?.velocity)
  }

  @Test func `learn their past anew while the brand is young`() throws {
    // A complaint an hour, each second of baggage.
    let past = (0..<48).map {
      mention($0, of: ["baggage", "delay"][$0 % 2], at: noon - Double(48 - $0) * 3600)
    }
    var shelf = StreamShelf([:])
    shelf.relearn("acme", from: past, at: noon)
    let velocity = shelf.velocity(of: "acme", .topic("baggage"), at: noon)
    #expect(velocity.learned > .hours(44))
    #expect((0.3...0.7).contains(velocity.expectedRate))
  }

  @Test func `are learned anew where they are damaged`() throws {
    let past = (0..<96).map {
      mention($0, of: "baggage", at: noon - Double(96 - $0) * 3600)
    }
    var shelf = StreamShelf([:])
    shelf.relearn("acme", from: past, at: noon)
    var archives: [String: [UInt8]] = [:]
    shelf.save { archives[$0] = $1 }
    let key = StreamKey("acme", .complaints).name
    let whole = try #require(archives[key])
    archives[key] = Array(whole.dropLast())
    var restored = StreamShelf(archives)
    #expect(restored.damaged == [key])
    #expect(restored.isLearning("acme"))
    restored.relearn("acme", from: past, at: noon)
    #expect(restored.archive(of: "acme", .complaints) == whole)
  }

  @Test func `are no more than a brand may have`() throws {
    var shelf = StreamShelf([:])
    for number in 0..<100 { shelf.note(mention(number, of: "topic \(number)", at: noon)) }
    var names: [String] = []
    shelf.save { name, _ in names.append(name) }
    #expect(names.count == 34)
  }

  @Test(arguments: [
    Subject.complaints, .all, .topic("baggage"), .topic("lost/found 100 %"), .topic("Gepäck"),
  ])
  func `have names that tell them apart`(subject: Subject) {
    let key = StreamKey("acme/air", subject)
    #expect(StreamKey(name: key.name) == key)
  }

  @Test func `give evidence of their topic alone`() {
    let now = noon + 3600
    let others = (0..<30).map { mention($0, of: "delay", at: now - 60) }
    let evidence = Evidence.gathered(
      from: others + burst(9), of: .topic("baggage"), window: .hours(2), at: now, blind: [])
    #expect(evidence.topic == "baggage")
    #expect([evidence.voices, evidence.topicCount, evidence.complaints] == [9, 9, 39])
    #expect(evidence.top.allSatisfy { $0.mention >= 100_000 })
  }
}
