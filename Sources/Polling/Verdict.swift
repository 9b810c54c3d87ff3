import FoundationEssentials
import Model

/// What follows from one poll: the new state, and how long to wait.
struct Verdict {
  private(set) var state: PollState
  /// Changed only by a refusal, a spent allowance, or the end of refusals.
  private(set) var host: HostState
  private(set) var events: [PollEvent] = []
  /// The next poll may come then …
  private(set) var earliest: Date
  /// … or so much later.
  private(set) var window: Duration = .zero

  private let source: Source
  private let pacing: Pacing
  private let scope: HostPacing.Scope
  private let began: Date
  private let now: Date

  /// - Parameter began: When the poll was begun; `now` is when it ended.
  init(
    on outcome: PollOutcome, of order: PollOrder, state: PollState, host: HostState,
    pacing: Pacing, began: Date, at now: Date
  ) {
    self.state = state
    self.host = host
    self.pacing = pacing
    self.began = began
    self.now = now
    source = order.source
    scope = pacing.host(of: order.url).pacing.backOff
    earliest = now
    switch outcome {
    case .unchanged(let reply) where reply.status == 304: confirm(reply, order)
    case .unchanged(let reply): succeed(reply, habits: nil)
    case .feed(let reply, let habits): succeed(reply, habits: habits)
    case .notAFeed(let reply, let reason): fail(reason, reply)
    case .refused(let reply): refuse(reply, order)
    case .failed(let reason): fail(reason, nil)
    }
    self.state.due = earliest
  }

  // MARK: Success

  private mutating func confirm(_ reply: PollReply, _ order: PollOrder) {
    // Nothing was asked under a condition, or another address answered than the one that gave the
    // validators: the 304 says nothing (RFC 9110 §13.2).
    guard let asked = order.validators, asked.url == reply.url else {
      return distrust("304 to an unconditional request", reply)
    }
    // RFC 9111 §4.3.4: what a 304 carries replaces what was kept; what it leaves out stays.
    state.validators = Validators(
      url: asked.url, etag: reply.header("etag") ?? asked.etag,
      lastModified: reply.header("last-modified") ?? asked.lastModified)
    settle(reply, habits: nil)
  }

  private mutating func succeed(_ reply: PollReply, habits: FeedHabits?) {
    // Both are replaced, also by nothing, and also where the body is the same (RFC 9110 §8.8).
    state.validators = reply.validators
    state.bodyHash = reply.bodyHash ?? state.bodyHash
    if let habits { state.minimumInterval = habits.minimumInterval }
    settle(reply, habits: habits)
  }

  private mutating func settle(_ reply: PollReply, habits: FeedHabits?) {
    if state.failures > 0 {
      events.append(.recovered(since: state.blindSince ?? began, failures: state.failures))
    }
    adapt(to: habits)
    state.lastAttempt = began
    state.lastSuccess = now
    state.failures = 0
    state.problem = nil
    state.blindSince = nil
    host.refusals = 0
    follow(reply.permanentlyAt)
    wait(atLeast: usualInterval(after: reply))
    obey(reply)
  }

  /// Halves the interval of a busy source and doubles that of an idle one, which comes to rest where
  /// a poll finds about one new item.
  private mutating func adapt(to habits: FeedHabits?) {
    let newItems = habits?.newItems ?? 0
    let isFirst = state.lastSuccess == nil
    if let habits, !isFirst, habits.items > 0, habits.newItems >= habits.items {
      events.append(.overrun(items: habits.items))
    }
    guard source.interval == nil else { return }
    let current = state.adaptedInterval ?? pacing.defaultInterval
    // The first document is all new and tells nothing of the pace.
    let next = isFirst || newItems == 1 ? current : newItems > 1 ? current / 2 : current * 2
    state.adaptedInterval = min(max(next, pacing.minimumInterval), pacing.adaptiveCeiling)
  }

  private mutating func follow(_ target: String?) {
    guard let target else {
      // An adopted address answers for itself; any other move is off.
      if state.move?.isAdopted != true { state.move = nil }
      return
    }
    var move = state.move ?? Move(url: target, since: now, sightings: 0)
    if move.url != target || move.isAdopted { move = Move(url: target, since: now, sightings: 0) }
    move.sightings += 1
    let isUpgrade = source.url.hasPrefix("http:") && target == "https" + source.url.dropFirst(4)
    let isOld = move.sightings >= pacing.moveSightings && now - move.since >= pacing.moveAge
    if isUpgrade || isOld {
      move.isAdopted = true
      events.append(.moved(to: target))
    }
    state.move = move
  }

