import FoundationEssentials
import Model

extension Verdict {
  /// Waits the source's interval, and as long as the publisher wishes up to a ceiling.
  mutating func waitAsUsual(after reply: PollReply) {
    let wish = min(
      max(reply.freshness(at: now), state.minimumInterval ?? .zero), pacing.publisherCeiling)
    floor = max(floor, now + wish)
    let interval = pacing.interval(of: source, state)
    let isFixed = source.interval != nil
    wait(atLeast: max(isFixed ? hurried(interval) : paced(interval), wish))
    obey(reply)
    keepQuiet()
  }

  /// An interval that is configured, as a surge has it.
  private func hurried(_ interval: Duration) -> Duration {
    tempo < 1 ? max(interval * tempo, pacing.minimumInterval) : interval
  }

  /// An interval that is not configured, as the host's budget, a surge or the hour of the day has it.
  private func paced(_ interval: Duration) -> Duration {
    if tempo > 1 { return max(interval, pacing.clamped(interval * tempo)) }
    let interval = max(interval * tempo, pacing.minimumInterval)
    guard tempo == 1, followsHours, let day = state.day else { return interval }
    let wait = day.moment(after: interval, from: now) - now
    return min(max(wait, pacing.minimumInterval), max(interval, pacing.longest))
  }

  /// So long that jitter does not carry it over the ceiling.
  func doubled(_ first: Duration, times: Int, ceiling: Duration) -> Duration {
    let grown = first.seconds * Double(1 << min(max(times, 0), 30))
    return .seconds(min(grown, ceiling.seconds / (1 + pacing.jitter)))
  }

  mutating func wait(atLeast length: Duration) {
    earliest = max(earliest, now + length)
    window = max(window, length * pacing.jitter)
  }

  /// Retry-After and a spent allowance hold beyond all other ceilings, with any status.
  mutating func obey(_ reply: PollReply) {
    for moment in [reply.retryMoment(at: now), reply.allowanceMoment(at: now)] {
      if let moment { floor = max(floor, clamped(moment)) }
    }
    earliest = max(earliest, floor)
    guard let moment = reply.allowanceMoment(at: now) else { return }
    if hostPacing.backOff == .host, reply.status != 403 {
      host.notBefore = max(host.notBefore, clamped(moment))
    }
  }

  /// Moves a poll out of the hours that the publisher wants quiet, but no further than its other
  /// wishes may.
  private mutating func keepQuiet() {
    guard let quiet = state.quietTimes else { return }
    let opening = quiet.opening(from: earliest)
    if opening > earliest {
      earliest = max(earliest, min(opening, now + pacing.publisherCeiling))
      floor = max(floor, earliest)
    } else if case let latest = earliest + window, quiet.opening(from: latest) > latest {
      // Put off for the sake of an even load it would come to lie in them.
      window = .zero
    }
  }

  func clamped(_ moment: Date) -> Date { min(moment, now + pacing.retryAfterCeiling) }
}
