import Glibc
import Model

/// The stretches of time that an alert may speak of, in hours.
private let windowHours = [0.25, 0.5, 1, 2, 3, 6, 12, 24]

extension Timeline {
  /// The window in which the rise shows best, by the probability of its count.
  func velocity(at now: Double, returnHours: Double) -> Velocity {
    var best: (tail: Double, velocity: Velocity)?
    for window in windowHours {
      let start = now - window
      // Moments may have been forgotten before the window begins.
      if start < reach, best != nil { break }
      let observed = place(before: now.nextUp) - place(before: start)
      let baseline = live.baseline
      let share = coverage.share(from: start, to: now)
      let expected = max(1e-6, baseline.expected(from: start, to: now) * share)
      // Hours vary on their own, so a longer window is less overdispersed.
      let tail = NegativeBinomial.tail(
        observed, mean: expected, spread: baseline.spread / max(1, window))
      if let best, best.tail <= tail { continue }
      best = (
        tail,
        Velocity(
          window: .hours(window), observed: observed, expected: expected, returnHours: returnHours,
          learned: .hours(baseline.hours))
      )
    }
    var velocity = best!.velocity  // The first window is always looked at.
    velocity.branching = branching(from: now - velocity.window.hours, to: now)
    return velocity
  }

  /// The branching ratio that explains the voices of a stretch best, by maximum likelihood with
  /// answers after half an hour on average; nil below five voices.
  func branching(from start: Double, to end: Double) -> Double? {
    let decay = 2.0
    let first = place(before: start)
    let last = place(before: end.nextUp)
    guard last - first >= 5 else { return nil }
    // Voices of the six hours before still bring answers.
    var excitation = 0.0
    var before = start - 6
    var points: [(rate: Double, excitation: Double)] = []
    var answers = 0.0
    for index in place(before: start - 6)..<last {
      let moment = moments[index]
      excitation *= exp(-decay * (moment - before))
      if index >= first { points.append((live.baseline.rate(at: moment), excitation)) }
      excitation += decay
      before = moment
      answers += exp(-decay * max(0, start - moment)) - exp(-decay * (end - moment))
    }
    let expected = live.baseline.expected(from: start, to: end)
    func likelihood(_ branching: Double) -> Double {
      let unprompted = max(0.05, 1 - branching)
      return points.reduce(-branching * answers - unprompted * expected) {
        $0 + log(unprompted * $1.rate + branching * $1.excitation)
      }
    }
    let candidates = (0...60).map { Double($0) * 0.05 }
    return candidates.max { likelihood($0) < likelihood($1) }
  }
}
