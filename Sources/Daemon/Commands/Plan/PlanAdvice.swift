import Alerting
import FoundationEssentials
import Model
import Polling

/// What would make a plan better, in sentences.
struct PlanAdvice {
  /// So many of each kind are shown to people; there may be thousands.
  private static let most = 10

  /// A source that has published nothing for so long may be taken out.
  private static let deadAfter = Duration.hours(24 * 30)

  /// From so many polls a day without validators on, their cost is worth a word.
  private static let costlyRate = 12.0

  /// So long something has to be known of a source that never had anything new.
  private static let unchangedAfter = Duration.hours(24 * 20)

  private let plan: PollPlan
  private let pacing: Pacing
  private let now: Date

  /// Those of the web: a file of this machine can be asked as often as one likes.
  private let sources: [PlannedSource]

  init(_ plan: PollPlan, _ pacing: Pacing, at now: Date) {
    self.plan = plan
    self.pacing = pacing
    self.now = now
    sources = plan.sources.filter { !plan.hosts[$0.host].isLocal }
  }

  /// By kind, the most pressing first.
  var kinds: [[String]] { [spent, twice, merged, missed, heldBack, dead, unchanged, costly] }

  /// What people are shown of it.
  static func excerpt(of kinds: [[String]]) -> [String] {
    kinds.flatMap { kind in
      let rest = kind.dropFirst(most).count
      return kind.prefix(most) + (rest > 0 ? ["and \(rest) more of that kind; --json has all"] : [])
    }
  }

  /// Hosts that are asked for more than they may be.
  private var spent: [String] {
    let spent = plan.hosts.filter { $0.asked > $0.limit * 1.01 }
    return spent.map { host in
      let asked =
        "\(host.name): its sources ask for \(Words.number(host.asked)) requests/h, "
        + "\(Words.number(host.limit)) are allowed"
      if host.wanted > host.pacing.capacity * 1.01 {
        return asked + "; the gap between requests lets no more through, so all of them come late. "
          + "Merge some or give them longer intervals"
      }
      if host.wanted > host.limit * 1.01 {
        return asked + "; the configured intervals alone go beyond. Lengthen them, or raise "
          + "polling.hosts.\(host.name).requests"
      }
      if host.turn > pacing.longest * 1.01 {
        return asked + "; the budget goes before polling.maximumInterval: each is asked every "
          + "\(Words.duration(host.turn.seconds)). Merge some, or raise "
          + "polling.hosts.\(host.name).requests"
      }
      return asked + "; their intervals are stretched ×\(Words.number(host.stretch))"
    }
  }

  /// Addresses that differ in a list of forums alone, which one address can name.
  private var merged: [String] {
    var groups: [String: [PlannedSource]] = [:]
    for source in sources {
      if let list = ForumList(source.source.url) { groups[list.frame, default: []].append(source) }
    }
    return groups.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map {
      let names = $0.value.map(\.source.id).joined(separator: ", ")
      let forums = $0.value.compactMap { ForumList($0.source.url) }.flatMap(\.forums)
      return "\(names) can be asked at once, \($0.value.count) times as often: "
        + ForumList(frame: $0.key, forums: forums).url
    }
  }

  /// Sources that are one feed, by address or by what they answered.
  private var twice: [String] {
    var first: [String: Source.ID] = [:]
    return sources.compactMap { source in
      let marks = [FeedAddress.key(source.url)] + (source.document.map { [$0] } ?? [])
      defer { for mark in marks where first[mark] == nil { first[mark] = source.source.id } }
      return marks.lazy.compactMap { first[$0] }.first.map {
        "\($0) and \(source.source.id) are one feed, which is asked for twice; take one out"
      }
    }
  }

  /// Sources that publish more between two polls than their document holds.
  private var missed: [String] {
    sources.compactMap { source in
      guard let window = source.window, let rate = source.itemsPerHour, window < source.interval
      else { return nil }
      return "\(source.source.id) publishes \(Words.number(rate)) items/h and shows those of "
        + "\(Words.duration(window.seconds)), but is polled every "
        + "\(Words.duration(source.interval.seconds)): some are missed. \(remedy(for: source))"
    }
  }

  private func remedy(for source: PlannedSource) -> String {
    if source.interval <= pacing.minimumInterval { return "Lower polling.minimumInterval" }
    if let own = source.source.interval, source.interval <= own { return "Shorten its interval" }
    let host = plan.hosts[source.host]
    if source.source.interval == nil, host.stretch > 1.01 {
      return "Raise polling.hosts.\(host.name).requests, or ask that host for less else"
    }
    return "Give it an interval, if its publisher lets you"
  }

  /// What a raised least interval costs.
  private var heldBack: [String] {
    let least = pacing.minimumInterval
    guard least > Pacing().minimumInterval else { return [] }
    let held = sources.filter {
      $0.source.interval == nil && $0.interval <= least
        && ($0.itemsPerHour ?? 0) * least.hours > 1
    }
    guard let example = held.first else { return [] }
    let others = held.count > 1 ? " and \(held.count - 1) more publish" : " publishes"
    return [
      "\(example.source.id)\(others) more often than once in \(Words.duration(least.seconds)), "
        + "which polling.minimumInterval makes them wait"
    ]
  }

  private var dead: [String] {
    sources.compactMap { source in
      guard let last = source.lastItem else { return nil }
      let silence = now.timeIntervalSince(last)
      guard silence > Self.deadAfter.seconds else { return nil }
      return "\(source.source.id) has had nothing new for \(Words.duration(silence)); is it dead?"
    }
  }

  /// Sources that have had nothing new for as long as they are known, and date nothing.
  private var unchanged: [String] {
    sources.filter { $0.lastItem == nil && $0.known.map { $0 > Self.unchangedAfter } ?? false }
      .map {
        "\($0.source.id) has never changed in "
          + "\(Words.duration(Self.unchangedAfter.seconds)) or more; is it the right address?"
      }
  }

  private var costly: [String] {
    sources.filter { $0.isConditional == false && $0.rate * 24 > Self.costlyRate }
      .map {
        "\($0.source.id) does not tell what has changed: each of its "
          + "\(Words.number($0.rate * 24)) polls a day costs its server the whole document"
      }
  }
}

extension PlannedSource {
  /// What tells its last document from all others; nil where it had no items: many searches answer
  /// the same when they find nothing.
  fileprivate var document: String? {
    lastItem == nil ? nil : bodyHash.map { "#\($0)" }
  }
}