  // MARK: Failure

  private mutating func refuse(_ reply: PollReply, _ order: PollOrder) {
    switch reply.status {
    case 410:
      record("status 410")
      events = [.gone]
      state.isGone = true
    case 412:
      distrust("status 412", reply)
    case 304:
      distrust("304 to an unconditional request", reply)
    case 403, 429, 503:
      refuseForLoad(reply)
    default:
      fail("status \(reply.status)", reply)
    }
  }

  /// The server minds the rate: it says for how long, or the wait doubles from an hour.
  private mutating func refuseForLoad(_ reply: PollReply) {
    let isChallenge = reply.header("cf-mitigated") == "challenge"
    record("status \(reply.status)" + (isChallenge ? ", a challenge for browsers" : ""))
    // 403 speaks of this document, the others of the client.
    let isHostWide = scope == .host && reply.status != 403
    if isHostWide { host.refusals += 1 }
    // 503 is trouble of the server's own that passes sooner.
    let first = reply.status == 503 ? pacing.defaultInterval : pacing.refusalBackOff
    let count = isHostWide ? host.refusals : state.failures
    let told = reply.retryMoment(at: now) ?? reply.allowanceMoment(at: now)
    let until = told.map(clamped) ?? now + doubled(first, times: count - 1)
    earliest = max(earliest, until)
    if isHostWide { host.notBefore = max(host.notBefore, until) }
    wait(atLeast: usualInterval(after: reply))
    obey(reply)
  }

  /// A reply that makes no sense of the validators: drop them and ask for the whole document at the
  /// usual moment; where that fails too, back off.
  private mutating func distrust(_ problem: String, _ reply: PollReply) {
    state.validators = nil
    state.bodyHash = nil
    fail(problem, reply)
  }

  private mutating func fail(_ problem: String, _ reply: PollReply?) {
    record(problem)
    if state.move?.isAdopted == true, state.failures >= pacing.moveFailures { state.move = nil }
    let usual = pacing.interval(of: source, state)
    wait(atLeast: max(usual, doubled(usual, times: state.failures - 1)))
    if let reply { obey(reply) }
  }

  private mutating func record(_ problem: String) {
    let wasTold = pacing.isTold(state)
    state.lastAttempt = began
    state.failures += 1
    state.problem = problem
    let since = state.blindSince ?? began
    state.blindSince = since
    if state.failures == 1 {
      events.append(.failed(reason: problem))
    } else if !wasTold, pacing.isTold(state) {
      events.append(.blind(reason: problem, since: since, failures: state.failures))
    }
  }

  // MARK: Waiting

  private func usualInterval(after reply: PollReply) -> Duration {
    let wish = max(reply.freshness(at: now), state.minimumInterval ?? .zero)
    return max(pacing.interval(of: source, state), min(wish, pacing.publisherCeiling))
  }

  /// So long that jitter does not carry it over the ceiling.
  private func doubled(_ first: Duration, times: Int) -> Duration {
    let grown = first.seconds * Double(1 << min(max(times, 0), 30))
    return .seconds(min(grown, pacing.backOffCeiling.seconds / (1 + pacing.jitter)))
  }

  private mutating func wait(atLeast length: Duration) {
    earliest = max(earliest, now + length)
    window = max(window, length * pacing.jitter)
  }

  /// Retry-After and a spent allowance hold beyond all other ceilings, with any status.
  private mutating func obey(_ reply: PollReply) {
    if let moment = reply.retryMoment(at: now) { earliest = max(earliest, clamped(moment)) }
    guard let moment = reply.allowanceMoment(at: now) else { return }
    earliest = max(earliest, clamped(moment))
    if scope == .host, reply.status != 403 { host.notBefore = max(host.notBefore, clamped(moment)) }
  }

  private func clamped(_ moment: Date) -> Date { min(moment, now + pacing.retryAfterCeiling) }
}

extension Pacing {
  /// The time between polls, publishers' wishes aside.
  func interval(of source: Source, _ state: PollState) -> Duration {
    if let interval = source.interval { return max(interval, minimumInterval) }
    let adapted = state.adaptedInterval ?? defaultInterval
    let isUnconditional = state.lastSuccess != nil && state.validators == nil
    let usual = min(max(adapted, minimumInterval), adaptiveCeiling)
    return isUnconditional ? usual * unconditionalFactor : usual
  }

  /// Whether failures went on for so long that people were told.
  func isTold(_ state: PollState) -> Bool {
    guard let since = state.blindSince, let last = state.lastAttempt else { return false }
    return state.failures >= blindAfterFailures && last - since >= blindAfter
  }
}
