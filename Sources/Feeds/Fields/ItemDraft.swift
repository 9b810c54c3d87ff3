import FoundationEssentials
import Model

/// An item while its element is open: the best value so far for each field.
struct ItemDraft {
  /// A value and where it came from: a higher rank replaces it, an equal one does not.
  struct Ranked<Value> {
    private(set) var value: Value?
    private var rank = Int.min

    init() {}

    /// Whether a value of this rank would be taken.
    func takes(rank: Int) -> Bool { rank > self.rank }

    mutating func offer(_ value: Value, rank: Int) {
      guard takes(rank: rank) else { return }
      self.value = value
      self.rank = rank
    }

    /// Of values of one rank this keeps the last.
    mutating func offerAnew(_ value: Value, rank: Int) {
      guard rank >= self.rank else { return }
      self.value = value
      self.rank = rank
    }
  }

  /// A text as the document has it. It becomes plain text when the item is whole and it has won.
  struct Markup {
    private var bytes: [UInt8] = []
    private var kind = TextKind.plain
    private var rank = Int.min

    init() {}

    func takes(rank: Int) -> Bool { rank > self.rank }

    /// Takes the bytes over, and leaves others to be filled anew.
    mutating func offer(_ bytes: inout [UInt8], rank: Int, _ kind: TextKind) {
      guard takes(rank: rank), bytes.contains(where: { !$0.isASCIISpace }) else { return }
      swap(&self.bytes, &bytes)
      self.kind = kind
      self.rank = rank
    }

    mutating func plain(_ plainText: inout PlainText) -> String { plainText.text(&bytes, kind) }
  }

  /// All authors that the best of the elements names.
  struct Authors {
    private var names: [String] = []
    private var rank = Int.min

    /// The names in their order; nil where there is none.
    var text: String? { names.isEmpty ? nil : names.joined(separator: ", ") }

    mutating func offer(_ name: String, rank: Int) {
      guard rank >= self.rank else { return }
      if rank > self.rank { names = [] }
      self.rank = rank
      if !names.contains(name) { names.append(name) }
    }
  }

  var title = Ranked<String>()
  var content = Markup()
  var summary = Markup()
  var guid = Ranked<String>()
  var url = Ranked<String>()
  var authors = Authors()
  var published = Ranked<Date>()
  var updated = Ranked<Date>()
  var created = Ranked<Date>()
  var language = Ranked<String>()
  var outlet = Ranked<String>()
  var comments = Ranked<Int>()
  var likes = Ranked<Int>()
  var views = Ranked<Int>()
  var categories: [String] = []
  private var answers: [String] = []

  /// The base of its addresses where the document says one.
  var base: String?

  mutating func add(category: String) {
    guard let category = category.trimmed, !categories.contains(category) else { return }
    categories.append(category)
  }

  mutating func add(answer: String) {
    if answers.count < FeedLimits.answers, !answers.contains(answer) { answers.append(answer) }
  }

  /// Whether the text of an element can still become a field; else it need not be gathered.
  func wants(_ field: FeedField, rank: Int) -> Bool {
    switch field {
    case .title: title.takes(rank: rank)
    case .content: content.takes(rank: rank)
    case .summary: summary.takes(rank: rank)
    default: true
    }
  }

  /// The item, with addresses resolved against its base, else against the feed's.
  mutating func item(
    feedBase: String?, _ plainText: inout PlainText
  ) -> Item {
    var text = content.plain(&plainText)
    if text.isEmpty { text = summary.plain(&plainText) }
    return Item(
      guid: guid.value,
      url: url.value.flatMap { WebAddress.resolve($0, against: base ?? feedBase).trimmed },
      title: title.value ?? "",
      text: text,
      author: authors.text,
      // An entry that tells no more than its last change was not published later.
      published: published.value ?? created.value ?? updated.value,
      updated: updated.value,
      categories: categories,
      language: language.value,
      outlet: outlet.value,
      answers: answers,
      engagement: Engagement(
        likes: likes.value, comments: comments.value, views: views.value))
  }

  /// How much the item counts against `FeedLimits.keptBytes`.
  static func bytes(of item: Item) -> Int {
    FeedLimits.itemBytes + item.title.utf8.count + item.text.utf8.count
      + (item.url?.utf8.count ?? 0)
      + (item.guid?.utf8.count ?? 0)
  }
}
