import Alerting
import FoundationEssentials
import JSON
import Model
import Polling
import Storage

/// What `status` tells.
struct StatusReport {
  private let now: Date
  private let isRunning: Bool
  private let lastTick: Date?
  private let sources: [(name: Source.ID, state: PollState)]
  private let bytes: Int
  private let hosts: [(name: String, state: HostState)]
  private let observed: ObservedShare
  private let incidents: [Incident]
  /// Sources that are polled more often for the time being.
  private let surging: [Source.ID]
  private let waiting: [Receiver.ID: Int]
  private let failures: [Delivery]
  private let contacts: [ContactTrouble]

  /// Sources that are shown to people though they are well; more are counted.
  private static let mostWell = 20

  /// Reasons, and sources for each, that the first lines name.
  private static let mostNamed = 5

  init(_ database: Database, isRunning: Bool, at now: Date) throws {
    self.now = now
    self.isRunning = isRunning
    lastTick = try database.fact(.lastTick).flatMap { Date(utc: $0) }
    sources = try database.pollStates().sorted { $0.key < $1.key }
      .map { (name: $0.key, state: $0.value) }
    hosts = try database.hostStates().filter { $0.value.notBefore > now }
      .sorted { $0.key < $1.key }.map { (name: $0.key, state: $0.value) }
    observed = ObservedShare(
      try database.gaps(since: now - Self.day.seconds), from: now - Self.day.seconds, to: now)
    bytes = try database.byteCount
    incidents = try database.openIncidents()
    surging =
      isRunning ? try database.fact(.surge)?.split(separator: "\n").map(String.init) ?? [] : []
    waiting = try database.waiting()
    contacts = try database.contactTroubles()
    failures = try database.deliveries(limit: 100).filter { $0.problem != nil }
  }

  var text: String {
    var lines = [
      lastTick.map {
        isRunning ? "running" : "not running: it last ticked \(ago($0))"
      } ?? "never ran"
    ]
    lines[0] += "; the state takes \(Words.number(Double(bytes) / 1e6)) MB"
    for incident in incidents {
      lines.append(
        "\(Incident.name(of: incident.id)) \(incident.severity.name) "
          + "\(SafeText.line(incident.brand, limit: 60)), open for "
          + "\(Words.duration(now.timeIntervalSince(incident.opened))), peak "
          + "\(Words.count(incident.peakVoices, "voice")); mentiond why \(Incident.name(of: incident.id))"
      )
    }
    if incidents.isEmpty { lines.append("no open incidents") }
    if !surging.isEmpty {
      let names = surging.map { SafeText.line($0, limit: 40) }.joined(separator: ", ")
      lines.append("polled up to four times as often, for what rises there: \(names)")
    }
    lines += blind
    for host in hosts {
      let left = Words.duration(host.state.notBefore.timeIntervalSince(now))
      lines.append("host \(SafeText.line(host.name, limit: 60)): wants quiet for \(left) more")
    }
    let well = sources.filter { $0.state.problem == nil && !isSilent($0.state) }
    lines += sources.filter { source in
      well.count <= Self.mostWell || source.state.problem != nil || isSilent(source.state)
    }.map(line)
    if well.count > Self.mostWell {
      lines.append("\(well.count) sources are well; --json lists all")
    }
    for list in contacts {
      lines.append(
        "contacts \(SafeText.line(list.name, limit: 100)): not read since \(list.since.utc); "
          + SafeText.line(list.reason, limit: 160))
    }
    for (receiver, count) in waiting.sorted(by: { $0.key < $1.key }) {
      let reason = failures.first { $0.receiver == receiver }?.problem
      lines.append(
        "\(Words.count(count, "alert")) \(count == 1 ? "waits" : "wait") for "
          + SafeText.line(receiver, limit: 60)
          + (reason.map { ": \(SafeText.line($0, limit: 160))" } ?? ""))
    }
    return lines.joined(separator: "\n")
  }

