/// How fast voices are coming in, against what the past predicts.
package struct Velocity: Hashable, Sendable {
  /// The stretch of event time, up to now, in which the rise shows best.
  package var window: Duration

  /// Voices within `window`.
  package var observed: Int

  /// Voices that the past predicts for the observed part of `window`. Always above 0.
  package var expected: Double

  /// How long one waits, in hours, for as much by chance. 0 where nothing is unusual; told up to
  /// 10⁸. The probability within an hour is its inverse.
  package var returnHours: Double

  /// Whether voices bring voices, and how many are to come. Nil where nobody asked for it, since it
  /// takes a thousand times the work of the rest, and where too few were heard to tell.
  package var growth: Growth?

  /// How long this stream has been observed, the basis of what it predicts.
  package var learned: Duration

  package init(
    window: Duration, observed: Int, expected: Double, returnHours: Double,
    growth: Growth? = nil, learned: Duration
  ) {
    self.window = window
    self.observed = observed
    self.expected = expected
    self.returnHours = returnHours
    self.growth = growth
    self.learned = learned
  }

  /// Voices per hour.
  package var rate: Double { Double(observed) / window.hours }

  /// Voices per hour that the past predicts.
  package var expectedRate: Double { expected / window.hours }
}

extension Duration {
  package static func hours(_ count: Double) -> Duration { .seconds(count * 3600) }
  package static func minutes(_ count: Double) -> Duration { .seconds(count * 60) }

  package var seconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
  package var hours: Double { seconds / 3600 }
}
