import Detection
import FoundationEssentials
import JSON
import Model

extension Command {
  static let group = Command(
    name: "group",
    summary: "tell copies and repeats among items, and gather them into stories",
    examples: ["group < items.jsonl"],
    help: """
      Reads one JSON object a line from standard input, in the order of time:
        {"id", "source", "outlet", "author", "url", "title", "text", "published"}
      and writes for each, in the same order:
        {"id", "duplicate_of": the same item seen before, or null,
         "copy_of": the first item with the same text by another author or outlet, or null,
         "story": the id of the first item that tells the same}
      """,
    usage: "< ITEMS.jsonl"
  ) { arguments in
    guard arguments.operands.isEmpty else {
      throw CommandError.usage("it reads standard input; usage: mentiond group < ITEMS.jsonl")
    }
    var grouping = Grouping()
    try LineReader.forEachLine(of: "-") { line, number in
      if line.isEmpty { return }
      do throws(JSONError) {
        try grouping.take(Array(line))
      } catch {
        throw CommandError(status: .badData, message: "input: line \(number): \(error.reason)")
      }
    }
    return .success
  }
}

/// Groups items one after another and writes a line for each.
private struct Grouping {
  /// How long a text is remembered as a possible original.
  private static let window = 14.0 * 86400

  /// Ids that were given in the input, by their place in it.
  private var names: [String] = []
  private var placements: [Placement] = []
  private var known = SeenKeys(limit: 2_000_000)
  private var book = StoryBook()
  private var lastForgotten = Date.distantPast
  private var writer = JSONWriter()

  mutating func take(_ line: [UInt8]) throws(JSONError) {
    let row = try JSONDocument(line).root
    let number = Int64(names.count)
    let name = row["id"]?.string ?? row["id"]?.literal ?? "\(number)"
    let source = row["source"]?.string ?? ""
    let item = Item(
      url: row["url"]?.string, title: row["title"]?.string ?? "", text: row["text"]?.string ?? "",
      author: row["author"]?.string, published: row["published"]?.string.flatMap { Date(utc: $0) },
      outlet: row["outlet"]?.string)
    names.append(name)
    let keys = IdentityKeys.of(item, source: source)
    let same = keys.item { known[$0] }
    let placement = same.map { placements[Int($0)] } ?? place(item, source, keys, number)
    placements.append(placement)
    for key in keys.all { known.note(same ?? number, for: key) }
    write(name, same: same, placement)
  }

  private mutating func place(
    _ item: Item, _ source: Source.ID, _ keys: IdentityKeys, _ number: Int64
  ) -> Placement {
    let moment = item.published ?? lastForgotten
    if moment.timeIntervalSince(lastForgotten) > 3600 {
      book.forget(before: moment - Self.window)
      lastForgotten = moment
    }
    let outlet = Outlet.of(item, source: Source(id: source, url: ""))
    let voice = Voice.of(
      author: item.author, outlet: outlet, rung: .customer,
      fallback: keys.all.first ?? UInt64(number))
    return book.place(
      StoryEntry(
        id: number, scope: "", voice: voice, outlet: outlet, title: item.title, text: item.text,
        url: item.url, at: moment))
  }

  private mutating func write(_ name: String, same: Int64?, _ placement: Placement) {
    writer.reset()
    writer.object {
      $0.field("id", name)
      $0.field("duplicate_of", same.map { names[Int($0)] })
      $0.field("copy_of", same == nil ? placement.copyOf.map { names[Int($0)] } : nil)
      $0.field("story", names[Int(placement.story)])
    }
    Output.write(writer.bytes + [0x0A])
  }
}