  private func line(_ name: Source.ID, _ state: PollState) -> String {
    let shown = SafeText.line(name, limit: 60)
    if state.isGone { return "source \(shown): gone for good (410); take it out" }
    let heard = state.lastSuccess.map { "read \(ago($0))" } ?? "never read"
    let share = observation(of: name, state).map { "; \($0)" } ?? ""
    guard let problem = state.problem else {
      let silence = isSilent(state) ? state.lastItem.map { ", nothing new since \($0.utc)" } : nil
      return "source \(shown): \(heard)\(silence ?? "")\(share)"
    }
    let blind = state.blindSince.map {
      "blind for \(Words.duration(now.timeIntervalSince($0))), "
    }
    let next =
      state.due > now ? ", next try in \(Words.duration(state.due.timeIntervalSince(now)))" : ""
    return "source \(shown): \(blind ?? "")\(heard); \(SafeText.line(problem, limit: 160))\(next)"
      + share
  }

  /// `blind: forum 31 min, blog 2 h; no route`: one line for each reason, the most sources first.
  private var blind: [String] {
    let blind = sources.filter { $0.state.blindSince != nil && !$0.state.isGone }
    let reasons = Dictionary(grouping: blind) { $0.state.problem ?? "" }
    return reasons.sorted { ($0.value.count, $1.key) > ($1.value.count, $0.key) }
      .prefix(Self.mostNamed).map { reason, sources in
        let names = sources.prefix(Self.mostNamed).map {
          SafeText.line($0.name, limit: 40) + " "
            + Words.duration(now.timeIntervalSince($0.state.blindSince ?? now))
        }
        let more = sources.count - names.count
        return "blind: " + names.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
          + "; \(SafeText.line(reason, limit: 160))"
      }
  }

  private static let day = Duration.hours(24)

  private func isSilent(_ state: PollState) -> Bool { Pacing().isSilent(state, at: now) }

  private func share(_ state: PollState, _ name: Source.ID) -> Double {
    observed.of(name, blindSince: state.isGone ? nil : state.blindSince)
  }

  /// Which share of the time was seen, and since when that can be said; nil where nothing was.
  private func observation(of name: Source.ID, _ state: PollState) -> String? {
    guard state.lastSuccess != nil else { return nil }
    // Rounded down: 99.9 % is not all of it.
    let percent = Int((share(state, name) * 100).rounded(.down))
    guard let first = observed.firstRead(name) else {
      return "observed \(percent) % of the last day"
    }
    return "observed \(percent) % since its first answer \(ago(first)); that one is history"
  }

  private func ago(_ moment: Date) -> String {
    "\(Words.duration(now.timeIntervalSince(moment))) ago"
  }

  var json: String {
    var writer = JSONWriter()
    writer.object {
      $0.field("running", isRunning)
      $0.field("lastTick", lastTick?.utc)
      $0.field("bytes", bytes)
      $0.array("incidents") {
        for incident in incidents { $0.object { IncidentJSON.write(incident, into: &$0) } }
      }
      $0.field("surging", surging)
      $0.array("sources") {
        for (name, state) in sources {
          $0.object {
            $0.field("name", name)
            $0.field("lastSuccess", state.lastSuccess?.utc)
            $0.field("due", state.due.utc)
            $0.field("failures", state.failures)
            $0.field("problem", state.problem)
            $0.field("blindSince", state.blindSince?.utc)
            $0.field("gone", state.isGone)
            $0.field("lastItem", state.lastItem?.utc)
            $0.field("silent", isSilent(state))
            $0.field("observed", state.lastSuccess == nil ? 0 : share(state, name))
            $0.field("firstRead", observed.firstRead(name)?.utc)
          }
        }
      }
      $0.array("hosts") {
        for (name, state) in hosts {
          $0.object {
            $0.field("name", name)
            $0.field("quietUntil", state.notBefore.utc)
          }
        }
      }
      $0.array("contacts") {
        for list in contacts {
          $0.object {
            $0.field("address", list.name)
            $0.field("problem", list.reason)
            $0.field("since", list.since.utc)
          }
        }
      }
      $0.object("waiting") {
        for (receiver, count) in waiting.sorted(by: { $0.key < $1.key }) {
          $0.field(receiver, count)
        }
      }
    }
    return writer.text
  }
}
