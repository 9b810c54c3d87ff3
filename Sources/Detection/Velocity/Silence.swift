import Glibc
import Model

/// How unusual it is that nobody spoke for so long: a source that answers and has nothing any more, a
/// query that finds nothing since a brand was renamed.
extension Timeline {
  /// Only who knows the hours of the day and the weekend can call an hour silent.
  private static let leastLearned = 336.0

  /// Fewer voices that failed to come are no silence.
  private static let leastMissing = 5.0

  /// No more hours are looked back than that: it is silent enough.
  private static let longest = 336.0

  /// The silence since somebody was last heard, where it lacks five voices or more; nil otherwise, and
  /// before two weeks were heard. What was not observed is not silent.
  func silence(since heard: Double, at now: Double) -> Velocity? {
    let start = max(heard, now - Self.longest)
    guard live.baseline.hours >= Self.leastLearned, now > start else { return nil }
    let share = coverage.share(from: start, to: now)
    let missing = live.baseline.expected(from: start, to: now) * share
    guard missing >= Self.leastMissing else { return nil }
    // Voices come in families, and only who begins one can break the silence. Hours differ as well,
    // the less the more of them there are.
    let beginnings = missing * (1 - live.calmBranching)
    let spread = max(1e-3, live.baseline.spread / max(1, (now - start) * share))
    let rarity = log1p(spread * beginnings) / spread
    // Each voice might have been the last before a silence.
    let hours = exp(min(rarity, 30)) / live.baseline.level
    return Velocity(
      window: .hours(now - start), observed: 0, expected: missing,
      returnHours: min(1e8, hours), learned: .hours(live.baseline.hours))
  }
}
