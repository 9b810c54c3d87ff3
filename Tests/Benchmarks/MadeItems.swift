import FoundationEssentials
import JSON
import Model

/// Items as many sources bring them: one in ten is an item again, two in ten are copies by other
/// authors, and some name what is searched for.
struct MadeItems {
  private(set) var items: [Item] = []

  /// How many of `items` hold one of the phrases.
  private(set) var planted = 0

  private var prose: Prose
  let phrases: [String]
  private let share: Int

  /// Of so many last items the next may be a repetition.
  private static let memory = 500
  private static let secondsBetween = 60.0

  /// - Parameters:
  ///   - phrases: what every `share`th new item names one of.
  init(_ count: Int, phrases: [String], oneIn share: Int, seed: UInt64 = 2) {
    prose = Prose(seed: seed)
    self.phrases = phrases
    self.share = share
    items.reserveCapacity(count)
    var names: Set<Int> = []
    for number in 0..<count {
      let choice = number == 0 ? 9 : prose.chance.number(below: 10)
      var item = fresh(number)
      var namesPhrase = false
      if choice < 3 {
        let earlier = number - 1 - prose.chance.number(below: min(number, Self.memory))
        namesPhrase = names.contains(earlier)
        item.title = items[earlier].title
        item.text = items[earlier].text
        if choice == 0 {
          item.url = items[earlier].url
          item.guid = items[earlier].guid
          item.author = items[earlier].author
        }
      } else if prose.chance.number(below: share) == 0 {
        namesPhrase = true
        item.text += " " + phrases[prose.chance.number(below: phrases.count)] + "."
      }
      if namesPhrase {
        names.insert(number)
        planted += 1
      }
      items.append(item)
    }
  }

  private mutating func fresh(_ number: Int) -> Item {
    let outlet = "site-\(prose.chance.number(below: 300)).example"
    return Item(
      guid: "g\(number)", url: "https://\(outlet)/2026/\(number)?utm_medium=rss",
      title: prose.title(), text: prose.text(words: 15 + prose.chance.number(below: 60)),
      author: "user \(prose.chance.number(below: 20_000))",
      published: Post.firstMoment + Double(number) * Self.secondsBetween, outlet: outlet)
  }

  /// Bytes of all titles and texts.
  var size: Int { items.reduce(0) { $0 + $1.title.utf8.count + $1.text.utf8.count } }

  /// As `replay` reads them.
  var jsonLines: [UInt8] {
    var lines: [UInt8] = []
    for (number, item) in items.enumerated() {
      var writer = JSONWriter()
      writer.object {
        $0.field("id", item.guid)
        $0.field("source", "source-\(number % 50)")
        $0.field("outlet", item.outlet)
        $0.field("author", item.author)
        $0.field("url", item.url)
        $0.field("title", item.title)
        $0.field("text", item.text)
        $0.field("published", item.published?.utc)
      }
      lines += writer.bytes
      lines.append(0x0A)
    }
    return lines
  }

  /// Different names of two words, none of which prose makes.
  static func phrases(_ count: Int) -> [String] {
    var prose = Prose(seed: 3)
    return (0..<count).map { _ in "\(prose.name(syllables: 4)) \(prose.name(syllables: 3))" }
  }
}
