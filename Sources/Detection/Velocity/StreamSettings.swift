/// What a stream is told before it has heard anything; independent of any budget.
package struct StreamSettings: Hashable, Sendable {
  /// Voices an hour that are expected at first, such as a story's share of its brand's rate.
  package var firstRate: Double

  package init(firstRate: Double = 0.05) {
    self.firstRate = firstRate
  }
}
