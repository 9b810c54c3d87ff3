package import FoundationEssentials

/// One mention that far more people take notice of than of the brand's mentions usually.
package struct Reach: Hashable, Sendable {
  package var witness: Witness
  package var engagement: Engagement
  package var standing: ReachStanding

  /// What it had when it was counted before; nil where it was not.
  package var before: EngagementReading?

  package init(
    witness: Witness, engagement: Engagement, standing: ReachStanding,
    before: EngagementReading? = nil
  ) {
    self.witness = witness
    self.engagement = engagement
    self.standing = standing
    self.before = before
  }
}

/// How far the reach of one mention is out of the usual.
package struct ReachStanding: Hashable, Sendable {
  package var measure: Engagement.Measure
  package var count: Int

  /// What all but one in twenty of the brand's mentions stay below.
  package var usual: Double

  /// How long one waits, in hours, for a complaint with as much by chance.
  package var returnHours: Double

  /// How far back the mentions go that this was learned from.
  package var learned: Duration

  package init(
    measure: Engagement.Measure, count: Int, usual: Double, returnHours: Double,
    learned: Duration
  ) {
    self.measure = measure
    self.count = count
    self.usual = usual
    self.returnHours = returnHours
    self.learned = learned
  }
}

/// What notice a mention had found at a moment.
package struct EngagementReading: Hashable, Sendable {
  package var at: Date
  package var engagement: Engagement

  package init(at: Date, engagement: Engagement) {
    self.at = at
    self.engagement = engagement
  }
}
