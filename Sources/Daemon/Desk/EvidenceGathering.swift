import Alerting
import Detection
import FoundationEssentials
import Model

extension Evidence {
  /// Counts what was seen within a window that ends at `now`.
  ///
  /// - Parameters:
  ///   - mentions: the brand's mentions of the last day, which the window lies within.
  ///   - subject: whose voices the alert is about, as its velocity counts them.
  static func gathered(
    from mentions: [Mention], of subject: Subject, window: Duration, at now: Date,
    blind: [Blindness]
  ) -> Evidence {
    let voiced = mentions.filter { $0.rung != .own }
    let inside = voiced.filter { $0.at > now - window.seconds }
    let originals = inside.filter(\.isVoice)
    let complaints = originals.filter(\.complaint.isComplaint)

    var evidence = Evidence()
    evidence.blind = blind
    evidence.mentions = inside.count
    evidence.copies = inside.count { $0.copyOf != nil }
    evidence.serial = SerialVoice.among(inside).count
    evidence.complaints = complaints.count
    let told =
      switch subject {
      case .all: originals
      case .complaints: complaints
      case .topic(let topic): complaints.filter { $0.topic == topic }
      }
    evidence.voices = Set(told.map(\.voice)).count
    let about = subject == .all ? complaints : told
    let topics = ranked(firstOfEachVoice(about).compactMap(\.topic))
    evidence.topic = topics.first?.value
    evidence.topicCount = topics.first?.count ?? 0
    evidence.terms = ranked(inside.flatMap { $0.words })
      .prefix(10).map(\.value)
    if let lowest = inside.map(\.rung).min(), let highest = inside.map(\.rung).max() {
      evidence.rungs = lowest...highest
    }

    let story = ranked(told.map(\.story)).first.flatMap { $0.count > 1 ? $0.value : nil }
    evidence.story = story
    // The story may have begun before the window: its first mention is what people look for.
    let chronicle = (story.map { story in voiced.filter { $0.story == story } } ?? told)
      .sorted { ($0.at, $0.id) < ($1.at, $1.id) }
    evidence.first = chronicle.first.map(Witness.init)
    evidence.headline = story.map { story in
      Headline.of(mentions.filter { $0.story == story }.sorted { ($0.at, $0.id) < ($1.at, $1.id) })
    }
    evidence.answered = answer(to: chronicle, among: mentions)
    evidence.top = told.sorted {
      ($0.rung, $0.complaint.score, -$0.id) > ($1.rung, $1.complaint.score, -$1.id)
    }.prefix(3).map(Witness.init)
    return evidence
  }

  /// What one voice says in many posts is one complaint.
  private static func firstOfEachVoice(_ mentions: [Mention]) -> [Mention] {
    var heard: Set<UInt64> = []
    return mentions.filter { heard.insert($0.voice).inserted }
  }

  /// When the brand first spoke itself in the stories that are told, after they began.
  private static func answer(to told: [Mention], among mentions: [Mention]) -> Date? {
    guard let began = told.first?.at else { return nil }
    let stories = Set(told.map(\.story))
    return mentions.filter { $0.rung == .own && $0.at >= began && stories.contains($0.story) }
      .map(\.at).min()
  }

  /// The values by how often they stand there, the most frequent first; among equals the earliest.
  private static func ranked<Value: Hashable>(
    _ values: some Sequence<Value>
  ) -> [(value: Value, count: Int)] {
    var counts: [Value: (count: Int, first: Int)] = [:]
    for (place, value) in values.enumerated() {
      counts[value, default: (count: 0, first: place)].count += 1
    }
    return counts.sorted { ($0.value.count, -$0.value.first) > ($1.value.count, -$1.value.first) }
      .map { (value: $0.key, count: $0.value.count) }
  }
}

extension Witness {
  init(_ mention: Mention) {
    self.init(
      mention: mention.id, author: mention.author, outlet: mention.outlet, at: mention.at,
      quote: mention.headline, url: mention.url)
  }
}

extension Mention {
  /// The words that were found in it, brand and complaint alike, each once.
  fileprivate var words: [String] {
    (matched + complaint.terms).reduce(into: []) { words, word in
      if !words.contains(word) { words.append(word) }
    }
  }
}
