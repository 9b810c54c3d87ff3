import Alerting
import Detection
import FoundationEssentials
import Model
import Polling
import Storage

extension Desk {
  /// Looks at how things stand with a brand and records what changed.
  ///
  /// - Parameter news: the mentions that came in just now; only their stories can have become
  ///   unusual.
  func evaluate(
    _ brand: Brand, news: [Mention], at now: Date, into report: inout Report
  ) throws {
    try learnHistory(of: brand.id, at: now)
    let complaints = streams.velocity(of: brand.id, .complaints, at: now)
    let all = streams.velocity(of: brand.id, .all, at: now)
    let loudest = reach.takePending(of: brand.id)
    var told: Set<Story.ID> = []
    for mention in news { told.insert(stories.current(mention.story)) }
    let reading = Reading(
      brand: brand, at: now, complaints: complaints, all: all,
      silence: news.isEmpty && schedule.blind(at: now).isEmpty
        ? streams.silence(of: brand.id, at: now) : nil,
      story: storyPace.fastest(
        among: told, of: brand.id, complaints, at: now),
      topic: streams.fastestTopic(among: news, of: brand.id, at: now),
      rung: news.filter { $0.complaint.isComplaint && $0.rung != .own }.map(\.rung).max()
        ?? .customer,
      severe: news.filter {
        $0.complaint.isSevere && $0.complaint.isComplaint && $0.isVoice && $0.isNews
      }.map(\.rung).max(),
      reach: loudest,
      isReachGrowing: reach.isGrowing(brand.id, since: now - configuration.rules.calmHold.seconds),
      known: contacts.voices(of: brand.id, since: now - complaints.window.seconds),
      climbed: climbs.removeValue(forKey: brand.id),
      hasNews: news.contains(where: \.isVoice), observed: sight.share(of: brand.id))
    guard let change = incidents.note(reading) else { return }
    if change.alert?.reason == .opened {
      _ = try database.insert(change.incident)
    } else {
      try database.update(change.incident)
    }
    guard var draft = change.alert else { return }
    if draft.reason != .resolved {
      draft.velocity.growth = streams.growth(
        of: brand.id, draft.subject, within: draft.velocity.window, at: now)
    }

    let recent = try database.mentions(
      of: brand.id, in: now - Self.evidenceWindow.seconds..<now + 1,
      limit: Self.mostRecentMentions)
    var alert = Alert(
      incident: change.incident.id, brand: brand.id, at: now, reason: draft.reason,
      severity: draft.severity, cause: draft.cause, velocity: draft.velocity,
      isViral: draft.velocity.isViral,
      evidence: Evidence.gathered(
        from: recent, of: draft.subject, window: draft.velocity.window, at: now,
        blind: schedule.blind(at: now)))
    alert.evidence.reach =
      alert.isOfReach
      ? loudest : reach.furthest(of: brand.id, since: now - Self.evidenceWindow.seconds)
    alert.evidence.known = known(of: alert)
    alert.id = try database.insert(
      StoredAlert(
        alert: alert, configuration: configuration.hash, proof: AlertLine.text(alert),
        stream: streams.archive(of: brand.id, draft.subject)))
    for notification in Routing.notifications(
      of: alert, to: configuration.receivers.map(\.receiver))
    {
      try database.enqueue(notification)
    }
    report.alerts.append(alert)
    if let growth = draft.velocity.growth {
      report.forecasts.append(
        ToldForecast(brand: brand.id, subject: draft.subject, at: now, growth: growth))
    }
  }

  /// Who of the alert's voices told the brand before: of one mention its author alone.
  private func known(of alert: Alert) -> [KnownContact] {
    guard alert.isOfReach else {
      let window = alert.velocity.window.seconds
      return Array(
        contacts.voices(of: alert.brand, since: alert.at - window).prefix(Self.mostKnown))
    }
    return contacts.voices(of: alert.brand, since: alert.at - Self.evidenceWindow.seconds).filter {
      $0.mention == alert.evidence.reach?.witness.mention
    }
  }

  /// Contacts that an alert tells of.
  private static let mostKnown = 3

  /// Mentions this young are looked at for evidence: the longest window that an alert speaks of.
  private static let evidenceWindow = Duration.hours(24)

  /// More mentions than this are not looked at one by one; the streams count them all.
  private static let mostRecentMentions = 20_000
}
