import Alerting
import Detection
import FoundationEssentials
import Model
import Polling
import Storage

/// What a run is meant for.
enum RunKind: String, Sendable {
  /// To go on until a signal ends it.
  case lasting
  /// To look once and to end, and to come again by the clock.
  case single
}

/// Not seen is not calm: the streams of each brand learn which share of its voices could be observed.
extension Desk {
  /// Nobody watched while the program was down, unless it is run by the clock as often as a source
  /// may be polled.
  static func noteDowntime(from last: Date, to now: Date, in database: Database) throws {
    let wasSingle = try database.fact(.lastRun) == RunKind.single.rawValue
    let bearable = wasSingle ? longestRhythm : shortestDowntime
    try database.transaction {
      // Should this run not come to its end, it was none of that kind.
      if wasSingle { try database.save(RunKind.lasting.rawValue, as: .lastRun) }
      guard now.timeIntervalSince(last) >= bearable.seconds else { return }
      try database.insert(
        Gap(source: nil, began: last, ended: now, cause: "not running", isMadeGood: false))
    }
  }

  /// A restart is no gap worth a row.
  private static let shortestDowntime = Duration.seconds(60)

  /// A run each hour, with a little for its start, is the rhythm of `Pacing.adaptiveCeiling`.
  private static let longestRhythm = Duration.minutes(65)

  /// Takes from the streams what could not be seen since the last tick.
  func updateSight(at now: Date) throws {
    if now.hoursSince1970 > lastTick.hoursSince1970 {
      sight.weigh(try database.voiceCounts(since: now - Sight.memory.seconds))
    }
    sight.look(
      schedule.blind(at: now), of: configuration.brands.map(\.brand.id),
      among: configuration.sources.map(\.source))
    for brand in listening.brands {
      let lost = 1 - sight.share(of: brand.brand.id)
      if lost >= Self.leastLoss { streams.lose(lost, of: brand.brand.id, from: lastTick, to: now) }
    }
  }

  /// A share that no count would show; to note it would save the streams at each tick.
  private static let leastLoss = 0.01

  /// After an answer: gives back to the streams what was found late, takes what was lost for good,
  /// and notes the gap.
  func regainSight(
    of source: Source.ID, _ outcome: PollOutcome, gap: Gap?, at now: Date
  ) throws {
    if let gap { try database.insert(gap) }
    guard outcome.isAnswer else { return }
    let isLost = gap.map { !$0.isMadeGood } ?? false
    if let since = sight.see(source) {
      // Later than that a voice cannot be put in its place any more.
      let from = max(isLost ? gap?.ended ?? since : since, now - Self.lateness.seconds)
      for brand in listening.brands {
        streams.regain(
          sight.weight(of: source, for: brand.brand.id), of: brand.brand.id, from: from, to: now)
      }
    } else if isLost, let gap {
      for brand in listening.brands {
        streams.lose(
          sight.weight(of: source, for: brand.brand.id), of: brand.brand.id, from: gap.began,
          to: gap.ended)
      }
    }
  }

  /// Lets the sources that carry open incidents and complaints that rise be polled more often, those
  /// that carry most first: the counts of a thread are told where its source shows it again.
  func surgeWithRises(at now: Date) throws {
    let open = incidents.open
    var carried = reach.risingSources(at: now)
    guard !open.isEmpty || !carried.isEmpty || isSurging else { return }
    isSurging = !open.isEmpty || !carried.isEmpty
    for incident in open {
      let counts = try database.voiceCounts(since: incident.opened - Self.leadOfIncidents.seconds)
      carried.merge(counts[incident.brand] ?? [:], uniquingKeysWith: +)
    }
    let sources = carried.filter { watchedSource($0.key)?.source.surges == true }
      .sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map(\.key)
    schedule.surge(sources, at: now)
    let names = sources.prefix(configuration.polling.pacing.surgeSources).joined(separator: "\n")
    if try database.fact(.surge) ?? "" != names { try database.save(names, as: .surge) }
  }

  /// A burst has begun before it is an incident.
  private static let leadOfIncidents = Duration.hours(3)
}
