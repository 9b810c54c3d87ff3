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
      mention(ago, voice: UInt64(place))
    }
    #expect(StoryTrend(told, at: now).direction == direction)
  }

  @Test func `says one voice, and two voices`() {
    #expect(
      StoryTrend([mention(1, voice: 1)], at: now).text
        == "steady (1 voice in 6 h, 0 in the 6 h before)")
    let two = [mention(1, voice: 1), mention(1, voice: 2)]
    #expect(StoryTrend(two, at: now).text == "rising (2 voices in 6 h, 0 in the 6 h before)")
  }

  @Test func `counts a voice once`() {
    let told = (0..<5).map { _ in
      mention(0, voice: 1)
    }
    #expect(StoryTrend(told, at: now).recent == 1)
  }

  private func mention(_ hours: Double, voice: UInt64) -> Mention {
    Mention(
      brand: "acme", source: "s", outlet: "o", voice: voice, at: now - hours * 3600, seen: now,
      story: 1)
  }
}
