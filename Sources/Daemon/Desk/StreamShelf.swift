import Alerting
import Detection
import FoundationEssentials
import Model

/// The velocity streams of all brands, and which of them must be saved.
///
/// A brand has one of its complaints, one of all its mentions, and one for each topic that somebody has
/// complained of: what is much for one cause is little among all complaints of a large brand.
struct StreamShelf: Sendable {
  private var streams: [StreamKey: VoiceStream] = [:]
  /// The topics of each brand that have a stream.
  private var topics: [Brand.ID: Set<String>] = [:]
  private var changed: Set<StreamKey> = []

  /// A brand that has been heard for less than this learns its whole past anew when some is added.
  static let learning = Duration.hours(72)

  /// Topics of a brand that have a stream; the lexicon has fewer, an operator's own may have more.
  private static let mostTopics = 32

  /// The names of archives that could not be read, though this version of the program wrote them.
  private(set) var damaged: [String] = []

  /// - Parameter archives: what `save` gave, by name. A stream that cannot be read, or is of another
  ///   version of the program, learns its past anew from the mentions.
  init(_ archives: [String: [UInt8]]) {
    for (name, archive) in archives {
      guard let key = StreamKey(name: name) else { continue }
      do {
        streams[key] = try VoiceStream(archive: archive)
        if case .topic(let topic) = key.subject { topics[key.brand, default: []].insert(topic) }
      } catch {
        if error == .damaged { damaged.append(name) }
      }
    }
    damaged.sort()
    for brand in topics.keys { shareAmongTopics(of: brand) }
  }

  /// Counts a mention, if it is a voice.
  mutating func note(_ mention: Mention) {
    guard mention.isVoice else { return }
    for subject in mention.subjects {
      guard open(subject, of: mention.brand, at: mention.seen) else { continue }
      change(StreamKey(mention.brand, subject)) { stream in
        if mention.isNews {
          stream.note(voice: mention.voice, at: mention.at, seen: mention.seen)
        } else {
          stream.learn(voice: mention.voice, at: mention.at)
        }
      }
    }
  }

  /// Sees to it that there is a stream; false where the brand has too many. A topic that nobody
  /// complained of was listened for all the same.
  private mutating func open(_ subject: Subject, of brand: Brand.ID, at now: Date) -> Bool {
    guard case .topic(let topic) = subject, !(topics[brand]?.contains(topic) ?? false) else {
      return true
    }
    guard topics[brand, default: []].count < Self.mostTopics else { return false }
    topics[brand, default: []].insert(topic)
    var stream = VoiceStream()
    stream.advance(to: now - learned(StreamKey(brand, .all)).seconds)
    streams[StreamKey(brand, subject)] = stream
    shareAmongTopics(of: brand)
    return true
  }

  private mutating func shareAmongTopics(of brand: Brand.ID) {
    let names = topics[brand] ?? []
    for name in names { streams[StreamKey(brand, .topic(name))]?.companions = names.count }
  }

  /// Whether a brand is so young that it learns its past anew.
  func isLearning(_ brand: Brand.ID) -> Bool {
    [.complaints, .all].contains { learned(StreamKey(brand, $0)) < Self.learning }
  }

  /// Learns a young brand's past anew from its mentions, in the order of their moments.
  ///
  /// What is not news and younger than a day only raises the level: a source that shows the last
  /// three hours would else look like a rise that began three hours ago.
  mutating func relearn(_ brand: Brand.ID, from mentions: [Mention], at now: Date) {
    var voices: [Subject: [Mention]] = [:]
    for mention in mentions where mention.isVoice {
      for subject in mention.subjects { voices[subject, default: []].append(mention) }
    }
    let isPast = { (mention: Mention) in mention.at < now - Desk.lateness.seconds }
    for subject in subjects(of: brand, and: voices.keys) {
      guard learned(StreamKey(brand, subject)) < Self.learning,
        open(subject, of: brand, at: now)
      else { continue }
      change(StreamKey(brand, subject)) { stream in
        let companions = stream.companions
        stream = VoiceStream()
        stream.companions = companions
        // Who heard mentions and no complaints was listening for complaints too.
        if let first = mentions.first?.at { stream.advance(to: min(first, now)) }
        let told = voices[subject] ?? []
        for mention in told where mention.isNews || isPast(mention) {
          stream.note(voice: mention.voice, at: mention.at, seen: mention.at)
        }
        for mention in told where !mention.isNews && !isPast(mention) {
          stream.learn(voice: mention.voice, at: mention.at)
        }
      }
    }
  }

