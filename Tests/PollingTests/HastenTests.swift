import FoundationEssentials
import Model
import Polling
import Testing

@Suite struct `A run that asks each source once` {
  private func schedule(
    _ states: [Source.ID: PollState], hosts: [String: HostState] = [:]
  ) -> Schedule {
    Schedule(
      (0..<3).map { .at("http://host\($0).test/", id: "\($0)") }, states: states, hosts: hosts,
      pacing: Pacing(), at: midnight)
  }

  private func rested(_ seconds: Double, due: Double) -> PollState {
    PollState(
      due: midnight + due, lastAttempt: midnight - seconds, lastSuccess: midnight - seconds)
  }

  /// What the first source is left out for, and until when.
  private func hindrance(
    _ state: PollState, hosts: [String: HostState] = [:]
  ) -> PollRound.LeftOut? {
    var schedule = schedule(["0": state], hosts: hosts)
    let round = schedule.hasten(at: midnight)
    #expect(round.asked.suffix(2) == ["1", "2"])
    return round.leftOut.first
  }

  @Test func `asks who is not due`() {
    var schedule = schedule([
      "0": rested(600, due: 3000), "1": rested(600, due: -10), "2": rested(600, due: 10),
    ])
    let round = schedule.hasten(at: midnight)
    #expect(round.asked == ["0", "1", "2"])
    #expect(round.leftOut.isEmpty)
    #expect(schedule.begin(at: midnight, limit: 9).count == 3)
  }

  @Test func `does not wait for who was asked within the least interval`() {
    let left = hindrance(rested(20, due: 3000))
    #expect(left?.reason == .askedLately)
    #expect(left?.until == midnight + 40)
  }

  @Test func `does not take a clock that was set back for a poll of the future`() {
    #expect(hindrance(rested(-7200, due: 9000))?.until == midnight + 60)
  }

  @Test func `leaves alone whose server or document wants no poll`() {
    var state = rested(600, due: 10)
    state.notBefore = midnight + 1800
    let left = hindrance(state)
    #expect(left?.reason == .unwanted)
    #expect(left?.until == midnight + 1800)
  }

  @Test func `knows after a restart what a server wished`() throws {
    var one = OneSource()
    let state = try one.poll(.feed(.ok(("Cache-Control", "max-age=1800")))).state
    let later = one.now + 1200
    var schedule = Schedule(
      [one.source], states: ["a": state], hosts: [:], pacing: Pacing(), at: later)
    #expect(schedule.hasten(at: later).leftOut.first?.until == one.now + 1800)
  }

  @Test func `knows after a restart that a server refused`() throws {
    var one = OneSource()
    let state = try one.poll(.refused(.status(403))).state
    let later = one.now + 1200
    var schedule = Schedule(
      [one.source], states: ["a": state], hosts: [:], pacing: Pacing(), at: later)
    #expect(schedule.hasten(at: later).leftOut.first?.reason == .unwanted)
  }

  @Test func `leaves alone who wants quiet at this hour`() {
    var state = rested(600, due: 10)
    state.quietTimes = QuietTimes(hours: [0])
    #expect(hindrance(state)?.reason == .unwanted)
  }

  @Test func `leaves alone whose host wants quiet`() {
    let left = hindrance(
      rested(600, due: 10), hosts: ["host0.test": HostState(notBefore: midnight + 900)])
    #expect(left?.reason == .unwantedByHost("host0.test"))
    #expect(left?.until == midnight + 900)
  }

  @Test func `asks again who has failed a few times`() {
    var state = rested(600, due: 3000)
    state.failures = 2
    state.blindSince = midnight - 600
    #expect(hindrance(state) == nil)
  }

  @Test func `leaves the back-off to who is blind`() {
    var state = rested(600, due: 3000)
    state.failures = 3
    state.blindSince = midnight - 3600
    let left = hindrance(state)
    #expect(left?.reason == .backingOff)
    #expect(left?.until == midnight + 3000)
  }

  @Test func `leaves alone who is gone`() {
    var gone = rested(600, due: 0)
    gone.isGone = true
    let left = hindrance(gone)
    #expect(left?.reason == .gone)
    #expect(left?.until == nil)
  }

  @Test func `looks at files each time`() {
    var state = rested(1, due: 3000)
    state.failures = 9
    state.blindSince = midnight - 9000
    var schedule = Schedule(
      [.at("file:/tmp/calls", id: "calls")], states: ["calls": state], hosts: [:],
      pacing: Pacing(), at: midnight)
    #expect(schedule.hasten(at: midnight).asked == ["calls"])
  }
}
