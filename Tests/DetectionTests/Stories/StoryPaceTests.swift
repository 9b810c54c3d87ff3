import Detection
import FoundationEssentials
import Model
import Testing

@Suite struct `Story pace` {
  private let noon = Date(utc: "2026-11-22T12:00:00Z")!

  private func complaint(_ voice: Int, story: Story.ID, at moment: Date) -> Mention {
    Mention(
      brand: "acme", source: "forum", outlet: "forum.example", voice: UInt64(voice), at: moment,
      seen: moment, complaint: Complaint(score: 0.9, isComplaint: true), story: story)
  }

  /// Two weeks in which a hundred people a day complain, so many of them of one thing each day.
  private func pace(largest: Int) -> StoryPace {
    var pace = StoryPace()
    for day in 0..<14 {
      for voice in 0..<100 {
        let number = day * 100 + voice
        pace.note(
          complaint(
            number, story: Story.ID(voice < largest ? day * 100 : number),
            at: noon - Double(14 - day) * 86400 + Double(voice) * 60))
      }
    }
    return pace
  }

  /// What is expected within an hour of a story that eight people tell, of a brand with ten an hour.
  private func expected(_ pace: StoryPace) throws -> Double {
    var pace = pace
    for voice in 0..<8 {
      pace.note(complaint(9000 + voice, story: 9000, at: noon + Double(voice) * 60))
    }
    let brand = Velocity(
      window: .hours(1), observed: 8, expected: 10, returnHours: 0, learned: .hours(400))
    let velocity = try #require(
      pace.fastest(among: [9000], of: "acme", brand, at: noon + 600)?.velocity)
    return velocity.expected / velocity.window.hours
  }

  @Test func `assumes that a fifth tells the largest story while nothing is known`() throws {
    #expect(try abs(expected(StoryPace()) - 2) < 1e-9)
  }

  /// Some thousand voices outweigh the sixty of the prior.
  @Test(arguments: [(1, 0.0...0.5), (11, 0.9...1.5), (21, 1.8...2.2), (31, 2.7...3.1)])
  func `learns what the largest story draws`(largest: Int, expected: ClosedRange<Double>) throws {
    #expect(expected.contains(try self.expected(pace(largest: largest))))
  }

  @Test func `learns no more of a day in which nearly all tell one thing than twice the usual`()
    throws
  {
    var pace = pace(largest: 11)
    let before = try expected(pace)
    for voice in 0..<100 {
      pace.note(complaint(5000 + voice, story: 5000, at: noon - 3600 + Double(voice)))
    }
    pace.note(complaint(6000, story: 6000, at: noon + 86400))
    #expect(try expected(pace) < before * 1.2)
  }

  @Test func `counts the voices of stories that turned out to be one together`() throws {
    var joined = StoryPace()
    for voice in 0..<8 {
      joined.note(
        complaint(voice, story: voice < 4 ? 1 : 2, at: noon + Double(voice) * 60))
    }
    joined.join([2], to: 1)
    let brand = Velocity(
      window: .hours(1), observed: 8, expected: 1, returnHours: 0, learned: .hours(400))
    let fastest = joined.fastest(among: [1], of: "acme", brand, at: noon + 600)
    #expect(fastest?.velocity.observed == 8)
  }
}
