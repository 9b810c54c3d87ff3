import FoundationEssentials
import Model
import Storage
import Testing

@testable import Daemon

@Suite struct `Recorded items` {
  private let noon = Date(utc: "2026-11-22T12:00:00Z")!

  private struct AgainError: Error {}

  /// A database with a mention of each pair: the hours ago at which it was written, and seen.
  private func database(_ mentions: [(at: Double, seen: Double, isNews: Bool)]) throws -> Database {
    let database = try Database(.memory)
    try database.transaction {
      for (place, mention) in mentions.enumerated() {
        let at = noon - mention.at * 3600
        let seen = noon - mention.seen * 3600
        let key = UInt64(place + 1)
        let sighting = try database.noteItem(
          keys: [key], contentHash: key, from: "forum", at: at, seen: seen)
        guard case .first(let item) = sighting else { throw AgainError() }
        let id = Mention.ID(place + 1)
        try database.save(
          Story(
            id: id, brand: "acme", headline: "", began: at, latest: at, voices: 1, mentions: 1,
            rungs: .blog...(.blog)))
        _ = try database.insert(
          Mention(
            id: id, brand: "acme", source: "forum", outlet: "forum.example", rung: .blog,
            author: "ann", voice: key, at: at, seen: seen, title: "\(place)", story: id,
            isNews: mention.isNews), item: item)
      }
    }
    return database
  }

  private func entries(_ database: Database, since hours: Double) throws -> [Recording.Entry] {
    var recording = try Recording(database, path: "", since: noon - hours * 3600)
    var entries: [Recording.Entry] = []
    while let entry = try recording.entry() { entries.append(entry) }
    return entries
  }

  @Test func `gives what a database saw since a moment, in the order of arrival`() throws {
    let database = try database([(9, 9, true), (3, 1, true), (2, 2, true)])
    let entries = try entries(database, since: 5)
    #expect(entries.map(\.item.title) == ["2", "1"])
    #expect(entries.map(\.at) == [noon - 7200, noon - 3600])
    #expect(entries.map(\.item.published) == [noon - 7200, noon - 10_800])
  }

  @Test func `lets history count as seen when it was written`() throws {
    let entries = try entries(database([(4, 1, false)]), since: 5)
    #expect(entries.map(\.at) == [noon - 4 * 3600])
  }

  @Test func `gives a mention again for what notice it found later`() throws {
    let database = try database([(3, 3, true), (2, 2, true)])
    for (likes, hours) in [(5, 3.0), (40, 1), (900, 0.5)] {
      try database.save(Engagement(likes: likes), of: 1, at: noon - hours * 3600)
    }
    let entries = try entries(database, since: 5)
    #expect(entries.map(\.item.title) == ["0", "1", "0", "0"])
    #expect(entries.map(\.item.engagement.likes) == [5, nil, 40, 900])
    #expect(entries.map(\.at).last == noon - 1800)
  }

  @Test func `keeps who wrote where, and how high it stands`() throws {
    let entry = try #require(try entries(database([(1, 1, true)]), since: 5).first)
    #expect(entry.item.author == "ann")
    #expect(entry.item.outlet == "forum.example")
    #expect(entry.source.rung == .blog)
  }
}
