import FoundationEssentials
import Model
import Storage
import Testing

@Suite struct `Items` {
  private let database: Database

  init() throws {
    database = try Database(.memory)
  }

  private func note(
    _ keys: [UInt64], content: UInt64? = 1, from source: String = "news", seen: Date = noon
  ) throws -> Sighting {
    try database.noteItem(keys: keys, contentHash: content, from: source, at: noon, seen: seen)
  }

  @Test func `are new once`() throws {
    #expect(try note([1, 2]) == .first(1))
    #expect(try note([1, 2]) == .again(1))
    #expect(try note([3]) == .first(2))
  }

  @Test(arguments: [[1], [2], [9, 2], [9, 8, 1]] as [[UInt64]])
  func `are known by any of their keys`(keys: [UInt64]) throws {
    _ = try note([1, 2])
    #expect(try note(keys) == .again(1))
  }

  @Test func `learn the keys that they come back with`() throws {
    _ = try note([1])
    _ = try note([1, 2])
    _ = try note([2, 3])
    #expect(try note([3]) == .again(1))
  }

  @Test func `go by the surest of keys that disagree`() throws {
    _ = try note([1])
    _ = try note([2])
    #expect(try note([2, 1]) == .again(2))
    #expect(try database.item(withKey: 1) == 1)
  }

  @Test func `may give a key twice`() throws {
    #expect(try note([.max, .max, 0]) == .first(1))
    #expect(try database.item(withKey: .max) == 1)
    #expect(try database.item(withKey: 0) == 1)
  }

  @Test func `are revised when their content changes`() throws {
    _ = try note([1], content: 1)
    #expect(try note([1], content: 2) == .revised(1))
    #expect(try note([1], content: 2) == .again(1))
    #expect(try database.item(1)?.revisions == 1)
  }

  @Test func `are not revised when their words are read for the first time`() throws {
    _ = try note([1], content: nil)
    #expect(try database.item(1)?.contentHash == nil)
    #expect(try note([1], content: 2) == .again(1))
    #expect(try note([1], content: 3) == .revised(1))
    #expect(try database.item(1)?.revisions == 1)
  }

  @Test func `keep what their words were while nobody reads them`() throws {
    _ = try note([1], content: 1)
    #expect(try note([1], content: nil) == .again(1))
    #expect(try note([1], content: 1) == .again(1))
  }

  @Test func `are not revised by another source that has them in other words`() throws {
    _ = try note([1], content: 1, from: "news")
    #expect(try note([1], content: 2, from: "mirror") == .again(1))
    #expect(try note([1], content: 1, from: "news") == .again(1))
  }

  @Test func `keep the moment of their first sighting`() throws {
    _ = try note([1], seen: noon)
    _ = try note([1], seen: noon + 100_000)
    let item = try #require(try database.item(1))
    #expect(item.seen == noon)
    #expect(item.latest == noon + 100_000)
  }

  @Test func `are told apart among a hundred thousand`() throws {
    // The golden ratio's bits scatter the keys as hashes are scattered.
    func keys(_ number: UInt64) -> [UInt64] {
      [number * 2 + 1, number * 2 + 2].map { $0 &* 0x9E37_79B9_7F4A_7C15 }
    }
    for step in 0..<1000 as Range<UInt64> {
      try database.transaction {
        for number in step * 100..<step * 100 + 100 { _ = try note(keys(number)) }
      }
    }
    #expect(try note(keys(54_321)) == .again(54_322))
    #expect(try note([keys(99_999)[1]]) == .again(100_000))
    #expect(try note([0]) == .first(100_001))
  }
}
