import Alerting
import Detection
import FoundationEssentials
import Model

/// How far the mentions of all brands are heard: what is usual, which complaints are beyond it, and how
/// much of that people have been told.
struct ReachShelf: Sendable {
  /// A complaint of unusual reach.
  private struct Loud: Sendable {
    var brand: Brand.ID
    var reach: Reach
    /// As people were told, or as it was history.
    var severity: Severity
    var grew: Date
  }

  /// Complaints of unusual reach that are remembered; a mention that is forgotten could call twice.
  private static let mostLoud = 10_000

  /// Threads that can be followed at once.
  private static let mostRising = 100

  private var scales: [Brand.ID: ReachScale] = [:]
  private var loud: [Mention.ID: Loud] = [:]
  private var pending: [Brand.ID: Mention.ID] = [:]
  private var rising: [Mention.ID: (source: Source.ID, until: Date)] = [:]

  /// A mention is read back at the start.
  mutating func restore(
    _ engagement: Engagement, of brand: Brand.ID, isComplaint: Bool, at moment: Date
  ) {
    scales[brand, default: ReachScale()].note(engagement, isComplaint: isComplaint, at: moment)
  }

  /// A mention found notice, or more than before.
  ///
  /// - Parameters:
  ///   - before: what was known of it; nil where it is new.
  ///   - isHistory: what it has is no news to anybody; what it gains from now on is.
  mutating func note(
    _ engagement: Engagement, of mention: Mention, before: EngagementReading?, isHistory: Bool,
    _ brand: Brand, by rules: Rules, at now: Date
  ) {
    let isComplaint = mention.complaint.isComplaint
    if let before {
      scales[brand.id, default: ReachScale()].replace(
        before.engagement, by: engagement, at: mention.at)
    } else {
      scales[brand.id, default: ReachScale()].note(
        engagement, isComplaint: isComplaint, at: mention.at)
    }
    func judged(_ engagement: Engagement) -> (Severity, ReachStanding)? {
      scales[brand.id]?.standing(of: engagement, floors: { rules.reachFloors[$0] }, at: now)
        .flatMap { standing in rules.severity(of: standing, for: brand).map { ($0, standing) } }
    }
    guard isComplaint, let (severity, standing) = judged(engagement) else { return }
    // What it had before was told then, or was history.
    let told = loud[mention.id]?.severity ?? before.flatMap { judged($0.engagement)?.0 }
    let isNews = !isHistory && told.map { $0 < severity } ?? true
    loud[mention.id] = Loud(
      brand: brand.id,
      reach: Reach(
        witness: Witness(mention), engagement: engagement, standing: standing, before: before),
      severity: max(severity, told ?? severity), grew: now)
    if isNews { pending[brand.id] = louder(pending[brand.id], mention.id) }
    if loud.count > Self.mostLoud, let oldest = loud.min(by: { $0.value.grew < $1.value.grew }) {
      loud[oldest.key] = nil
    }
  }

  private func louder(_ one: Mention.ID?, _ other: Mention.ID) -> Mention.ID {
    guard let one, let left = loud[one], let right = loud[other] else { return other }
    return (right.severity, right.reach.standing.returnHours)
      > (left.severity, left.reach.standing.returnHours) ? other : one
  }

  /// Whether people should hear of a brand's mention for its reach.
  func isPending(_ brand: Brand.ID) -> Bool { pending[brand] != nil }

  /// The loudest mention that people should hear of, once.
  mutating func takePending(of brand: Brand.ID) -> Reach? {
    pending.removeValue(forKey: brand).flatMap { loud[$0]?.reach }
  }

  /// The complaint of the brand that reaches furthest out of the usual, of those that were told since a
  /// moment.
  func furthest(of brand: Brand.ID, since moment: Date) -> Reach? {
    loud.values.lazy.filter { $0.brand == brand && $0.grew >= moment }
      .max { $0.reach.standing.returnHours < $1.reach.standing.returnHours }?.reach
  }

  /// Whether a complaint of unusual reach has gained notice since a moment.
  func isGrowing(_ brand: Brand.ID, since moment: Date) -> Bool {
    loud.values.contains { $0.brand == brand && $0.grew > moment }
  }

  // MARK: Threads that rise

  /// A complaint gains notice fast: its source is worth a look more often for some time.
  mutating func follow(_ mention: Mention, until moment: Date) {
    guard rising[mention.id] != nil || rising.count < Self.mostRising else { return }
    rising[mention.id] = (source: mention.source, until: moment)
  }

  /// The sources that carry threads that rise, with their number.
  func risingSources(at now: Date) -> [Source.ID: Int] {
    rising.values.reduce(into: [:]) { if $1.until > now { $0[$1.source, default: 0] += 1 } }
  }

  mutating func forget(before now: Date) {
    let oldest = now - ReachScale.memory.seconds
    for brand in Array(scales.keys) { scales[brand]?.forget(before: oldest) }
    loud = loud.filter { $0.value.grew >= oldest }
    rising = rising.filter { $0.value.until > now }
  }
}
