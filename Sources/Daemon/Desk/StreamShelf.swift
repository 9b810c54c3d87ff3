import Detection
import FoundationEssentials
import Model

/// The velocity streams of all brands, and which of them must be saved.
struct StreamShelf: Sendable {
  private var streams: [String: VoiceStream] = [:]
  private var changed: Set<String> = []

  /// What a stream of a brand counts.
  enum Kind: String, CaseIterable, Sendable {
    case complaints, all
  }

  /// A brand that has been heard for less than this learns its whole past anew when some is added.
  static let learning = Duration.hours(72)

  /// - Parameter archives: what `save` gave, by name.
  init(_ archives: [String: [UInt8]]) throws {
    for (name, archive) in archives {
      do {
        streams[name] = try VoiceStream(archive: archive)
      } catch .unknownVersion {
        // Of another version of the program: such a stream learns its past anew from the mentions.
      }
    }
  }

  /// Counts a mention, if it is a voice.
  mutating func note(_ mention: Mention) {
    guard mention.isVoice else { return }
    for kind in Self.kinds(of: mention) {
      change(mention.brand, kind) { stream in
        if mention.isNews {
          stream.note(voice: mention.voice, at: mention.at, seen: mention.seen)
        } else {
          stream.learn(voice: mention.voice, at: mention.at)
        }
      }
    }
  }

  /// Whether a brand is so young that it learns its past anew.
  func isLearning(_ brand: Brand.ID) -> Bool {
    Kind.allCases.contains { learned(brand, $0) < Self.learning }
  }

  /// Learns a young brand's past anew from its mentions, in the order of their moments.
  ///
  /// What is not news and younger than a day only raises the level: a source that shows the last
  /// three hours would else look like a rise that began three hours ago.
  mutating func relearn(_ brand: Brand.ID, from mentions: [Mention], at now: Date) {
    for kind in Kind.allCases where learned(brand, kind) < Self.learning {
      change(brand, kind) { stream in
        stream = VoiceStream()
        // Who heard mentions and no complaints was listening for complaints too.
        if let first = mentions.first?.at { stream.advance(to: min(first, now)) }
        let voices = mentions.filter { $0.isVoice && Self.kinds(of: $0).contains(kind) }
        let isPast = { (mention: Mention) in mention.at < now - Desk.lateness.seconds }
        for mention in voices where mention.isNews || isPast(mention) {
          stream.note(voice: mention.voice, at: mention.at, seen: mention.at)
        }
        for mention in voices where !mention.isNews && !isPast(mention) {
          stream.learn(voice: mention.voice, at: mention.at)
        }
      }
    }
  }

  /// The brand's velocity, after time has passed until `now`. That time passes is not worth saving: a
  /// start lets it pass again.
  mutating func velocity(of brand: Brand.ID, _ kind: Kind, at now: Date) -> Velocity {
    let name = Self.name(brand, kind)
    if streams.index(forKey: name) == nil { changed.insert(name) }
    return Self.velocity(of: &streams[name, default: VoiceStream()], at: now)
  }

  /// In its place: a stream is more than a thousand bytes, and to read it out of a table copies them.
  private static func velocity(of stream: inout VoiceStream, at now: Date) -> Velocity {
    stream.advance(to: now)
    return stream.velocity(at: now)
  }

  /// A share of a brand's voices could not be seen between two moments.
  mutating func lose(_ share: Double, of brand: Brand.ID, from: Date, to: Date) {
    for kind in Kind.allCases where streams[Self.name(brand, kind)] != nil {
      change(brand, kind) { $0.lose(share, from: from, to: to) }
    }
  }

  /// What was lost was found afterwards: the voices that there were have been counted.
  mutating func regain(_ share: Double, of brand: Brand.ID, from: Date, to: Date) {
    for kind in Kind.allCases where streams[Self.name(brand, kind)] != nil {
      change(brand, kind) { $0.regain(share, from: from, to: to) }
    }
  }

  /// The silence of a brand, see `VoiceStream.silence`.
  func silence(of brand: Brand.ID, at now: Date) -> Velocity? {
    streams[Self.name(brand, .all)]?.silence(at: now)
  }

  /// What the voices of the last `window` say of those to come.
  func growth(
    of brand: Brand.ID, _ kind: Kind, within window: Duration, at now: Date
  ) -> Growth? {
    streams[Self.name(brand, kind)]?.growth(within: window, at: now)
  }

  /// All that a stream knows, to prove an alert by.
  func archive(of brand: Brand.ID, _ kind: Kind) -> [UInt8]? {
    streams[Self.name(brand, kind)]?.archive
  }

  /// Voices of a stream after one moment and not after another, as far as it remembers.
  func voices(of brand: Brand.ID, _ kind: Kind, after start: Date, through end: Date) -> Int {
    streams[Self.name(brand, kind)]?.voices(after: start, through: end) ?? 0
  }

  /// Hands out all that changed since the last time, in the order of names.
  mutating func save(_ write: (String, [UInt8]) throws -> Void) rethrows {
    for name in changed.sorted() { try write(name, streams[name]!.archive) }  // Changed: there.
    changed.removeAll(keepingCapacity: true)
  }

  private static func kinds(of mention: Mention) -> [Kind] {
    mention.complaint.isComplaint ? [.complaints, .all] : [.all]
  }

  private func learned(_ brand: Brand.ID, _ kind: Kind) -> Duration {
    streams[Self.name(brand, kind)]?.learned ?? .zero
  }

  private mutating func change<Result>(
    _ brand: Brand.ID, _ kind: Kind, _ body: (inout VoiceStream) -> Result
  ) -> Result {
    let name = Self.name(brand, kind)
    changed.insert(name)
    return body(&streams[name, default: VoiceStream()])
  }

  private static func name(_ brand: Brand.ID, _ kind: Kind) -> String {
    "\(kind.rawValue)/\(brand)"
  }
}
