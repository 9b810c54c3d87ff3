import Alerting
import Detection
import FoundationEssentials
import Model
import Polling
import Storage

/// The one owner of all changing state, and of the database.
///
/// Its methods never `await`: each decides and saves in one transaction, so that memory and disk move
/// together and a crash at any instant loses nothing and repeats nothing. When a transaction fails,
/// memory may be ahead of the disk: the caller ends the program, and the next start reads the disk.
actor Desk {
  private let executor = DeskExecutor()
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  let database: Database
  var configuration: Configuration {
    didSet { places = Self.places(in: configuration) }
  }
  /// Where the sources stand in the configuration.
  private var places: [Source.ID: Int]
  var listening: Listening
  var schedule: Schedule
  var streams: StreamShelf
  var stories: StoryBook
  var storyPace = StoryPace()
  var reach: ReachShelf
  /// Who told the brands before.
  var contacts = MetContacts()

  /// What the stories still lack of what was known at the start; nil once nothing.
  var restoration: StoryRestoration?

  /// The highest rung that a complaint's story of each brand has reached since the last look.
  var climbs: [Brand.ID: Rung] = [:]
  var incidents: IncidentBook

  /// Receivers that a notification is on its way to: one at a time each, so that order is kept.
  var busyReceivers: Set<Receiver.ID> = []

  /// The id for the next mention; given here rather than by the database, because the story and the
  /// copies of a mention are decided before it is written.
  var nextMention: Mention.ID

  /// Sources that have answered at least once: what they bring from now on is news.
  var heardSources: Set<Source.ID>

  /// Brands to whose past a source's first answer has added, see `learnHistory`. At the start all:
  /// the program may have ended before they learned it.
  var brandsWithHistory: Set<Brand.ID>

  /// Brands for which what is known already has not been looked at.
  var newBrands = NewBrands()
  /// What was last noted of what brands are searched for.
  var savedSearches: PastSearches?
  /// What share of each brand's voices could be seen.
  var sight: Sight

  /// When polls are looked for next, as the engine was told.
  var nextPolls: Date?

  /// Whether sources are polled more often for the sake of incidents and threads that rise.
  var isSurging = false

  /// Undelivered alerts that were dropped at the last look at the configuration, by receiver.
  var droppedNotifications: [Receiver.ID: Int]

  /// What was lost of each source's last document, where anything was.
  private var losses: [Source.ID: String] = [:]

  /// Sources whose last document had nothing of the one before.
  var overrunning: Set<Source.ID> = []

  /// By how much the clock was set back while nothing ran; nil once that is told.
  var setBackBeforeStart: Duration?

  /// When time last passed here, or the start.
  var lastTick: Date

  /// What was counted since the start.
  var totals = Totals()

  /// How long a text is remembered to know its copies by.
  static let copyWindow = Duration.hours(24 * 14)

  /// Reads everything back from the database.
  init(_ configuration: Configuration, database: Database, at now: Date) throws {
    self.database = database
    self.configuration = configuration
    places = Self.places(in: configuration)
    lastTick = now
    listening = try Listening(configuration)
    let states = try database.pollStates()
    let lastTime = try database.fact(.lastTick).flatMap { Date(utc: $0) }
    var schedule = Schedule(
      configuration.sources.map(\.source), states: states,
      hosts: try database.hostStates(), pacing: configuration.polling.pacing, at: now)
    setBackBeforeStart = lastTime.flatMap { Self.setBack(since: $0, at: now) }
    if let step = setBackBeforeStart {
      try database.transaction { try Self.setBack(by: step, &schedule, database, at: now) }
    }
    self.schedule = schedule
    var streams = StreamShelf(try database.streams())
    incidents = IncidentBook(
      rules: configuration.rules, incidents: try Self.latestIncidents(database),
      nextID: try database.nextID(of: .incident))
    nextMention = try database.nextID(of: .mention)
    heardSources = Set(
      configuration.sources.map(\.source).filter { source in
        states[source.id].map { $0.lastSuccess != nil && $0.fits(source) } ?? false
      }.map(\.id))
    droppedNotifications = try Self.dropOrphans(configuration, database)
    brandsWithHistory = Set(configuration.brands.map(\.brand.id))
    for brand in try Self.newlySearched(configuration.brands.map(\.brand), in: database) {
      newBrands.add(brand.id, toLookAt: heardSources)
    }
    stories = StoryBook()
    restoration = try StoryRestoration(database, since: now - Self.copyWindow.seconds, at: now)
    reach = try Self.usualReach(in: database, since: now - ReachScale.memory.seconds)
    // The streams were saved at the last tick; what came in after it is taken in again.
    let saved = try database.fact(.streamsThrough).flatMap { Mention.ID($0) } ?? 0
    try database.forEachMention(after: saved) { mention in streams.note(mention) }
    sight = Sight(counts: try database.voiceCounts(since: now - Sight.memory.seconds))
    if let last = lastTime, now > last {
      for brand in configuration.brands { streams.lose(1, of: brand.brand.id, from: last, to: now) }
      let since = heardSources.map { ($0, min(states[$0]?.blindSince ?? last, last)) }
      sight.startBlind(
        Dictionary(uniqueKeysWithValues: since), of: configuration.brands.map(\.brand.id),
        among: configuration.sources.map(\.source))
      try Self.noteDowntime(from: last, to: now, in: database)
    }
    self.streams = streams
  }

  private static func places(in configuration: Configuration) -> [Source.ID: Int] {
    var places: [Source.ID: Int] = [:]
    places.reserveCapacity(configuration.sources.count)
    for (place, watched) in configuration.sources.enumerated() {
      places[watched.source.id] = places[watched.source.id] ?? place
    }
    return places
  }

  /// A source of the configuration; nil where there is none of that name.
  func watchedSource(_ name: Source.ID) -> WatchedSource? {
    places[name].map { configuration.sources[$0] }
  }

  /// The open incident of each brand, else the last resolved one.
  private static func latestIncidents(_ database: Database) throws -> [Incident] {
    var latest: [Brand.ID: Incident] = [:]
    // The newest first: what comes first for a brand stays.
    for incident in try database.openIncidents() + database.incidents(limit: 1000)
    where latest[incident.brand] == nil {
      latest[incident.brand] = incident
    }
    return latest.values.sorted { $0.id < $1.id }
  }

  /// Notes what was lost of a source's document; whether that differs from the last one's.
  func isNew(loss: String?, of source: Source.ID) -> Bool {
    defer { losses[source] = loss }
    return losses[source] != loss
  }
}
