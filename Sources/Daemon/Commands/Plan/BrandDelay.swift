import FoundationEssentials
import Model
import Polling

/// How long what is said of a brand on one rung goes unseen.
struct BrandDelay {
  var brand: Brand.ID
  var rung: Rung
  var sources: Int
  var expected: Duration
  var worst: Duration

  /// The source with the worst delay.
  var slowest: Source.ID

  /// One for each rung that has sources, the lowest first. The brand's own word is nothing to wait
  /// for.
  ///
  /// - Parameter voices: How many of the brand each source brought lately. A source counts by them;
  ///   where nothing is known of any, by how much it publishes, else all count alike.
  static func all(
    of brand: Brand.ID, in plan: PollPlan, voices: [Source.ID: Int]
  ) -> [BrandDelay] {
    Rung.allCases.filter { $0 != .own }.compactMap { rung in
      let sources = plan.sources.filter { $0.source.rung == rung }
      guard let slowest = sources.max(by: { $0.worstDelay < $1.worstDelay }) else { return nil }
      var weights = sources.map { Double(voices[$0.source.id] ?? 0) }
      if weights.allSatisfy({ $0 == 0 }) { weights = sources.map { $0.itemsPerHour ?? 0 } }
      if weights.allSatisfy({ $0 == 0 }) { weights = sources.map { _ in 1 } }
      let delay = zip(sources, weights).reduce(0) { $0 + $1.0.expectedDelay.seconds * $1.1 }
      return BrandDelay(
        brand: brand, rung: rung, sources: sources.count,
        expected: .seconds(delay / weights.reduce(0, +)), worst: slowest.worstDelay,
        slowest: slowest.source.id)
    }
  }
}
