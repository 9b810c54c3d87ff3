import Detection
import FoundationEssentials
import Model

extension Stage {
  /// From items to stories.
  static let grouping = [
    Stage(name: "group") { name in
      let made = MadeItems(20_000, phrases: MadeItems.phrases(2), oneIn: 10)
      var book = StoryBook()
      let measurement = await Stopwatch.best(of: Double(made.items.count)) {
        book = group(made.items)
      }
      Report.line(
        name, measurement, .items,
        "\(Report.grouped(made.items.count)) items of one brand, 1 in 10 a duplicate, 2 in 10 copies, "
          + "\(Report.size(made.size)); \(Report.grouped(book.count)) texts held at the end")
    },
    Stage(name: "identify") { name in
      let made = MadeItems(20_000, phrases: MadeItems.phrases(2), oneIn: 10)
      let measurement = await Stopwatch.best(of: Double(made.items.count)) {
        for item in made.items {
          precondition(!IdentityKeys.of(item, source: "made").all.isEmpty)
        }
      }
      Report.line(
        name, measurement, .items,
        "the keys alone of the same \(Report.grouped(made.items.count)) items")
    },
  ]

  /// Identity, voice and place of each item, as the Desk finds them out.
  static func group(_ items: [Item]) -> StoryBook {
    var book = StoryBook()
    var known = SeenKeys(limit: 1_000_000)
    for (number, item) in items.enumerated() {
      let keys = IdentityKeys.of(item, source: "made")
      let same = keys.item { known[$0] }
      for key in keys.all { known.note(same ?? Int64(number), for: key) }
      if same != nil { continue }
      let voice = Voice.of(
        author: item.author, outlet: item.outlet ?? "", rung: .customer, fallback: UInt64(number))
      _ = book.place(
        StoryEntry(
          id: Int64(number), scope: "made", voice: voice, title: item.title, text: item.text,
          url: item.url, at: item.published ?? Post.firstMoment))
    }
    return book
  }
}
