import FoundationEssentials
import Model
import Testing

@testable import Daemon

@Suite struct `Trend of a story` {
  private let now = Date(timeIntervalSince1970: 1_700_000_000)

  @Test(
    arguments: [
      ([], StoryTrend.Direction.quiet), ([13, 20], .quiet), ([1], .steady), ([1, 2], .rising),
      ([1, 7, 8], .steady), ([7, 8], .falling), ([1, 2, 3, 7], .rising), ([6, 6.1], .falling),
    ] as [([Double], StoryTrend.Direction)])
  func `compares six hours with the six before`(hours: [Double], direction: StoryTrend.Direction) {
    let told = hours.enumerated().map { place, ago in
      Mention(
        brand: "acme", source: "s", outlet: "o", voice: UInt64(place), at: now - ago * 3600,
        seen: now, story: 1)
    }
    #expect(StoryTrend(told, at: now).direction == direction)
  }

  @Test func `counts a voice once`() {
    let told = (0..<5).map { _ in
      Mention(brand: "acme", source: "s", outlet: "o", voice: 1, at: now, seen: now, story: 1)
    }
    #expect(StoryTrend(told, at: now).recent == 1)
  }
}
