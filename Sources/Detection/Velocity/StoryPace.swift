package import FoundationEssentials
package import Model

/// How unusual it is that so many voices tell one story.
///
/// A story has no past of its own. It is measured against the brand's: of what a brand hears in calm
/// times, the largest story is taken to draw a fifth, and stories vary more than brands do. Several
/// windows, and each voice that might have begun a story, give chance a try each.
package enum StoryPace {
  private static let windows = [1.0, 6, 24]

  /// The share of a brand's voices that its largest story draws in calm times. A guess to be
  /// replaced by what each brand's stories show.
  private static let calmShare = 0.2

  /// Voices an hour below which no story is expected to fall: a complaint draws an answer or two.
  private static let leastRate = 0.15

  /// Overdispersion of a story's voices: their variance is m + 2m².
  private static let spread = 2.0

  /// The story whose voices are the most unusual at a moment, with the window that shows it best.
  ///
  /// - Parameters:
  ///   - mentions: all mentions of the last day of the stories in question; those that are voices,
  ///     complain and are news count.
  ///   - brand: the velocity of the brand's complaints.
  package static func fastest(
    in mentions: [Mention], brand: Velocity, at now: Date
  ) -> (id: Story.ID, velocity: Velocity)? {
    let voices = mentions.filter {
      $0.isNews && $0.copyOf == nil && $0.rung != .own && $0.complaint.isComplaint
    }
    let stories = Dictionary(grouping: voices, by: \.story)
    var fastest: (id: Story.ID, velocity: Velocity)?
    for (id, told) in stories where told.count > 1 {
      for window in windows {
        let begin = now - window * 3600
        let observed = Set(told.lazy.filter { $0.at > begin }.map(\.voice)).count
        let expected = max(leastRate, brand.expectedRate * calmShare) * window
        let tail = NegativeBinomial.tail(observed, mean: expected, spread: spread)
        let tries = Double(windows.count) * max(1, brand.expectedRate * window)
        let hours = tail < 1 ? min(1e8, window / (tail * tries)) : 0
        guard isBetter(hours, id, than: fastest) else { continue }
        fastest = (
          id,
          Velocity(
            window: .hours(window), observed: observed, expected: expected, returnHours: hours,
            branching: brand.branching, learned: brand.learned)
        )
      }
    }
    return fastest
  }

  /// Among equals the older story, so that the same mentions always give the same answer.
  private static func isBetter(
    _ hours: Double, _ id: Story.ID, than best: (id: Story.ID, velocity: Velocity)?
  ) -> Bool {
    guard let best else { return true }
    return (hours, -id) > (best.velocity.returnHours, -best.id)
  }
}
