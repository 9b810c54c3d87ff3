package import FoundationEssentials
package import Model

/// How sources are asked in the long run, reckoned from the configuration and what is known of them.
package struct PollPlan: Sendable {
  /// In the order of the configuration.
  package private(set) var sources: [PlannedSource] = []

  /// In the order of their first sources.
  package private(set) var hosts: [PlannedHost] = []

  /// - Parameter states: What was stored of earlier runs; may be empty.
  package init(_ sources: [Source], states: [Source.ID: PollState], pacing: Pacing) {
    var lines: [String: Int] = [:]
    for source in sources {
      let (name, habits) = pacing.host(of: source.url)
      let state = states[source.id].flatMap { $0.fits(source) ? $0 : nil }
      let line = lines[name] ?? hosts.count
      if line == hosts.count {
        lines[name] = line
        hosts.append(PlannedHost(name: name, pacing: habits))
      }
      let planned = PlannedSource(source, state, on: line, pacing: pacing)
      hosts[line].add(planned)
      self.sources.append(planned)
    }
    var shared: [Int: [Double]] = [:]
    for source in self.sources where source.source.interval == nil {
      let interval = source.stretched(on: hosts[source.host], pacing: pacing)
      shared[source.host, default: []].append(interval.hours)
    }
    for (line, intervals) in shared where hosts[line].stretch > 1 { hosts[line].share(intervals) }
    for place in self.sources.indices {
      self.sources[place].settle(on: hosts[self.sources[place].host], pacing: pacing)
    }
  }
}

/// A source in a plan.
package struct PlannedSource: Sendable {
  package let source: Source

  /// Of the host in the plan.
  package let host: Int

  /// The time between two polls.
  package private(set) var interval: Duration

  /// From publishing to seeing, on average.
  package private(set) var expectedDelay: Duration = .zero

  /// From publishing to seeing, while all goes well, at the worst.
  package private(set) var worstDelay: Duration = .zero

  /// Items that it publishes in an hour; nil where nothing is known of it.
  package let itemsPerHour: Double?

  /// When its newest item was published.
  package let lastItem: Date?

  /// For how long it has been known, at least; nil before the first answer.
  package let known: Duration?

  /// In what time it publishes as many items as its document holds: who polls it less often misses
  /// some. Nil where nothing is known of it.
  package let window: Duration?

  /// What tells its last document from others; nil before the first answer.
  package let bodyHash: UInt64?

  /// The address that is asked: another than the source's where that has moved for good.
  package let url: String

  /// Whether the server lets one ask only for what has changed; nil before the first answer.
  package let isConditional: Bool?

  init(_ source: Source, _ state: PollState?, on host: Int, pacing: Pacing) {
    self.source = source
    self.host = host
    let rate = state?.pace.flatMap { $0.hours > 0 ? $0.items / $0.hours : nil }
    itemsPerHour = rate
    lastItem = state?.lastItem
    known = state?.pace?.known
    window = state?.items.flatMap { items in
      rate.flatMap { items > 0 && $0 > 0 ? .hours(Double(items) / $0) : nil }
    }
    bodyHash = state?.bodyHash
    url = state?.move.flatMap { $0.isAdopted ? $0.url : nil } ?? source.url
    isConditional = state.flatMap { $0.lastSuccess == nil ? nil : $0.validators != nil }
    let known = state ?? PollState(due: .distantPast)
    let wish = min(known.minimumInterval ?? .zero, pacing.publisherCeiling)
    interval = max(pacing.interval(of: source, known), wish)
  }

  /// Requests in an hour.
  package var rate: Double { 1 / interval.hours }

  /// The interval that is wanted where the budget is short.
  fileprivate func stretched(on host: PlannedHost, pacing: Pacing) -> Duration {
    max(interval, pacing.clamped(interval * host.stretch))
  }

  fileprivate mutating func settle(on host: PlannedHost, pacing: Pacing) {
    if source.interval == nil { interval = max(stretched(on: host, pacing: pacing), host.turn) }
    // A host that lets through less than is asked of it makes all of its sources wait.
    interval = interval * max(1, host.wanted / host.pacing.capacity)
    expectedDelay = interval * ((1 + pacing.jitter / 2) / 2)
    let others = host.pacing.gap * (host.count - 1)
    worstDelay = interval * (1 + pacing.jitter) + min(others, interval)
  }
}

/// A host in a plan.
package struct PlannedHost: Sendable {
  package let name: String
  package let pacing: HostPacing

  /// Whether it is no host but a file of this machine.
  package var isLocal: Bool { Source.isLocal(name) }

  /// How many sources it has.
  package private(set) var count = 0

  private var demand = Demand()

  /// How long it takes until each source that shares the budget had its turn, where that is too short
  /// for the intervals that are wanted; else zero.
  package private(set) var turn: Duration = .zero

  init(name: String, pacing: HostPacing) {
    self.name = name
    self.pacing = pacing
  }

  /// Requests in an hour that its sources would make if nothing held them back.
  package var asked: Double { demand.total }

  /// Requests in an hour that they make with adaptive intervals stretched to the budget.
  package var wanted: Double { demand.fixed + (asked - demand.fixed) / stretch }

  /// Requests in an hour that are allowed.
  package var limit: Double { pacing.budget }

  /// By what adaptive intervals are stretched, at least 1.
  package var stretch: Double { demand.stretch(within: limit) }

  /// - Parameter intervals: In hours, of the sources that share the budget.
  fileprivate mutating func share(_ intervals: [Double]) {
    turn = .hours(Demand.turn(of: intervals, within: demand.left(of: limit)))
  }

  fileprivate mutating func add(_ source: PlannedSource) {
    count += 1
    demand.add(Demand.Share(rate: source.rate, isFixed: source.source.interval != nil))
  }
}
