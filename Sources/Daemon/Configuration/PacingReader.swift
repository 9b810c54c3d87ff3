import JSON
import Model
import Polling
import Transport

extension ConfigurationReader {
  /// How patient the polls are, as `polling` says.
  func readPacing(of value: JSONValue, into pacing: inout Pacing) {
    pacing.defaultInterval = value.duration("interval") ?? pacing.defaultInterval
    pacing.minimumInterval = value.duration("minimumInterval") ?? pacing.minimumInterval
    if let longest = value.duration("maximumInterval") {
      pacing.adaptiveCeiling = longest
      pacing.publisherCeiling = longest
    }
    pacing.host.gap = value.duration("hostGap") ?? pacing.host.gap
    pacing.host.requestsPerHour = value["hostRequests"]?.double ?? pacing.host.requestsPerHour
    pacing.grouping = value["together"]?.string.flatMap(Grouping.init) ?? pacing.grouping
    for (name, host) in value["hosts"]?.members ?? [] where name != Shape.remark {
      let name = name.lowercased()
      pacing.domains[name] = self.host(host, from: pacing.domains[name] ?? pacing.host)
    }
  }

  /// Lets presets say how their hosts are treated, as far as the operator has not said so.
  func adoptPresets(
    of sources: [WatchedSource], saidByOperator hosts: JSONValue?, into pacing: inout Pacing
  ) {
    let said = Set((hosts?.members ?? []).map { $0.key.lowercased() })
    for watched in sources {
      guard let policy = watched.preset?.preset.policy,
        let host = try? WebAddress(watched.source.url).host.lowercased()
      else { continue }
      let (name, usual) = pacing.host(of: watched.source.url)
      let wanted = policy.pacing(besides: usual)
      if wanted != usual, !said.contains(name) { pacing.domains[host] = wanted }
    }
  }

  private func host(_ value: JSONValue, from usual: HostPacing) -> HostPacing {
    var host = usual
    host.gap = value.duration("gap") ?? host.gap
    host.requestsPerHour = value["requests"]?.double ?? host.requestsPerHour
    host.concurrency = value["concurrency"]?.int ?? host.concurrency
    switch value["backOff"]?.string {
    case "host": host.backOff = .host
    case "source": host.backOff = .source
    default: break
    }
    host.statuses.throttled = statuses(value["throttled"]) ?? host.statuses.throttled
    host.statuses.passing = statuses(value["passing"]) ?? host.statuses.passing
    return host
  }

  private func statuses(_ value: JSONValue?) -> Set<Int>? {
    value?.elements.map { Set($0.compactMap(\.int)) }
  }
}
