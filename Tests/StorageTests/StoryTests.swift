import FoundationEssentials
import Model
import Storage
import Testing

@Suite struct `Stories that turn out to be one` {
  private let database: Database

  init() throws {
    database = try Database(.memory)
    for (key, voice, seen) in [(1, 1, 0.0), (2, 2, 60), (3, 1, 120)] {
      try database.saveMention(key: UInt64(key), seen: noon + seen) {
        $0.voice = UInt64(voice)
        $0.copyOf = nil
      }
    }
  }

  @Test func `keep the older id, with all mentions and each voice once`() throws {
    try database.join([2, 3], to: 1)
    let story = try #require(try database.story(1))
    #expect(try database.mentions(ofStory: 1, limit: 9).map(\.id) == [1, 2, 3])
    #expect(story.voices == 2)
    #expect(story.latest == noon + 60)
    #expect(try database.problems() == [])
  }

  @Test func `lead from every younger id to it, over several steps`() throws {
    try database.join([3], to: 2)
    try database.join([2], to: 1)
    #expect(try [1, 2, 3, 77].map { try database.current($0) } == [1, 1, 1, 77])
    #expect(try database.parts(of: 1) == [2, 3])
    #expect(try database.story(3) == nil)
    #expect(try database.stories(since: .distantPast, limit: 9).map(\.id) == [1])
  }

  @Test func `take their incidents along`() throws {
    var incident = Incident.sample()
    incident.story = 3
    let id = try database.insert(incident)
    try database.join([3], to: 1)
    #expect(try database.incident(id)?.story == 1)
  }

  @Test func `are not joined twice, nor to themselves, nor to what is gone`() throws {
    try database.join([2], to: 1)
    let before = try database.story(1)
    try database.join([1, 2], to: 1)
    try database.join([3], to: 99)
    #expect(try database.story(1) == before)
    #expect(try database.current(3) == 3)
  }

  @Test func `stay known as long as the older one`() throws {
    try database.join([2], to: 1)
    try database.saveMention(key: 9, seen: noon + 9e6) { $0.story = 1 }
    let old = Retention(mentions: noon + 1e6, items: noon, incidents: noon)
    while try database.prune(old) {}
    #expect(try database.current(2) == 1)
    let all = Retention(mentions: noon + 1e8, items: noon, incidents: noon)
    while try database.prune(all) {}
    #expect(try database.current(2) == 2)
  }

  @Test func `are listed by brand and by how often they are told`() throws {
    var other = Story.sample(50)
    other.brand = "Other"
    other.mentions = 1
    try database.save(other)
    #expect(try database.stories(of: "Other", since: .distantPast, limit: 9).map(\.id) == [50])
    #expect(
      try database.stories(since: .distantPast, mentions: 2, limit: 9).map(\.id) == [3, 2, 1])
  }
}
