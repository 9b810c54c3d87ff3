import FoundationEssentials
import Model
import Storage
import Testing

/// What holds for keys in a table and for those that are held beside it.
@Suite struct `Keys of items` {
  private static let places = [StateLocation.memory, .passing]

  private func note(
    _ keys: [UInt64], content: UInt64 = 1, from source: String = "news", seen: Date = noon,
    in database: Database
  ) throws -> Sighting {
    try database.noteItem(keys: keys, contentHash: content, from: source, at: seen, seen: seen)
  }

  private func prune(_ database: Database) throws {
    let old = noon - 90 * 86400
    while try database.prune(Retention(mentions: old, items: old, incidents: old)) {}
  }

  @Test(arguments: places)
  func `know an item by any of them`(place: StateLocation) throws {
    let database = try Database(place)
    #expect(try note([1, 2], in: database) == .first(1))
    #expect(try note([9, 2], in: database) == .again(1))
    #expect(try note([9], in: database) == .again(1))
    #expect(try database.item(withKey: 3) == nil)
  }

  @Test(arguments: places)
  func `stay with the item that had them first`(place: StateLocation) throws {
    let database = try Database(place)
    _ = try note([1], in: database)
    #expect(try note([2, 2], in: database) == .first(2))
    #expect(try note([2, 1], in: database) == .again(2))
    #expect(try database.item(withKey: 1) == 1)
  }

  @Test(arguments: places)
  func `tell a revision by the first source alone`(place: StateLocation) throws {
    let database = try Database(place)
    _ = try note([1], in: database)
    #expect(try note([1], content: 2, from: "mirror", in: database) == .again(1))
    #expect(try note([1], content: 2, in: database) == .revised(1))
  }

  /// Few that go among many that stay, and the last one, whose id is given again.
  @Test(arguments: places, [0, 40] as [UInt64])
  func `go with their item`(place: StateLocation, others: UInt64) throws {
    let database = try Database(place)
    for key in 0..<others { _ = try note([1000 + key], in: database) }
    _ = try note([1, 2], seen: noon - 100 * 86400, in: database)
    try prune(database)
    #expect(try database.item(withKey: 1) == nil)
    let again = try note([2, 3], in: database)
    #expect(again == .first(Int64(others) + 1))
    #expect(try note([3], in: database) == .again(again.item))
    #expect(try database.item(withKey: 1) == nil)
  }
}
