import FoundationEssentials
import Model
import Storage
import Testing

@Suite struct `Mentions and stories` {
  private let database: Database

  init() throws {
    database = try Database(.memory)
  }

  @Test func `are numbered in the order of arrival`() throws {
    #expect(try database.nextID(of: .mention) == 1)
    #expect(try database.saveMention(key: 1).id == 1)
    #expect(try database.saveMention(key: 2).id == 2)
    #expect(try database.nextID(of: .mention) == 3)
  }

  @Test func `take an id that was asked for before`() throws {
    let next = try database.nextID(of: .mention)
    #expect(try database.saveMention(key: 1) { $0.id = next }.id == next)
    #expect(try database.nextID(of: .mention) == next + 1)
  }

  @Test func `come back in the order of arrival, not of publishing`() throws {
    let late = try database.saveMention(key: 1, seen: noon) { $0.at = noon - 10 }
    let early = try database.saveMention(key: 2, seen: noon + 1) { $0.at = noon - 99 }
    var found: [Mention] = []
    try database.forEachMention(since: noon) { found.append($0) }
    #expect(found == [late, early])
    #expect(
      try database.mentions(of: "Acme", in: noon - 100..<noon, limit: 9) == [early, late])
  }

  @Test func `are counted by brand and source, copies and the brand's own words aside`() throws {
    for key in 1...3 as ClosedRange<UInt64> {
      try database.saveMention(key: key) { $0.copyOf = nil }
    }
    try database.saveMention(key: 4)
    try database.saveMention(key: 5) { ($0.copyOf, $0.rung) = (nil, .own) }
    try database.saveMention(key: 6) { ($0.copyOf, $0.source) = (nil, "forum") }
    try database.saveMention(key: 7, seen: noon - 9999) { $0.copyOf = nil }
    #expect(try database.voiceCounts(since: noon - 99) == ["Acme": ["news": 3, "forum": 1]])
  }

  @Test func `leave out what was seen before`() throws {
    try database.saveMention(key: 1, seen: noon - 1)
    var count = 0
    try database.forEachMention(since: noon) { _ in count += 1 }
    #expect(count == 0)
  }

  @Test func `can be read while others are asked for`() throws {
    for key in 1...3 as ClosedRange<UInt64> { try database.saveMention(key: key) }
    var pairs = 0
    try database.forEachMention(since: noon) { _ in
      try database.forEachMention(since: noon) { _ in pairs += 1 }
    }
    #expect(pairs == 9)
  }

  @Test func `stop being read where the reader throws`() throws {
    try database.saveMention(key: 1)
    #expect(throws: Interruption()) {
      try database.forEachMention(since: noon) { _ in throw Interruption() }
    }
  }

  @Test func `are told once for each brand of an item`() throws {
    let item = try database.noteItem(
      keys: [1], contentHash: 1, from: "news", at: noon, seen: noon
    ).item
    try database.save(Story.sample(1))
    _ = try database.insert(.sample(brand: "Acme", story: 1), item: item)
    _ = try database.insert(.sample(brand: "Other", story: 1), item: item)
    #expect(try database.mentions(ofItem: item).map(\.brand) == ["Acme", "Other"])
    #expect(throws: StorageError.self) {
      try database.insert(.sample(brand: "Acme", story: 1), item: item)
    }
  }

  @Test func `keep in a revision whose voice they are and when they count`() throws {
    let before = try database.saveMention(key: 1)
    var after = before
    after.title = "Found again"
    after.complaint = Complaint()
    after.matched = []
    after.copyOf = nil
    var asked = after
    asked.at = noon - 999
    asked.voice = 3
    asked.brand = "Other"
    try database.update(asked)
    #expect(try database.mentions(ofItem: 1) == [after])
  }

  @Test func `are not saved without their story`() throws {
    #expect(throws: StorageError.self) {
      try database.transaction {
        let item = try database.noteItem(
          keys: [1], contentHash: 1, from: "news", at: noon, seen: noon)
        _ = try database.insert(.sample(story: 77), item: item.item)
      }
    }
    #expect(try database.item(withKey: 1) == nil)
  }

  @Test func `grow a story in place`() throws {
    var story = Story.sample(5)
    try database.save(story)
    story.voices = 30
    story.topic = nil
    story.rungs = .blog ... .own
    try database.save(story)
    #expect(try database.story(5) == story)
  }

  @Test func `give the latest stories first`() throws {
    for (id, latest) in [(1, 5.0), (2, 9.0), (3, 7.0), (4, -1.0)] {
      try database.save(Story.sample(Story.ID(id), latest: noon + latest))
    }
    #expect(try database.stories(since: noon, limit: 2).map(\.id) == [2, 3])
    #expect(try database.stories(since: noon, limit: 9).map(\.id) == [2, 3, 1])
  }
}
