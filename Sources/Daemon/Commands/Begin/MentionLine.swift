import Alerting
import Model

/// A mention on one line.
enum MentionLine {
  /// `2026-11-22T10:04:05Z acme-air customer reddit.com bob: They lost my bag (complaint 0.91)`
  static func text(_ mention: Mention) -> String {
    let who = mention.author.map { " \($0)" } ?? ""
    let score = (mention.complaint.score * 100).rounded() / 100
    return SafeText.line(
      "\(mention.at.utc) \(mention.brand) \(mention.rung.name) \(mention.outlet)\(who): "
        + mention.headline + (mention.complaint.isComplaint ? " (complaint \(score))" : ""),
      limit: 300)
  }
}
