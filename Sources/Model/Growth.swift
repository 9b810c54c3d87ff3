/// How voices bring voices, and what follows from it.
package struct Growth: Hashable, Sendable {
  /// The branching ratio: how many more voices each voice brings, on average. From 1 on they become
  /// more and more.
  package var branching: Double

  /// Where the branching ratio lies in nine cases of ten.
  package var branchingRange: ClosedRange<Double>

  /// Voices to come.
  package var nextHour: Forecast
  package var nextSixHours: Forecast

  package init(
    branching: Double, branchingRange: ClosedRange<Double>, nextHour: Forecast,
    nextSixHours: Forecast
  ) {
    self.branching = branching
    self.branchingRange = branchingRange
    self.nextHour = nextHour
    self.nextSixHours = nextSixHours
  }

  /// How long an answer takes on average, in hours: an assumption of all that is reckoned here.
  package static let answerHours = 0.5

  /// In what time the voices double; nil where they do not.
  package var doubling: Duration? {
    // ln 2: the mean of a self-exciting process grows by e in answerHours / (branching - 1).
    branching > 1 ? .hours(0.6931 * Self.answerHours / (branching - 1)) : nil
  }
}

/// How many will come.
package struct Forecast: Hashable, Sendable {
  package var expected: Double

  /// What it will be in nine cases of ten.
  package var range: ClosedRange<Int>

  package init(expected: Double, range: ClosedRange<Int>) {
    self.expected = expected
    self.range = range
  }
}
