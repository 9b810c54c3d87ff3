package import FoundationEssentials
import Glibc
package import Model

/// How often a source is worth a poll.
///
/// Of all ways to spend so many requests, intervals that go with 1/√rate have the least delay from
/// publishing to seeing: they minimise Σ rateᵢ·Tᵢ/2 while Σ 1/Tᵢ is given. The scale is set so that
/// a source that publishes once in the default interval is polled in the default interval.
extension Pace {
  /// Hours after which what was seen counts a third: a weekday and a weekend fit in.
  private static let memoryHours = 72.0

  /// Items an hour. One item in the default interval is assumed beside what was seen, which leaves a
  /// source that nothing is known of where the configuration put it.
  func rate(assuming interval: Duration) -> Double {
    (items + 1) / (hours + interval.hours)
  }

  /// Time passed in which so many items came.
  mutating func pass(_ duration: Duration, items new: Int) {
    let kept = exp(-duration.hours / Self.memoryHours)
    items = items * kept + Double(new)
    hours = hours * kept + Self.memoryHours * (1 - kept)
  }

  /// For how long something is known of the source, as far as memory tells: three weeks at most.
  var known: Duration {
    let kept = max(1 - hours / Self.memoryHours, exp(-Self.longestKnownHours / Self.memoryHours))
    return .hours(-log(kept) * Self.memoryHours)
  }

  private static let longestKnownHours = 504.0

  /// What a first document tells by the moments of its items, as if it had been watched since the
  /// oldest of them.
  init(of moments: [Date], at now: Date) {
    // An hour at least: feeds that are made anew at each request date all items now.
    let oldest = moments.min().map { max(0, now.timeIntervalSince($0) / 3600) } ?? 0
    self.init(items: 0, hours: 0)
    guard !moments.isEmpty else { return }
    hours = Self.memoryHours * (1 - exp(-max(1, oldest) / Self.memoryHours))
    items = moments.reduce(0) {
      $0 + exp(-max(0, now.timeIntervalSince($1) / 3600) / Self.memoryHours)
    }
  }
}

extension Pacing {
  /// The time between polls, publishers' wishes aside.
  func interval(of source: Source, _ state: PollState) -> Duration {
    if let interval = source.interval { return max(interval, minimumInterval) }
    let usual = min(max(state.adaptedInterval ?? defaultInterval, minimumInterval), longest)
    let isUnconditional = state.lastSuccess != nil && state.validators == nil
    return isUnconditional ? usual * unconditionalFactor : usual
  }

  /// The interval that suits a pace, within floor and ceiling.
  func interval(for pace: Pace) -> Duration {
    let rate = pace.rate(assuming: defaultInterval)
    return clamped(.hours((defaultInterval.hours / rate).squareRoot()))
  }

  func clamped(_ interval: Duration) -> Duration { min(max(interval, minimumInterval), longest) }

  /// A default that is configured above the ceiling lifts it.
  package var longest: Duration { max(adaptiveCeiling, defaultInterval) }

  /// What a source asks of its host, `tempo` being what its interval is multiplied by.
  func share(of source: Source, _ state: PollState, tempo: Double = 1) -> Demand.Share {
    let interval = max(interval(of: source, state) * tempo, minimumInterval)
    return Demand.Share(rate: 1 / interval.hours, isFixed: source.interval != nil)
  }

  /// Whether failures went on for so long that people should know.
  func isBlind(_ state: PollState) -> Bool {
    guard let since = state.blindSince, let last = state.lastAttempt else { return false }
    return state.failures >= blindAfterFailures && last - since >= blindAfter
  }

  /// Whether a source has been silent for longer than is its habit.
  package func isSilent(_ state: PollState, at now: Date) -> Bool {
    guard let limit = silenceLimit(of: state), let item = state.lastItem else { return false }
    return now - item > limit
  }

  /// After how much silence a source is beyond its habit; nil where none is known of it.
  func silenceLimit(of state: PollState) -> Duration? {
    state.longestSilence.map { max(leastSilence, $0 * silenceFactor) }
  }
}
