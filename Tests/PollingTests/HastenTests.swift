import FoundationEssentials
import Model
import Polling
import Testing

@Suite struct `A run that asks each source once` {
  private func schedule(_ states: [Source.ID: PollState]) -> Schedule {
    Schedule(
      (0..<3).map { .at("http://host\($0).test/", id: "\($0)") }, states: states, hosts: [:],
      pacing: Pacing(), at: midnight)
  }

  private func rested(_ seconds: Double, due: Double, failures: Int = 0) -> PollState {
    PollState(
      due: midnight + due, lastAttempt: midnight - seconds, lastSuccess: midnight - seconds,
      failures: failures)
  }

  @Test func `asks who is not due`() {
    var schedule = schedule([
      "0": rested(600, due: 3000), "1": rested(600, due: -10), "2": rested(600, due: 10),
    ])
    #expect(schedule.hasten(at: midnight) == ["0", "1", "2"])
    #expect(schedule.begin(at: midnight, limit: 9).count == 3)
  }

  @Test func `waits until the least interval is over`() {
    var schedule = schedule(["0": rested(20, due: 3000)])
    #expect(schedule.hasten(at: midnight).contains("0"))
    let early = schedule.begin(at: midnight + 39, limit: 9)
    #expect(!early.contains { $0.source.id == "0" })
    #expect(schedule.begin(at: midnight + 40, limit: 9).map(\.source.id) == ["0"])
  }

  @Test func `leaves alone who fails and who is gone`() {
    var gone = rested(600, due: 0)
    gone.isGone = true
    var schedule = schedule(["0": rested(600, due: 3000, failures: 1), "1": gone])
    #expect(schedule.hasten(at: midnight) == ["2"])
  }
}
