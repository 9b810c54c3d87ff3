import FoundationEssentials
import Model

/// What share of each brand's voices can be seen, given which sources are blind.
///
/// A source weighs as much as it has brought of the brand lately, so that a forum that is down
/// darkens most of the picture, and a feed that never names the brand none of it.
struct Sight: Sendable {
  /// How far back a source is weighed.
  static let memory = Duration.hours(24 * 14)

  private var counts: [Brand.ID: [Source.ID: Int]]

  /// How many sources share what is not known yet.
  private var sources = 1

  /// The sources that were blind at the last look, and since when.
  private(set) var blind: [Source.ID: Date] = [:]

  /// Sources that have not answered since the start, and since when they were not seen.
  private var unasked: [Source.ID: Date] = [:]

  private var lost: [Brand.ID: Double] = [:]

  /// - Parameter counts: voices of each brand by source, within `memory`.
  init(counts: [Brand.ID: [Source.ID: Int]]) {
    self.counts = counts
  }

  /// The share of a brand's voices that a source brings, 0…1: one voice is assumed beside those that
  /// came, from all sources alike.
  func weight(of source: Source.ID, for brand: Brand.ID) -> Double {
    let all = counts[brand] ?? [:]
    let total = Double(all.values.reduce(0, +))
    return (Double(all[source] ?? 0) + 1 / Double(sources)) / (total + 1)
  }

  /// What can be seen of a brand, 0…1.
  func share(of brand: Brand.ID) -> Double { 1 - (lost[brand] ?? 0) }

  mutating func weigh(_ counts: [Brand.ID: [Source.ID: Int]]) { self.counts = counts }

  /// Nothing was seen of these sources since some moments, until each is asked again: what it still
  /// shows then was seen late, not missed.
  mutating func startBlind(
    _ since: [Source.ID: Date], of brands: [Brand.ID], among sources: [Source]
  ) {
    unasked = since
    look([], of: brands, among: sources)
  }

  /// Takes in which sources are blind.
  mutating func look(_ blindness: [Blindness], of brands: [Brand.ID], among sources: [Source]) {
    let names = Set(sources.lazy.filter { $0.rung != .own }.map(\.id))
    self.sources = max(1, names.count)
    unasked = unasked.filter { names.contains($0.key) }
    blind = unasked
    for source in blindness where names.contains(source.source) {
      blind[source.source] = min(source.since, blind[source.source] ?? source.since)
    }
    for brand in brands {
      lost[brand] = min(1, blind.keys.reduce(0) { $0 + weight(of: $1, for: brand) })
    }
  }

  /// A source answered; since when it had been counted as blind, nil where it had not.
  mutating func see(_ source: Source.ID) -> Date? {
    unasked[source] = nil
    return blind.removeValue(forKey: source)
  }
}
