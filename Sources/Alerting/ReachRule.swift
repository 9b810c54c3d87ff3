package import Model

/// What one complaint must reach to be looked at by itself, however rare it is with its brand.
package struct ReachFloors: Hashable, Sendable {
  /// Likes, shares and comments together.
  package var reactions = 500

  package var views = 50_000

  /// Of the author.
  package var followers = 100_000

  package init() {}

  package subscript(measure: Engagement.Measure) -> Int {
    switch measure {
    case .reactions: reactions
    case .views: views
    case .followers: followers
    case .promotion: 1
    }
  }
}

extension Rules {
  /// How loudly people are called for the reach of one mention; nil where it is nothing unusual.
  ///
  /// By the scale of all rules, how long one waits for as much by chance, with three limits by its size.
  /// Critical takes ten times the floor, for a brand that nobody answers has no past that could tell.
  /// In the first three days a warning takes as much, and nothing is critical. Followers are who may
  /// see it, not who did: they are no more than a warning, and so is a promotion.
  package func severity(of standing: ReachStanding, for brand: Brand) -> Severity? {
    guard standing.count >= reachFloors[standing.measure],
      let rare = severity(of: standing.returnHours, for: brand)
    else { return nil }
    let isEnormous: Bool
    switch standing.measure {
    case .reactions, .views: isEnormous = standing.count / 10 >= reachFloors[standing.measure]
    case .followers, .promotion: isEnormous = false
    }
    let isLearning = standing.learned < .hours(72)
    let highest: Severity =
      switch (isEnormous, isLearning) {
      case (true, false): .critical
      case (false, false), (true, true): .warning
      case (false, true): .watch
      }
    return min(rare, highest)
  }

  private func reachVerdict(on reading: Reading) -> Verdict? {
    guard let reach = reading.reach,
      let severity = severity(of: reach.standing, for: reading.brand)
    else { return nil }
    return Verdict(severity: severity, cause: .reach, velocity: reading.complaints)
  }

  /// The verdict on how many speak, on how far one of them is heard, and on who they are.
  func judgement(on reading: Reading) -> Verdict? {
    let loudest = [verdict(on: reading), reachVerdict(on: reading)].compactMap { $0 }
      .max { $0.severity < $1.severity }
    guard var verdict = loudest else { return nil }
    if isToldBefore(verdict, reading) { verdict.severity = verdict.severity.raised }
    return verdict
  }

  /// Whether those whom the verdict stands on told the brand before and wait for an answer: the one of
  /// a single mention, else two voices and a fifth of all. Among thousands of complaints some are always
  /// of customers with a ticket, and that is nothing to call for.
  private func isToldBefore(_ verdict: Verdict, _ reading: Reading) -> Bool {
    let known = reading.known.filter(\.raises)
    switch verdict.cause {
    case .reach: return known.contains { $0.mention == reading.reach?.witness.mention }
    case .severe, .climb: return !known.isEmpty
    case .complaints, .turn, .story, .topic:
      return known.count >= 2 && known.count * 5 >= verdict.velocity.observed
    case .attention, .silence: return false
    }
  }
}

extension Severity {
  /// One louder, where there is one.
  fileprivate var raised: Severity { Severity(rawValue: rawValue + 1) ?? self }
}

extension Alert {
  /// Whether it stands on the reach of one mention.
  package var isOfReach: Bool { cause == Verdict.Cause.reach.text }
}
