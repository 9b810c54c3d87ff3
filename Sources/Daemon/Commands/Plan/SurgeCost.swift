import Alerting
import Model
import Polling

/// What it costs at most to look more often at what rises.
struct SurgeCost {
  /// Sources that can be looked at more often at one time.
  let sources: Int

  /// Requests in an hour that come on top of the plan's, within what hosts allow.
  let requestsPerHour: Double

  init(_ plan: PollPlan, _ pacing: Pacing) {
    var room = plan.hosts.map { max(0, $0.limit - $0.wanted) }
    let gains = plan.sources.filter(\.source.surges).map { source in
      let quickest = max(source.interval / pacing.surgeFactor, pacing.minimumInterval)
      return (host: source.host, more: 1 / quickest.hours - 1 / source.interval.hours)
    }
    var sum = 0.0
    let chosen = gains.sorted { $0.more > $1.more }.prefix(pacing.surgeSources)
    for gain in chosen {
      let more = min(max(0, gain.more), room[gain.host])
      room[gain.host] -= more
      sum += more
    }
    sources = chosen.count
    requestsPerHour = sum
  }

  /// Nil where all intervals hold whatever rises.
  var text: String? {
    guard sources > 0 else { return nil }
    return "while an incident is open or a complaint gains notice fast: up to "
      + "\(Words.number(requestsPerHour)) requests/h more, to \(sources) "
      + "source\(sources == 1 ? "" : "s") at most"
  }
}
