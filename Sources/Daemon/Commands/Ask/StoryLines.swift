import Alerting
import FoundationEssentials
import JSON
import Model

/// A story on two lines, and as JSON.
extension StoryPortrait {
  /// What it is called, and under it who said it first, how many tell it where, and how it goes on.
  var lines: String { "\(title)\n    \(summary)" }

  /// `S17 acme-air · baggage · “They lost my bag”`
  var title: String {
    let topic = story.topic.map { " · \(SafeText.line($0, limit: 40))" } ?? ""
    return "\(Story.name(of: story.id)) \(SafeText.line(story.brand, limit: 60))\(topic) · "
      + "“\(SafeText.line(headline, limit: 120))”"
  }

  private var summary: String {
    var parts: [String] = []
    if let first { parts.append("first \(Self.who(first)) \(first.at.utc)") }
    parts.append(count)
    if let low = climb.first?.rung, let high = climb.last?.rung {
      parts.append(low == high ? low.name : "\(low.name)→\(high.name)")
    }
    if let answered { parts.append(answered) }
    if !serial.isEmpty {
      parts.append("\(serial.count) serial \(serial.count == 1 ? "poster" : "posters")")
    }
    parts.append(trend.text)
    return parts.joined(separator: " · ")
  }

  /// `13 voices, 4 copies at 6 outlets`
  var count: String {
    "\(voices) \(voices == 1 ? "voice" : "voices"), \(copies) \(copies == 1 ? "copy" : "copies") "
      + "at \(outlets.count) \(outlets.count == 1 ? "outlet" : "outlets")"
  }

  /// `answered after 3 h`; nil where the brand said nothing.
  private var answered: String? {
    guard let answer, let first else { return nil }
    return "answered after \(Words.duration(answer.at.timeIntervalSince(first.at)))"
  }

  /// `@bob at reddit.com`
  static func who(_ mention: Mention) -> String {
    let author = mention.author.map { "\(SafeText.author($0, limit: 40)) " } ?? ""
    return "\(author)at \(SafeText.line(mention.outlet, limit: 60))"
  }

  /// The fields of the story, within an object that the caller has opened.
  func write(into writer: inout JSONWriter) {
    writer.field("story", Story.name(of: story.id))
    writer.field("brand", story.brand)
    writer.field("headline", SafeText.line(headline, limit: 200))
    writer.field("topic", story.topic)
    writer.key("first")
    if let first {
      writer.object { Self.write(first, into: &$0) }
    } else {
      writer.literal("null")
    }
    writer.field("latest", story.latest.utc)
    writer.field("mentions", story.mentions)
    writer.field("voices", voices)
    writer.field("copies", copies)
    writer.field("outlets", outlets.count)
    writer.field("rungs", [climb.first, climb.last].compactMap { $0?.rung.name })
    writer.field("answered", answer?.at.utc)
    writer.field("serialPosters", serial.count)
    writer.object("trend") {
      $0.field("direction", trend.direction.rawValue)
      $0.field("voices", trend.recent)
      $0.field("voicesBefore", trend.before)
      $0.field("hours", StoryTrend.window.hours, digits: 0)
    }
    writer.field("parts", parts.map(Story.name))
  }

  /// The fields of a mention, within an object that the caller has opened.
  static func write(_ mention: Mention, into writer: inout JSONWriter) {
    writer.field("at", mention.at.utc)
    writer.field("author", mention.author.map { SafeText.line($0, limit: 40) })
    writer.field("outlet", SafeText.line(mention.outlet, limit: 60))
    writer.field("rung", mention.rung.name)
    writer.field("quote", SafeText.line(mention.headline, limit: 200))
    writer.field("url", mention.url.flatMap { SafeText.link($0) })
  }
}
