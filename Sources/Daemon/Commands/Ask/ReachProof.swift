import Alerting
import FoundationEssentials
import Model

/// How far a mention is heard, for `why`.
enum ReachProof {
  /// Moments of its course that are shown: the first ones and the last.
  private static let mostShown = 8

  static func lines(of reach: Reach, heard: [EngagementReading]) -> [String] {
    let link = reach.witness.url.flatMap { SafeText.link($0) }.map { " \($0)" } ?? ""
    let shown =
      heard.count <= mostShown
      ? heard : Array(heard.prefix(mostShown / 2) + heard.suffix(mostShown / 2))
    return ["  heard      \(ReachWords.measure(of: reach))\(link)"]
      + shown.map { "             \($0.at.utc) \(ReachWords.all($0.engagement))" }
  }
}
