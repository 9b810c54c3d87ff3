import FoundationEssentials
import Model

/// The reach of a mention, as an alert told it.
extension Database {
  func insert(_ reach: Reach, of alert: Alert.ID) throws(StorageError) {
    let (witness, now, before) = (reach.witness, reach.engagement, reach.before?.engagement)
    try connection.run(
      """
      INSERT INTO reach (alert, mention, author, outlet, at, quote, url, likes, shares, comments,
        views, followers, is_promoted, measure, count, usual, return_hours, learned, before_at,
        before_likes, before_shares, before_comments, before_views, before_followers,
        before_is_promoted)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      alert, witness.mention, witness.author, witness.outlet, witness.at, witness.quote,
      witness.url, now.likes, now.shares, now.comments, now.views, now.followers, now.isPromoted,
      reach.standing.measure, reach.standing.count, reach.standing.usual,
      reach.standing.returnHours, reach.standing.learned, reach.before?.at, before?.likes,
      before?.shares,
      before?.comments, before?.views, before?.followers, before?.isPromoted)
  }

  func reach(of alert: Alert.ID) throws(StorageError) -> Reach? {
    try connection.rows(
      """
      SELECT mention, author, outlet, at, quote, url, likes, shares, comments, views, followers,
        is_promoted, measure, count, usual, return_hours, learned, before_at, before_likes,
        before_shares, before_comments, before_views, before_followers, before_is_promoted
      FROM reach WHERE alert = ?
      """, alert
    ).first(Reach.init(reading:))
  }
}

extension Reach {
  fileprivate init(reading row: inout Rows) throws(StorageError) {
    self.init(
      witness: Witness(
        mention: try row.take(), author: try row.take(), outlet: try row.take(),
        at: try row.take(), quote: try row.take(), url: try row.take()),
      engagement: try Engagement(reading: &row),
      standing: ReachStanding(
        measure: try row.take(), count: try row.take(), usual: try row.take(),
        returnHours: try row.take(), learned: try row.take()),
      before: try EngagementReading.optional(reading: &row))
  }
}
