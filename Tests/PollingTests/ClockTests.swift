import FoundationEssentials
import Model
import Polling
import Testing

@Suite struct `A clock that is set back` {
  private let sources: [Source] = [
    .at("http://a.test/1", id: "1"), .at("http://a.test/2", id: "2"),
  ]

  @Test func `loses nothing that is under way, and frees its host`() {
    var schedule = Schedule(sources, states: [:], hosts: [:], pacing: Pacing(), at: midnight)
    #expect(schedule.begin(at: midnight + 1, limit: 9).map(\.source.id) == ["1"])
    _ = schedule.setBack(by: .hours(1))
    let now = midnight - 3599
    #expect(schedule.finish("1", .feed(.ok()), at: now + 1) != nil)
    #expect(schedule.begin(at: now + 2, limit: 9).isEmpty)
    #expect(schedule.begin(at: now + 4, limit: 9).map(\.source.id) == ["2"])
  }

  @Test func `leaves a host alone for as long as it asked`() {
    var schedule = Schedule(
      sources, states: [:], hosts: ["a.test": HostState(notBefore: midnight + 900)],
      pacing: Pacing(), at: midnight)
    let moved = schedule.setBack(by: .hours(1))
    #expect(moved.hosts["a.test"]?.notBefore == midnight - 2700)
    #expect(schedule.begin(at: midnight - 2701, limit: 9).isEmpty)
  }

  @Test func `gives what has to be stored`() {
    let state = PollState(
      due: midnight + 300, lastAttempt: midnight - 60, lastSuccess: midnight - 60,
      lastItem: midnight - 90, notBefore: midnight + 200)
    var schedule = Schedule(
      sources, states: ["1": state], hosts: [:], pacing: Pacing(), at: midnight)
    let moved = schedule.setBack(by: .hours(1)).sources["1"]
    #expect(moved?.due == midnight - 3300)
    #expect(moved?.lastAttempt == midnight - 3660)
    #expect(moved?.notBefore == midnight - 3400)
    // The publisher's clock was not set.
    #expect(moved?.lastItem == midnight - 90)
  }
}
