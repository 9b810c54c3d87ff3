import Detection
import FoundationEssentials
import Glibc
import Model
import Storage

extension Stage {
  /// What the texts of a full copy window take, and how fast they are read back after a start.
  static let window = [
    Stage(name: "group-window") { name in
      let child = try Child(Child.own, [WindowProcess.word])
      Report.line(name, try child.finish().output.filter { !$0.isNewline })
    },
    Stage(name: "group-restore") { name in
      let mentions = WindowProcess.mentions(50_000)
      let database = try Database(.memory)
      try database.transaction {
        for mention in mentions {
          let item = try database.noteItem(
            keys: [UInt64(mention.id)], contentHash: 0, from: "made", at: mention.at,
            seen: mention.seen
          ).item
          try database.save(
            Story(
              id: mention.id, brand: "made", headline: "", began: mention.at, latest: mention.at,
              voices: 1, mentions: 1, rungs: .customer ... .customer))
          _ = try database.insert(mention, item: item)
        }
      }
      let measurement = try await Stopwatch.best(of: Double(mentions.count)) {
        var book = StoryBook()
        let found = try database.mentions(
          after: 0, seenSince: .distantPast, limit: mentions.count)
        for mention in found {
          book.restore(WindowProcess.entry(mention), Placement(story: mention.story))
        }
        try Shortfall.check("texts", book.count, is: mentions.count)
      }
      Report.line(
        name, measurement, .texts,
        "\(Report.grouped(mentions.count)) posts of 20 words read back from the database")
    },
  ]
}

/// Fills a story book in a process of its own, whose memory nothing else has touched.
enum WindowProcess {
  /// The first argument that makes this program be that process.
  static let word = "--window"

  private static let count = 1_000_000
  private static let words = 20

  /// Prints how long a full window took and by how much the memory of this process has grown.
  static func measure() {
    var prose = Prose(seed: 7)
    var book = StoryBook()
    let before = Usage.memory(of: getpid())
    let clock = ContinuousClock()
    var grouping = Duration.zero
    for number in 1...count {
      let mention = mention(number, &prose)
      let entry = entry(mention)
      grouping += clock.measure { _ = book.place(entry) }
    }
    let memory = Usage.memory(of: getpid()) - before
    let seconds = grouping / .seconds(1)
    print(
      "\(Report.grouped(count)) posts of \(words) words, \(Report.grouped(book.count)) texts held: "
        + "\(Report.figures(Double(count) / seconds)) posts/s, \(Report.size(Int(memory)))")
    exit(EXIT_SUCCESS)
  }

  static func mentions(_ count: Int) -> [Mention] {
    var prose = Prose(seed: 7)
    return (1...count).map { mention($0, &prose) }
  }

  static func entry(_ mention: Mention) -> StoryEntry {
    StoryEntry(
      id: mention.id, scope: mention.brand, voice: mention.voice, outlet: mention.outlet,
      title: mention.title, text: mention.excerpt, url: mention.url, at: mention.at)
  }

  private static func mention(_ number: Int, _ prose: inout Prose) -> Mention {
    let at = Post.firstMoment + Double(number)
    return Mention(
      id: Int64(number), brand: "made", source: "made", outlet: "social.example",
      author: "user \(number)", voice: UInt64(number), at: at, seen: at,
      excerpt: prose.text(words: words), url: "https://social.example/\(number)",
      story: Int64(number))
  }
}
