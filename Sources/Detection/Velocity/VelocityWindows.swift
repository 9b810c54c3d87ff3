import Model

/// The stretches of time that an alert may speak of, in hours.
private let windowHours = [0.25, 0.5, 1, 2, 3, 6, 12, 24]

/// Where one waits less than so many hours nothing is unusual, and the last hour tells enough.
private let unusualHours = 24.0

extension Timeline {
  /// The window in which what is unusual shows best, by the probability of its count; the last hour
  /// where nothing is.
  func velocity(at now: Double, returnHours: Double) -> Velocity {
    guard returnHours >= unusualHours else {
      let (observed, expected) = count(from: now - 1, to: now)
      return Velocity(
        window: .hours(1), observed: observed, expected: expected, returnHours: returnHours,
        learned: .hours(live.baseline.hours))
    }
    var best = (tail: Double.infinity, window: 0.0, observed: 0, expected: 0.0)
    for window in windowHours {
      // Moments may have been forgotten before the window begins.
      if now - window < reach, best.window > 0 { break }
      let (observed, expected) = count(from: now - window, to: now)
      // Hours vary on their own, so a longer window is less overdispersed.
      let tail = NegativeBinomial.tail(
        observed, mean: expected, spread: live.baseline.spread / max(1, window))
      if tail < best.tail { best = (tail, window, observed, expected) }
    }
    return Velocity(
      window: .hours(best.window), observed: best.observed, expected: best.expected,
      returnHours: returnHours, learned: .hours(live.baseline.hours))
  }

  /// Hours to wait by chance for the rise of the last hour in one of so many streams.
  func riseHours(at now: Double, among companions: Int) -> Double {
    live.finding(at: now, coverage).map { live.returnHours(of: $0, among: companions) } ?? 0
  }

  /// The rise of the last hour; nil where there is none.
  func rise(at now: Double, among companions: Int) -> Velocity? {
    live.finding(at: now, coverage).map { finding in
      Velocity(
        window: .hours(finding.window), observed: finding.observed, expected: finding.expected,
        returnHours: live.returnHours(of: finding, among: companions),
        learned: .hours(live.baseline.hours))
    }
  }

  /// Voices in a stretch, and those that were to be expected in its observed part.
  private func count(from start: Double, to end: Double) -> (observed: Int, expected: Double) {
    let expected = live.baseline.expected(from: start, to: end)
    return (
      place(before: end.nextUp) - place(before: start),
      max(1e-6, expected * coverage.share(from: start, to: end))
    )
  }
}
