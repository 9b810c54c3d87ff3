import Alerting
import FoundationEssentials
import Model
import Polling

/// What would make a plan better, in sentences.
struct PlanAdvice {
  /// Of each kind of advice, so many.
  private static let most = 10

  /// A source that has published nothing for so long may be taken out.
  private static let deadAfter = Duration.hours(24 * 30)

  /// From so many polls a day without validators on, their cost is worth a word.
  private static let costlyRate = 12.0

  private let plan: PollPlan
  private let now: Date

  init(_ plan: PollPlan, at now: Date) {
    self.plan = plan
    self.now = now
  }

  var lines: [String] { spent + merged + dead + costly }

  /// Hosts that are asked for more than they may be.
  private var spent: [String] {
    let spent = plan.hosts.filter { $0.asked > $0.limit * 1.01 }
    return spent.prefix(Self.most).map { host in
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
      return asked + "; their intervals are stretched ×\(Words.number(host.stretch))"
    }
  }

  /// Addresses that differ in a list of forums alone, which one address can name.
  private var merged: [String] {
    var groups: [String: [PlannedSource]] = [:]
    for source in plan.sources {
      if let list = ForumList(source.source.url) { groups[list.frame, default: []].append(source) }
    }
    return groups.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.prefix(Self.most).map {
      let names = $0.value.map(\.source.id).joined(separator: ", ")
      let forums = $0.value.compactMap { ForumList($0.source.url) }.flatMap(\.forums)
      return "\(names) can be asked at once, \($0.value.count) times as often: "
        + ForumList(frame: $0.key, forums: forums).url
    }
  }

  private var dead: [String] {
    plan.sources.compactMap { source in
      guard let last = source.lastItem else { return nil }
      let silence = now.timeIntervalSince(last)
      guard silence > Self.deadAfter.seconds else { return nil }
      return "\(source.source.id) has had nothing new for \(Words.duration(silence)); is it dead?"
    }.prefix(Self.most).map(\.self)
  }

  private var costly: [String] {
    plan.sources.filter { $0.isConditional == false && $0.rate * 24 > Self.costlyRate }
      .prefix(Self.most).map {
        "\($0.source.id) does not tell what has changed: each of its "
          + "\(Words.number($0.rate * 24)) polls a day costs its server the whole document"
      }
  }
}

/// An address of Reddit that names forums between `/r/` and the next slash, joined by `+`.
struct ForumList {
  private static let mark = "\u{1}"

  var forums: [String]

  /// The address with a mark in the place of the forums.
  var frame: String

  init(frame: String, forums: [String]) {
    self.frame = frame
    self.forums = forums.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  init?(_ url: String) {
    guard let host = url.firstRange(of: "reddit.com/r/") else { return nil }
    let rest = url[host.upperBound...]
    guard let slash = rest.firstIndex(of: "/"), slash > rest.startIndex else { return nil }
    self.init(
      frame: url[..<host.upperBound] + Self.mark + rest[slash...],
      forums: rest[..<slash].split(separator: "+").map(String.init))
  }

  var url: String {
    frame.split(separator: Self.mark, omittingEmptySubsequences: false)
      .joined(separator: forums.joined(separator: "+"))
  }
}
