import Alerting
import FoundationEssentials
import JSON
import Model
import Polling
import Storage

/// What `plan` tells.
struct PlanReport {
  /// Hosts that are shown to people; there may be thousands.
  private static let mostHosts = 20

  let plan: PollPlan
  let delays: [BrandDelay]

  /// All of it, of which people are shown an excerpt.
  var advice: [String] { adviceByKind.flatMap(\.self) }

  private let adviceByKind: [[String]]
  private let surge: SurgeCost

  /// - Parameter database: What was learned so far; nil where nothing was.
  init(_ configuration: Configuration, _ database: Database?, at now: Date) throws {
    let sources = configuration.sources.map(\.source)
    plan = PollPlan(
      sources, states: try database?.pollStates() ?? [:], pacing: configuration.polling.pacing)
    let counts = try database?.voiceCounts(since: now - Sight.memory.seconds) ?? [:]
    let plan = plan
    surge = SurgeCost(plan, configuration.polling.pacing)
    delays = configuration.brands.flatMap { brand in
      BrandDelay.all(of: brand.brand.id, in: plan, voices: counts[brand.brand.id] ?? [:])
    }
    adviceByKind = PlanAdvice(plan, configuration.polling.pacing, at: now).kinds
  }

  private var hosts: [PlannedHost] { plan.hosts.filter { !$0.isLocal } }

  private var files: Int { plan.hosts.count - hosts.count }

  var text: String {
    var lines: [String] = []
    let hosts = self.hosts.sorted { ($0.wanted, $1.name) > ($1.wanted, $0.name) }
    for host in hosts.prefix(Self.mostHosts) {
      lines.append(
        "host \(SafeText.line(host.name, limit: 60)): \(Words.number(host.wanted)) of "
          + "\(Words.number(host.limit)) requests/h, \(Words.count(host.count, "source"))"
          + (host.stretch > 1.01 ? ", stretched ×\(Words.number(host.stretch))" : ""))
    }
    if hosts.count > Self.mostHosts {
      let rest = hosts.dropFirst(Self.mostHosts)
      lines.append(
        "and \(rest.count) hosts more, \(Words.number(rest.first?.wanted ?? 0)) requests/h at most")
    }
    let total = hosts.reduce(0) { $0 + $1.wanted }
    lines.append(
      "all: \(Words.number(total)) requests/h to \(Words.count(hosts.count, "host")), "
        + Words.count(plan.sources.count - files, "source")
        + (files > 0 ? "; \(Words.count(files, "file")) of this machine" : ""))
    if let text = surge.text { lines.append(text) }
    for delay in delays {
      lines.append(
        "brand \(SafeText.line(delay.brand, limit: 40)), \(delay.rung.name): seen after "
          + "\(Words.duration(delay.expected.seconds)) on average, "
          + "\(Words.duration(delay.worst.seconds)) at worst; \(Words.count(delay.sources, "source"))"
          + (delay.sources > 1 ? ", the slowest \(SafeText.line(delay.slowest, limit: 40))" : ""))
    }
    lines += PlanAdvice.excerpt(of: adviceByKind).map {
      "advice: \(SafeText.line($0, limit: 1000))"
    }
    return lines.joined(separator: "\n")
  }

  var json: String {
    var writer = JSONWriter()
    writer.object {
      $0.array("hosts") {
        for host in hosts {
          $0.object {
            $0.field("name", host.name)
            $0.field("sources", host.count)
            $0.field("requestsPerHour", host.wanted)
            $0.field("limit", host.limit)
            $0.field("stretch", host.stretch)
          }
        }
      }
      $0.array("sources") {
        for source in plan.sources {
          let host = plan.hosts[source.host]
          $0.object {
            $0.field("name", source.source.id)
            $0.field("host", host.isLocal ? nil : host.name)
            $0.field("interval", source.interval.seconds)
            $0.field("expectedDelay", source.expectedDelay.seconds)
            $0.field("worstDelay", source.worstDelay.seconds)
            $0.field("itemsPerHour", source.itemsPerHour)
          }
        }
      }
      $0.array("brands") {
        for delay in delays {
          $0.object {
            $0.field("brand", delay.brand)
            $0.field("rung", delay.rung.name)
            $0.field("sources", delay.sources)
            $0.field("expectedDelay", delay.expected.seconds)
            $0.field("worstDelay", delay.worst.seconds)
          }
        }
      }
      $0.field("surgeRequestsPerHour", surge.requestsPerHour)
      $0.field("advice", advice)
    }
    return writer.text
  }
}
