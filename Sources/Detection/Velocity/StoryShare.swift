import Model

/// What share of a brand's complaining voices its largest story draws in calm times.
///
/// Learned from one day after another, with a prior: of every five voices one joins the story that most
/// tell. Who begins a story was not drawn by it and counts for neither side, or a brand of which one
/// person complains a day would look as if all told one thing.
struct StoryShare: Sendable {
  private static let assumed = 0.2
  /// Voices that the assumption counts for.
  private static let assumedVoices = 60.0
  /// A day is forgotten over so many.
  private static let memoryDays = 14.0
  /// How many times the usual a day may teach: what goes viral must not make itself normal.
  private static let mostTaught = 2.0

  private var heard = Self.assumedVoices
  private var drawn = Self.assumedVoices * Self.assumed
  /// Since 1970.
  private var day = Int.min
  private var voicesOfDay: [Story.ID: Int] = [:]

  /// 0…1.
  var value: Double { drawn / heard }

  /// Takes in a voice that a story has not had; one of a day that has ended teaches nothing.
  ///
  /// - Parameter moment: in seconds since 1970.
  mutating func note(_ story: Story.ID, at moment: Double) {
    let day = Int((moment / 86400).rounded(.down))
    guard day >= self.day else { return }
    if day > self.day { close(before: day) }
    voicesOfDay[story, default: 0] += 1
  }

  /// Stories became part of an older one.
  mutating func join(_ parts: [Story.ID], to older: Story.ID) {
    for part in parts {
      guard let voices = voicesOfDay.removeValue(forKey: part) else { continue }
      voicesOfDay[older, default: 0] += voices
    }
  }

  private mutating func close(before next: Int) {
    let voices = Double(voicesOfDay.values.reduce(0, +))
    if let largest = voicesOfDay.values.max(), voices > 1 {
      let joined = min(Double(largest - 1), (voices - 1) * value * Self.mostTaught)
      // The prior fades with the rest, towards itself.
      let kept = 1 - 1 / Self.memoryDays
      heard = heard * kept + Self.assumedVoices * (1 - kept) + voices - 1
      drawn = drawn * kept + Self.assumedVoices * Self.assumed * (1 - kept) + joined
    }
    day = next
    voicesOfDay.removeAll(keepingCapacity: true)
  }
}
