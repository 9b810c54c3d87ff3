import Alerting
import Detection
import FoundationEssentials
import Model
import Storage

/// A story with all that people ask of it, counted from its mentions.
struct StoryPortrait {
  let story: Story

  /// The id that was asked for, where that story became part of this one.
  let asked: Story.ID?

  /// The stories that became part of it.
  let parts: [Story.ID]

  /// The earliest first; no more than `mostMentions`.
  let mentions: [Mention]

  let headline: String

  /// Who speaks for themselves in it.
  let voices: Int

  /// By how often they tell it, the most first; the brand's own aside.
  let outlets: [(name: String, mentions: Int)]

  let copies: Int
  let serial: [SerialVoice]
  let trend: StoryTrend

  /// The first mention on each rung that was higher than those before.
  let climb: [Mention]

  /// What the brand itself said first, after the story began.
  let answer: Mention?

  /// Mentions of one story that are looked at one by one.
  static let mostMentions = 10_000

  /// - Returns: nil where there is no such story.
  init?(of id: Story.ID, in database: Database, at now: Date) throws {
    let current = try database.current(id)
    guard let story = try database.story(current) else { return nil }
    self.init(
      story, mentions: try database.mentions(ofStory: current, limit: Self.mostMentions),
      parts: try database.parts(of: current), asked: id == current ? nil : id, at: now)
  }

  init(
    _ story: Story, mentions: [Mention], parts: [Story.ID] = [], asked: Story.ID? = nil,
    at now: Date
  ) {
    self.story = story
    self.asked = asked
    self.parts = parts
    self.mentions = mentions
    headline = Headline.of(mentions)
    let told = mentions.filter { $0.rung != .own }
    voices = Set(told.filter(\.isVoice).map(\.voice)).count
    outlets = Dictionary(grouping: told, by: \.outlet)
      .map { (name: $0.key, mentions: $0.value.count) }
      .sorted { ($0.mentions, $1.name) > ($1.mentions, $0.name) }
    copies = told.count { $0.copyOf != nil }
    serial = SerialVoice.among(mentions)
    trend = StoryTrend(told.filter(\.isVoice), at: now)
    climb = told.reduce(into: []) { climb, mention in
      if climb.last.map({ mention.rung > $0.rung }) ?? true { climb.append(mention) }
    }
    let began = told.first?.at ?? .distantPast
    answer = mentions.first { $0.rung == .own && $0.at >= began }
  }

  /// Who said it first; the brand itself where nobody else did.
  var first: Mention? { climb.first ?? mentions.first }

  /// The id that people write as `S17`; nil for another word.
  static func id(_ word: String) -> Story.ID? {
    guard word.first == "S" || word.first == "s" else { return nil }
    return Story.ID(word.dropFirst())
  }
}

/// Whether more tell a story than before.
struct StoryTrend: Hashable {
  enum Direction: String { case rising, steady, falling, quiet }

  /// Voices within the last window, and within the one before.
  let recent: Int
  let before: Int

  static let window = Duration.hours(6)

  /// - Parameter told: mentions of voices.
  init(_ told: [Mention], at now: Date) {
    let begin = now - Self.window.seconds
    recent = Set(told.filter { $0.at > begin }.map(\.voice)).count
    before =
      Set(told.filter { $0.at <= begin && $0.at > begin - Self.window.seconds }.map(\.voice)).count
  }

  /// One voice more or less is no direction.
  var direction: Direction {
    if recent + before == 0 { return .quiet }
    if recent > before + 1 { return .rising }
    return before > recent + 1 ? .falling : .steady
  }

  var text: String {
    direction == .quiet
      ? "quiet"
      : "\(direction.rawValue) (\(Words.count(recent, "voice")) in 6 h, \(before) in the 6 h before)"
  }
}
