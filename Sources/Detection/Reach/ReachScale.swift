package import FoundationEssentials
import Glibc
package import Model

/// How many people take notice of a brand's mentions, and how rarely one complaint has so many.
///
/// Counts of notice have a Pareto tail: twice as much is found so many times as rarely, at every size.
/// So the tail is learned from the twentieth of the mentions that have the most (Hill's estimate, drawn
/// towards an exponent of 1, the one that likes and followers have nearly everywhere), and what lies
/// beyond all that was seen is reckoned from it. With how often complaints come, that gives the one
/// figure by which all rules go: how long one waits for as much by chance.
package struct ReachScale: Sendable {
  /// What was seen lies so far back at most.
  package static let memory = Duration.hours(24 * 14)

  /// The share of the mentions that stay below what is called usual.
  private static let usualShare = 0.95

  /// Mentions that are assumed beside those that were seen, with one in twenty at the least threshold.
  private static let priorMentions = 20.0

  /// Mentions beyond the threshold that are assumed to follow the exponent 1.
  private static let priorTail = 5.0

  /// A brand that was not heard for longer is taken to have been heard for so long.
  private static let leastHours = 72.0

  private var days: [Int: Day] = [:]
  private var since: Date?

  private struct Day {
    var complaints = 0
    /// How many mentions lie in each bin, by measure.
    var bins: [Engagement.Measure: [Int: Int]] = [:]
  }

  package init() {}

  /// A mention came, or is read back.
  package mutating func note(_ engagement: Engagement, isComplaint: Bool, at moment: Date) {
    since = min(since ?? moment, moment)
    days[Self.day(of: moment), default: Day()].complaints += isComplaint ? 1 : 0
    count(engagement, at: moment, by: 1)
  }

  /// A known mention has other counts now.
  package mutating func replace(_ old: Engagement, by new: Engagement, at moment: Date) {
    count(old, at: moment, by: -1)
    count(new, at: moment, by: 1)
  }

  private mutating func count(_ engagement: Engagement, at moment: Date, by step: Int) {
    for measure in Engagement.Measure.allCases {
      guard let count = engagement[measure] else { continue }
      days[Self.day(of: moment), default: Day()].bins[measure, default: [:]][
        Self.bin(of: count), default: 0] +=
        step
    }
  }

  package mutating func forget(before moment: Date) {
    let day = Self.day(of: moment)
    if days.contains(where: { $0.key < day }) { days = days.filter { $0.key >= day } }
    since = since.map { max($0, moment) }
  }

  /// How far an engagement is out of the usual; nil where nothing of it is told.
  ///
  /// - Parameters:
  ///   - engagement: of a mention that was noted.
  ///   - floors: what each measure must reach to be looked at at all; a tenth of it is the least that is
  ///     taken for usual, so that a brand nobody ever answered does not call for the first three likes.
  /// - Returns: The rarest of the measures that reach their floors.
  package func standing(
    of engagement: Engagement, floors: (Engagement.Measure) -> Int, at now: Date
  ) -> ReachStanding? {
    Engagement.Measure.allCases.compactMap { measure in
      guard let count = engagement[measure], count >= floors(measure) else { return nil }
      return measure == .promotion
        ? promotion(at: now) : standing(of: count, measure, floor: floors(measure), at: now)
    }.max { $0.returnHours < $1.returnHours }
  }

  private func standing(
    of count: Int, _ measure: Engagement.Measure, floor: Int, at now: Date
  ) -> ReachStanding {
    // The mention itself must not make itself usual.
    var bins = bins(of: measure)
    bins[Self.bin(of: count), default: 1] -= 1
    bins = bins.filter { $0.value > 0 }
    let least = Double(floor) / 10
    let usual = max(least, Self.quantile(Self.usualShare, of: bins))
    let total = Double(bins.values.reduce(0, +))
    var beyond = 0.0
    var excess = 0.0
    for (bin, number) in bins where Self.value(of: bin) > usual {
      beyond += Double(number)
      excess += Double(number) * log(Self.value(of: bin) / usual)
    }
    let share =
      (beyond + (1 - Self.usualShare) * Self.priorMentions) / (total + Self.priorMentions)
    let scale = (excess + Self.priorTail) / (beyond + Self.priorTail)
    let probability = share * exp(-log(max(1, Double(count) / usual)) / scale)
    return ReachStanding(
      measure: measure, count: count, usual: usual,
      returnHours: 1 / (probability * complaintsPerHour(at: now)), learned: learned(at: now))
  }

  /// Nearly nobody pays for a complaint to be seen, unless all that an outlet shows is paid for.
  private func promotion(at now: Date) -> ReachStanding {
    let bins = bins(of: .promotion)
    let promoted = Double(max(0, bins[Self.bin(of: 1), default: 1] - 1))
    let total = Double(bins.values.reduce(0, +))
    let share = (promoted + 0.001 * Self.priorMentions) / (total + Self.priorMentions)
    return ReachStanding(
      measure: .promotion, count: 1, usual: 0,
      returnHours: 1 / (share * complaintsPerHour(at: now)), learned: learned(at: now))
  }

  /// At least one, the complaint that is judged.
  private func complaintsPerHour(at now: Date) -> Double {
    Double(max(1, days.values.reduce(0) { $0 + $1.complaints }))
      / max(Self.leastHours, learned(at: now).hours)
  }

  private func learned(at now: Date) -> Duration {
    .seconds(since.map { max(0, now.timeIntervalSince($0)) } ?? 0)
  }

  private func bins(of measure: Engagement.Measure) -> [Int: Int] {
    days.values.reduce(into: [:]) { sum, day in
      sum.merge(day.bins[measure] ?? [:], uniquingKeysWith: +)
    }
  }

  // MARK: Bins, four to an octave: a count is known to a tenth, which no rule can tell from all of it

  private static func day(of moment: Date) -> Int {
    Int((moment.timeIntervalSince1970 / 86_400).rounded(.down))
  }

  private static func bin(of count: Int) -> Int {
    count < 1 ? 0 : 1 + Int((4 * log2(Double(count))).rounded(.down))
  }

  /// The middle of a bin.
  private static func value(of bin: Int) -> Double {
    bin == 0 ? 0 : exp2((Double(bin) - 0.5) / 4)
  }

  private static func quantile(_ share: Double, of bins: [Int: Int]) -> Double {
    let total = bins.values.reduce(0, +)
    var passed = 0
    for (bin, number) in bins.sorted(by: { $0.key < $1.key }) {
      passed += number
      if Double(passed) >= share * Double(total) { return value(of: bin) }
    }
    return 0
  }
}
