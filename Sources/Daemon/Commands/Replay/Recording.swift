import FoundationEssentials
import Model
import Storage

/// Items of the past, in the order in which they were seen: lines of a file, or what the database of
/// a daemon still knows.
struct Recording: ~Copyable {
  /// Nil where the items come from a database.
  private var reader: LineReader?
  private let path: String
  private var kept: [Entry] = []
  private var next = 0
  /// What was read ahead.
  private var ahead: Entry?

  /// Whether lines were passed over because they are no items.
  private(set) var hasProblems = false

  struct Entry: Sendable {
    var item: Item
    var source: Source
    /// When it was seen.
    var at: Date
  }

  /// - Parameter path: of JSON Lines as `ItemLine` reads them; `-` is standard input. Each item counts
  ///   as seen when it was published.
  init(path: String) throws {
    reader = try LineReader(path: path)
    self.path = path
  }

  /// The mentions that a database keeps, each again with every count of notice that it was seen to have
  /// later; an item that named no brand was never stored. What was history when it came counts as seen
  /// when it was published.
  init(_ database: Database, path: String, since moment: Date) throws {
    self.path = path
    var entries: [(at: Date, id: Mention.ID, entry: Entry)] = []
    try database.forEachMention(since: moment) { mention in
      var entry = Entry(mention)
      let heard = try database.engagements(of: mention.id)
      entry.item.engagement = heard.first?.engagement ?? Engagement()
      entries.append((entry.at, mention.id, entry))
      for reading in heard.dropFirst() {
        entry.item.engagement = reading.engagement
        entry.at = max(entry.at, reading.at)
        entries.append((entry.at, mention.id, entry))
      }
    }
    kept = entries.sorted { ($0.at, $0.id) < ($1.at, $1.id) }.map(\.entry)
  }

  /// The next item; nil at the end.
  mutating func entry() throws -> Entry? {
    defer { ahead = nil }
    return try ahead ?? read()
  }

  /// When the next item was seen; nil where there is none.
  mutating func nextMoment() throws -> Date? {
    if ahead == nil { ahead = try read() }
    return ahead?.at
  }

  private mutating func read() throws -> Entry? {
    guard reader != nil else {
      defer { next += 1 }
      return next < kept.count ? kept[next] : nil
    }
    while let line = try reader?.next() {
      do {
        guard case .bytes(let bytes) = line else { throw ItemLine.Failure(reason: "too long") }
        if bytes.isEmpty { continue }
        return Entry(try ItemLine(bytes))
      } catch let error as ItemLine.Failure {
        Output.message("mentiond replay: \(path):\(reader?.number ?? 0): \(error.reason)")
        hasProblems = true
      }
    }
    return nil
  }
}

extension Recording.Entry {
  fileprivate init(_ line: ItemLine) {
    // An `ItemLine` has a moment.
    self.init(item: line.item, source: line.source, at: line.item.published ?? .distantPast)
  }

  fileprivate init(_ mention: Mention) {
    // A mention is one brand's; an item that names two stands twice and is known the second time.
    self.init(
      item: Item(
        guid: mention.url ?? "mention \(mention.id)", url: mention.url, title: mention.title,
        text: mention.excerpt, author: mention.author, published: mention.at,
        outlet: mention.outlet),
      source: Source(id: mention.source, url: "", rung: mention.rung),
      at: mention.isNews ? mention.seen : mention.at)
  }
}
