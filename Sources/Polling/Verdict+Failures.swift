import FoundationEssentials
import Model

extension Verdict {
  mutating func refuse(_ reply: PollReply) {
    let statuses = source.statuses ?? hostPacing.statuses
    switch reply.status {
    case 410:
      record("status 410")
      events = [.gone]
      state.isGone = true
    case 412:
      distrust("status 412", reply)
    case 304:
      distrust("304 to an unconditional request", reply)
    case 429, 503: refuseForLoad(reply, wholeHost: true)
    case let status where statuses.throttled.contains(status):
      refuseForLoad(reply, wholeHost: true)
    case let status where statuses.passing.contains(status): pass(reply)
    // It speaks of this document, the others of the client.
    case 403: refuseForLoad(reply, wholeHost: false)
    case 500...: fail("status \(reply.status)", reply)
    default: fail("status \(reply.status)", reply, ceiling: pacing.backOffCeiling)
    }
  }

  /// 200 with something else than a feed.
  mutating func mistake(_ reply: PollReply, _ reason: String) {
    fail(reply.isChallenge ? "\(reason), a challenge for browsers" : reason, reply)
  }

  /// The server minds the rate: it says for how long, or the wait doubles from an hour.
  private mutating func refuseForLoad(_ reply: PollReply, wholeHost: Bool) {
    record("status \(reply.status)" + (reply.isChallenge ? ", a challenge for browsers" : ""))
    let isHostWide = wholeHost && hostPacing.backOff == .host
    if isHostWide { host.refusals += 1 }
    // 503 is trouble of the server's own that passes sooner.
    let isTrouble = reply.status == 503
    let first = isTrouble ? pacing.defaultInterval : pacing.refusalBackOff
    let ceiling = isTrouble ? pacing.troubleCeiling : pacing.backOffCeiling
    let count = isHostWide ? host.refusals : state.failures
    let until: Date
    if let told = reply.retryMoment(at: now) ?? reply.allowanceMoment(at: now) {
      // Who came back at the moment that was named and is refused again came too soon.
      let again = doubled(pacing.defaultInterval, times: count - 2, ceiling: ceiling)
      until = max(clamped(told), count > 1 ? now + again : now)
    } else {
      until = now + doubled(first, times: count - 1, ceiling: ceiling)
    }
    earliest = max(earliest, until)
    floor = max(floor, until)
    if isHostWide { host.notBefore = max(host.notBefore, until) }
    waitAsUsual(after: reply)
  }

  /// A reply that makes no sense of the validators: drop them and ask for the whole document at the
  /// usual moment; where that fails too, back off.
  mutating func distrust(_ problem: String, _ reply: PollReply) {
    state.validators = nil
    state.bodyHash = nil
    fail(problem, reply)
  }

  /// A status that says nothing: only a run of them is taken for a failure like others.
  private mutating func pass(_ reply: PollReply) {
    guard state.failures < pacing.passingFailures else {
      return fail("status \(reply.status)", reply)
    }
    record("status \(reply.status)")
    waitAsUsual(after: reply)
  }

  /// - Parameter ceiling: nil for what passes by itself.
  mutating func fail(_ problem: String, _ reply: PollReply?, ceiling: Duration? = nil) {
    record(problem)
    if state.move?.isAdopted == true, state.failures >= pacing.moveFailures { state.move = nil }
    let usual = pacing.interval(of: source, state)
    // While the fault is on our side nobody is spared by waiting, and its end is soon noticed.
    let times = isOurFault && reply == nil ? 0 : state.failures - 1
    let grown = doubled(usual, times: times, ceiling: ceiling ?? pacing.troubleCeiling)
    wait(atLeast: max(usual, grown))
    if let reply { obey(reply) }
  }

  private mutating func record(_ problem: String) {
    state.lastAttempt = began
    state.failures += 1
    state.problem = problem
    state.blindSince = state.blindSince ?? began
  }
}

extension PollReply {
  /// Whether a guard before the server wants to see a browser.
  fileprivate var isChallenge: Bool { header("cf-mitigated") == "challenge" }
}
