import Model

/// How unusual a stream is while it has no past to be calibrated on: a window against the hours
/// before it, under a prior wide enough for not knowing the time of day or the brand.
///
/// Five voices in an hour after two silent ones are a watch, seven a warning: what a person who knows
/// nothing else would say.
extension Timeline {
  private static let coldWindows = [0.5, 1.0, 3, 6]

  /// Voices and hours that are assumed beside what was heard: half a voice an hour.
  private static let assumedVoices = 1.0
  private static let assumedHours = 2.0

  /// Overdispersion beside that of the estimated rate: variance is m + m².
  private static let coldSpread = 1.0

  /// A window has to have so many times its length before it.
  private static let leastPast = 2.0

  /// The most unusual window; nil before any window has a past.
  func coldVelocity(at now: Double) -> Velocity? {
    let begin = max(coverage.begin, reach)
    var best: Velocity?
    for window in Self.coldWindows {
      let start = now - window
      let past = (start - begin) * coverage.share(from: begin, to: start)
      guard past >= Self.leastPast * window else { continue }
      let before = Double(place(before: start) - place(before: begin))
      let observed = place(before: now.nextUp) - place(before: start)
      let share = coverage.share(from: start, to: now)
      let expected =
        (before + Self.assumedVoices) / (past + Self.assumedHours) * window * max(share, 0.1)
      let tail = NegativeBinomial.tail(
        observed, mean: expected, spread: 1 / (before + Self.assumedVoices) + Self.coldSpread)
      let tries = Double(Self.coldWindows.count)
      let hours = tail < 1 ? min(1e8, window / (tail * tries)) : 0
      if let best, best.returnHours >= hours { continue }
      best = Velocity(
        window: .hours(window), observed: observed, expected: expected, returnHours: hours,
        learned: .hours(live.baseline.hours))
    }
    guard var velocity = best else { return nil }
    velocity.branching = branching(from: now - velocity.window.hours, to: now)
    return velocity
  }
}
