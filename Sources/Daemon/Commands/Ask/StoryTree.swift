import Alerting
import Detection
import FoundationEssentials
import JSON
import Model

/// A story from its first mention on: who copied it where, how it climbed, who answered.
struct StoryTree {
  private let portrait: StoryPortrait

  /// What was copied, by the mention that was first.
  private let copies: [Mention.ID: [Mention]]

  /// Mentions and outlets that are shown to people; all that are more are counted.
  private static let mostShown = 25
  private static let mostOutlets = 8

  init(_ portrait: StoryPortrait) {
    self.portrait = portrait
    copies = Dictionary(grouping: portrait.mentions.filter { $0.copyOf != nil }) { $0.copyOf ?? 0 }
  }

  /// What somebody said for the first time, and the brand's answers.
  private var branches: [Mention] {
    portrait.mentions.filter { $0.copyOf == nil && $0.repeats == nil }
  }

  var text: String {
    var lines: [String] = []
    let name = Story.name(of: portrait.story.id)
    if let asked = portrait.asked {
      lines.append("\(Story.name(of: asked)) turned out to be one with the older \(name)")
    }
    lines.append(portrait.title)
    lines.append("  counted    \(portrait.count), \(portrait.trend.text)")
    if !portrait.parts.isEmpty {
      lines.append("  joined     \(portrait.parts.map(Story.name).joined(separator: ", "))")
    }
    let steps = portrait.climb.map {
      "\($0.rung.name) at \(SafeText.line($0.outlet, limit: 60)) \($0.at.utc)"
    }
    if steps.count > 1 { lines.append("  climbed    \(steps.joined(separator: " → "))") }
    if let answer = portrait.answer {
      lines.append("  answered   \(IncidentProof.quote(Witness(answer)))")
    }
    lines.append("  outlets    \(counted(portrait.outlets))")
    lines += portrait.serial.map {
      "  serial     \(SafeText.author($0.author, limit: 40)) at \(SafeText.line($0.outlet, limit: 60)): "
        + "\($0.posts) posts, \($0.alike) of them alike"
    }
    let branches = branches
    for (place, mention) in branches.prefix(Self.mostShown).enumerated() {
      lines.append(
        "  \(place == 0 ? "first    " : "then     ")  \(IncidentProof.quote(Witness(mention)))")
      if let copies = copies[mention.id] { lines.append("             └ \(copied(copies))") }
    }
    if branches.count > Self.mostShown {
      lines.append("  and \(branches.count - Self.mostShown) more; --json shows all")
    }
    return lines.joined(separator: "\n")
  }

  /// `copied 4 times until 2026-11-22T11:30:00Z: x.com ×3, blog.example`
  private func copied(_ copies: [Mention]) -> String {
    let outlets = Dictionary(grouping: copies, by: \.outlet)
      .map { (name: $0.key, mentions: $0.value.count) }
      .sorted { ($0.mentions, $1.name) > ($1.mentions, $0.name) }
    let times = copies.count == 1 ? "once" : "\(copies.count) times until"
    return "copied \(times) \(copies.map(\.at).max()?.utc ?? ""): \(counted(outlets))"
  }

  private func counted(_ outlets: [(name: String, mentions: Int)]) -> String {
    let shown = outlets.prefix(Self.mostOutlets).map {
      SafeText.line($0.name, limit: 60) + ($0.mentions > 1 ? " ×\($0.mentions)" : "")
    }
    let more = outlets.count - shown.count
    return shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }

  var json: String {
    var writer = JSONWriter()
    writer.object {
      portrait.write(into: &$0)
      $0.array("climb") {
        for mention in portrait.climb { $0.object { StoryPortrait.write(mention, into: &$0) } }
      }
      $0.array("byOutlet") {
        for (name, count) in portrait.outlets {
          $0.object {
            $0.field("outlet", SafeText.line(name, limit: 60))
            $0.field("mentions", count)
          }
        }
      }
      $0.array("serial") {
        for voice in portrait.serial {
          $0.object {
            $0.field("author", SafeText.line(voice.author, limit: 40))
            $0.field("outlet", SafeText.line(voice.outlet, limit: 60))
            $0.field("posts", voice.posts)
            $0.field("alike", voice.alike)
          }
        }
      }
      $0.array("tree") {
        for mention in branches {
          $0.object {
            StoryPortrait.write(mention, into: &$0)
            $0.array("copies") {
              for copy in copies[mention.id] ?? [] {
                $0.object { StoryPortrait.write(copy, into: &$0) }
              }
            }
          }
        }
      }
    }
    return writer.text
  }
}