  /// The brand's velocity, after time has passed until `now`. That time passes is not worth saving: a
  /// start lets it pass again.
  mutating func velocity(of brand: Brand.ID, _ subject: Subject, at now: Date) -> Velocity {
    let key = StreamKey(brand, subject)
    if streams.index(forKey: key) == nil { changed.insert(key) }
    return Self.velocity(of: &streams[key, default: VoiceStream()], at: now)
  }

  /// The topic among those told whose voices are the most unusual; by name among equals, so that the
  /// same mentions always give the same answer.
  mutating func fastestTopic(
    among mentions: [Mention], of brand: Brand.ID, at now: Date
  ) -> (name: String, velocity: Velocity)? {
    var fastest: (name: String, velocity: Velocity)?
    for topic in Set(mentions.filter(\.isNews).compactMap(\.topic)).sorted() {
      guard topics[brand]?.contains(topic) ?? false else { continue }
      let velocity = velocity(of: brand, .topic(topic), at: now)
      guard velocity.returnHours > fastest?.velocity.returnHours ?? 0 else { continue }
      fastest = (topic, velocity)
    }
    return fastest
  }

  /// In its place: a stream is more than a thousand bytes, and to read it out of a table copies them.
  private static func velocity(of stream: inout VoiceStream, at now: Date) -> Velocity {
    stream.advance(to: now)
    return stream.velocity(at: now)
  }

  /// A share of a brand's voices could not be seen between two moments.
  mutating func lose(_ share: Double, of brand: Brand.ID, from: Date, to: Date) {
    for subject in subjects(of: brand) where streams[StreamKey(brand, subject)] != nil {
      change(StreamKey(brand, subject)) { $0.lose(share, from: from, to: to) }
    }
  }

  /// What was lost was found afterwards: the voices that there were have been counted.
  mutating func regain(_ share: Double, of brand: Brand.ID, from: Date, to: Date) {
    for subject in subjects(of: brand) where streams[StreamKey(brand, subject)] != nil {
      change(StreamKey(brand, subject)) { $0.regain(share, from: from, to: to) }
    }
  }

  /// The silence of a brand, see `VoiceStream.silence`.
  func silence(of brand: Brand.ID, at now: Date) -> Velocity? {
    streams[StreamKey(brand, .all)]?.silence(at: now)
  }

  /// What the voices of the last `window` say of those to come.
  func growth(
    of brand: Brand.ID, _ subject: Subject, within window: Duration, at now: Date
  ) -> Growth? {
    streams[StreamKey(brand, subject)]?.growth(within: window, at: now)
  }

  /// All that a stream knows, to prove an alert by.
  func archive(of brand: Brand.ID, _ subject: Subject) -> [UInt8]? {
    streams[StreamKey(brand, subject)]?.archive
  }

  /// Voices of a stream after one moment and not after another, as far as it remembers.
  func voices(
    of brand: Brand.ID, _ subject: Subject, after start: Date, through end: Date
  ) -> Int {
    streams[StreamKey(brand, subject)]?.voices(after: start, through: end) ?? 0
  }

  /// Hands out all that changed since the last time, in the order of names.
  mutating func save(_ write: (String, [UInt8]) throws -> Void) rethrows {
    let named = changed.map { (name: $0.name, key: $0) }.sorted { $0.name < $1.name }
    for (name, key) in named { try write(name, streams[key]!.archive) }  // Changed: there.
    changed.removeAll(keepingCapacity: true)
  }

  /// All mentions and all complaints of a brand, its topics, and others that are told of.
  private func subjects(
    of brand: Brand.ID, and others: some Sequence<Subject> = []
  ) -> [Subject] {
    var topics = self.topics[brand] ?? []
    for case .topic(let topic) in others { topics.insert(topic) }
    return [.all, .complaints] + topics.sorted().map(Subject.topic)
  }

  private func learned(_ key: StreamKey) -> Duration { streams[key]?.learned ?? .zero }

  private mutating func change<Result>(
    _ key: StreamKey, _ body: (inout VoiceStream) -> Result
  ) -> Result {
    changed.insert(key)
    return body(&streams[key, default: VoiceStream()])
  }
}

extension Mention {
  /// What it is complained of in it before all else; nil where it is no complaint.
  var topic: String? { complaint.isComplaint ? complaint.topics.first : nil }

  /// The streams that it is a voice of.
  fileprivate var subjects: [Subject] {
    guard complaint.isComplaint else { return [.all] }
    return [.complaints, .all] + (topic.map { [.topic($0)] } ?? [])
  }
}
