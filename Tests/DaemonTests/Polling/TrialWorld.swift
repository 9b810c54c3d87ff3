import FoundationEssentials
import Loopback
import Synchronization

/// Many servers behind one proxy, and what is said of them in a configuration.
final class TrialWorld: Sendable {
  private struct State {
    var now: Date
    var sites: [TrialSite]
    var hosts: [String: Host] = [:]
  }

  /// What a server minds of all that are asked of it.
  private struct Host {
    var requests = 0
    var last = Date.distantPast
    var notBefore = Date.distantPast
  }

  private let state: Mutex<State>

  init(sources count: Int, from now: Date) {
    let kinds = TrialSite.Kind.allCases
    state = Mutex(
      State(
        now: now,
        sites: (0..<count).map {
          TrialSite(id: $0, kind: kinds[$0 % kinds.count], minutes: 45 + $0 % 50)
        }))
  }

  var sites: [TrialSite] { state.withLock { $0.sites } }

  var now: Date {
    get { state.withLock { $0.now } }
    set { state.withLock { $0.now = newValue } }
  }

  var configuration: String {
    let sources = sites.map { site in
      let interval = site.kind == .adaptive ? "" : #", "interval": "\#(site.minutes)m""#
      return #"{"name": "s\#(site.id)", "url": "\#(site.home)"\#(interval)}"#
    }
    return """
      {"brands": [{"name": "acme", "query": "acme"}], "sources": [\(sources.joined(separator: ",\n"))],
       "polling": {"allowPrivateAddresses": true, "maximumInterval": "6h",
         "hosts": {"paged.test": {"gap": "0s"}}}}
      """
  }

  /// Answers what a proxy is asked: the address is whole, and its path begins with the site's number.
  func answer(_ request: LoopbackRequest) -> LoopbackAnswer {
    state.withLock { state in
      let parts = request.path.split(separator: "/", maxSplits: 3)
      guard parts.count == 4, let id = Int(parts[2]), state.sites.indices.contains(id) else {
        return .response(status: 400)
      }
      let host = String(parts[1])
      if request.path == state.sites[id].home {
        let isRefused = Self.enter(&state.hosts[host, default: Host()], &state.sites[id], state.now)
        if isRefused { return .response(status: 429, headers: [("Retry-After", "5000")]) }
      }
      return state.sites[id].answer(request, at: state.now)
    }
  }

  /// Whether a host has had enough: one that many sources share counts by client.
  private static func enter(_ host: inout Host, _ site: inout TrialSite, _ now: Date) -> Bool {
    if now < host.notBefore { site.faults.append("its host asked for quiet") }
    if site.kind != .paged, now.timeIntervalSince(host.last) < 2 {
      site.faults.append("no gap to another request to its host")
    }
    host.last = now
    host.requests += 1
    guard site.kind == .shared, host.requests.isMultiple(of: 40) else { return false }
    host.notBefore = now + 5000
    return true
  }
}
