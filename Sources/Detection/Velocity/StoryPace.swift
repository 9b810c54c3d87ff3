package import FoundationEssentials
package import Model

/// How unusual it is that so many voices tell one story.
///
/// A story has no past of its own. It is measured against the brand's: against what the largest of its
/// stories draws in calm times, see `StoryShare`, and stories vary more than brands do. Several windows,
/// and each voice that might have begun a story, give chance a try each.
package struct StoryPace: Sendable {
  private static let windows = [1.0, 6, 24]

  /// Voices an hour below which no story is expected to fall: a complaint draws an answer or two.
  private static let leastRate = 0.15

  /// Overdispersion of a story's voices: their variance is m + 2m².
  private static let spread = 2.0

  /// Voices of a story that are remembered: further ones make it no more unusual.
  private static let mostVoices = 4096

  /// When each voice last spoke in a story, in seconds since 1970.
  private var stories: [Story.ID: [UInt64: Double]] = [:]
  private var shares: [Brand.ID: StoryShare] = [:]

  package init() {}

  /// Takes in a mention, if it is a voice that complains, and news.
  package mutating func note(_ mention: Mention) {
    guard mention.isNews, mention.copyOf == nil, mention.rung != .own,
      mention.complaint.isComplaint
    else { return }
    let moment = mention.at.timeIntervalSince1970
    let known = stories[mention.story]?[mention.voice]
    guard known != nil || stories[mention.story, default: [:]].count < Self.mostVoices else {
      return
    }
    stories[mention.story, default: [:]][mention.voice] = max(known ?? moment, moment)
    if known == nil { shares[mention.brand, default: StoryShare()].note(mention.story, at: moment) }
  }

  /// Stories became part of an older one: it takes their voices.
  package mutating func join(_ parts: [Story.ID], to older: Story.ID) {
    for part in parts {
      guard let voices = stories.removeValue(forKey: part) else { continue }
      stories[older, default: [:]].merge(voices, uniquingKeysWith: max)
    }
    for brand in shares.keys { shares[brand]?.join(parts, to: older) }
  }

  /// Forgets the stories that nobody told within the longest window before a moment.
  package mutating func forget(before now: Date) {
    let begin = now.timeIntervalSince1970 - 24 * 3600
    // A few of many: to put together those that stay would take longer.
    let forgotten = stories.filter { !$0.value.values.contains { $0 > begin } }.keys
    for story in forgotten { stories[story] = nil }
  }

  /// The story whose voices are the most unusual at a moment, with the window that shows it best.
  ///
  /// - Parameters:
  ///   - told: the stories in question.
  ///   - brand: whose they are, and the velocity of its complaints.
  package func fastest(
    among told: Set<Story.ID>, of brand: Brand.ID, _ complaints: Velocity, at now: Date
  ) -> (id: Story.ID, velocity: Velocity)? {
    var fastest: (id: Story.ID, velocity: Velocity)?
    let share = (shares[brand] ?? StoryShare()).value
    for id in told {
      guard let voices = stories[id], voices.count > 1 else { continue }
      for window in Self.windows {
        let begin = now.timeIntervalSince1970 - window * 3600
        let observed = voices.values.reduce(0) { $0 + ($1 > begin ? 1 : 0) }
        let expected = max(Self.leastRate, complaints.expectedRate * share) * window
        let tail = NegativeBinomial.tail(observed, mean: expected, spread: Self.spread)
        let tries = Double(Self.windows.count) * max(1, complaints.expectedRate * window)
        let hours = tail < 1 ? min(1e8, window / (tail * tries)) : 0
        guard Self.isBetter(hours, id, than: fastest) else { continue }
        fastest = (
          id,
          Velocity(
            window: .hours(window), observed: observed, expected: expected, returnHours: hours,
            learned: complaints.learned)
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
