import FoundationEssentials
import Model

/// What follows from one poll: the new state, and how long to wait.
///
/// Success and its consequences are here; failures, habits and waiting have files of their own.
struct Verdict {
  var state: PollState
  /// Changed only by a refusal, a spent allowance, or the end of refusals.
  var host: HostState
  /// Those about failures aside, which are told for the host as a whole.
  var events: [PollEvent] = []
  /// The next poll may come then …
  var earliest: Date
  /// … or so much later.
  var window: Duration = .zero
  /// No poll before, however much a source is worth one: what the server and the document ask for.
  var floor = Date.distantPast
  /// A stretch without observation that ended here.
  var gap: Gap?

  let source: Source
  let pacing: Pacing
  let hostPacing: HostPacing
  /// By what an interval that is not configured is multiplied.
  let tempo: Double
  /// Whether the host has room for an hour in which all that it serves is asked most.
  let followsHours: Bool
  let isOurFault: Bool
  /// When the poll was begun.
  let began: Date
  /// When it ended.
  let now: Date

  /// The circumstances of a poll.
  struct Circumstances {
    var order: PollOrder
    var host: HostState
    var hostPacing: HostPacing
    var tempo: Double
    var followsHours: Bool
    var began: Date
    /// Since when the source was held back for its host's sake, longer than it may wait.
    var heldSince: Date?
    /// Whether no host at all is reached, or none is asked.
    var isOurFault: Bool
  }

  init(
    on outcome: PollOutcome, _ circumstances: Circumstances, state: PollState, pacing: Pacing,
    at now: Date
  ) {
    self.state = state
    self.pacing = pacing
    self.now = now
    host = circumstances.host
    hostPacing = circumstances.hostPacing
    tempo = circumstances.tempo
    followsHours = circumstances.followsHours
    isOurFault = circumstances.isOurFault
    began = circumstances.began
    source = circumstances.order.source
    earliest = now
    switch outcome {
    case .unchanged(let reply) where reply.status == 304: confirm(reply, circumstances)
    case .unchanged(let reply): succeed(reply, habits: nil, circumstances)
    case .feed(let reply, let habits): succeed(reply, habits: habits, circumstances)
    case .notAFeed(let reply, let reason): mistake(reply, reason)
    case .refused(let reply): refuse(reply)
    case .failed(let reason): fail(reason, nil)
    }
    self.state.due = earliest
    self.state.notBefore = floor > now ? floor : nil
  }

  private mutating func confirm(_ reply: PollReply, _ circumstances: Circumstances) {
    // Nothing was asked under a condition, or another address answered than the one that gave the
    // validators: the 304 says nothing (RFC 9110 §13.2).
    guard let asked = circumstances.order.validators, asked.url == reply.url else {
      return distrust("304 to an unconditional request", reply)
    }
    // RFC 9111 §4.3.4: what a 304 carries replaces what was kept; what it leaves out stays.
    state.validators = Validators(
      url: asked.url, etag: reply.header("etag") ?? asked.etag,
      lastModified: reply.header("last-modified") ?? asked.lastModified)
    settle(reply, habits: nil, circumstances)
  }

  private mutating func succeed(
    _ reply: PollReply, habits: FeedHabits?, _ circumstances: Circumstances
  ) {
    // Both are replaced, also by nothing, and also where the body is the same (RFC 9110 §8.8).
    if !reply.isPart { state.validators = reply.validators }
    state.bodyHash = reply.bodyHash ?? state.bodyHash
    if let habits {
      state.minimumInterval = habits.minimumInterval
      state.quietTimes = habits.quietTimes
    }
    settle(reply, habits: habits, circumstances)
  }

  private mutating func settle(
    _ reply: PollReply, habits: FeedHabits?, _ circumstances: Circumstances
  ) {
    let isReplaced = habits?.replaces(state.items) ?? false
    closeGap(habits, isReplaced, heldSince: circumstances.heldSince)
    learn(habits, isReplaced)
    state.items = habits?.firstPage ?? state.items
    state.lastAttempt = began
    state.lastSuccess = now
    state.failures = 0
    state.problem = nil
    state.blindSince = nil
    host.refusals = 0
    follow(reply.permanentlyAt)
    waitAsUsual(after: reply)
  }

  /// Says what was not observed since the last success, and whether it was found now.
  private mutating func closeGap(_ habits: FeedHabits?, _ isReplaced: Bool, heldSince: Date?) {
    guard let last = state.lastSuccess else { return }
    if let habits, isReplaced { events.append(.overrun(items: habits.items)) }
    let cause: String
    var since = last
    if let blind = state.blindSince {
      (cause, since) = (state.problem ?? "not read", blind)
    } else if let heldSince {
      (cause, since) = ("its host asked for quiet", heldSince)
    } else if isReplaced {
      cause = "more items than one document holds"
    } else {
      return
    }
    // What the document still shows was seen, if late.
    let shown = isReplaced ? habits?.moments.min() ?? now : now
    gap = Gap(
      source: source.id, began: isReplaced ? min(since, last) : since,
      ended: min(max(shown, since), now), cause: cause, isMadeGood: !isReplaced)
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
}
