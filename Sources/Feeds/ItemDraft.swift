import FoundationEssentials
import Model

/// An item while its element is open: the best value so far for each field.
struct ItemDraft {
  /// A value and where it came from: a higher rank replaces it, an equal one does not.
  struct Ranked<Value> {
    private(set) var value: Value?
    private var rank = Int.min

    init() {}

    mutating func offer(_ value: Value, rank: Int) {
      guard rank > self.rank else { return }
      self.value = value
      self.rank = rank
    }
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
  var content = Ranked<String>()
  var summary = Ranked<String>()
  var guid = Ranked<String>()
  var url = Ranked<String>()
  var authors = Authors()
  var published = Ranked<Date>()
  var updated = Ranked<Date>()
  var created = Ranked<Date>()
  var language = Ranked<String>()
  var outlet = Ranked<String>()
  var commentCount = Ranked<Int>()
  var categories: [String] = []

  /// The base of its addresses where the document says one.
  var base: String?

  mutating func add(category: String) {
    guard let category = category.trimmed, !categories.contains(category) else { return }
    categories.append(category)
  }

  /// The item, with addresses resolved against its base, else against the feed's.
  func item(feedBase: String?, feedAuthor: String?) -> Item {
    Item(
      guid: guid.value,
      url: url.value.flatMap { WebAddress.resolve($0, against: base ?? feedBase).trimmed },
      title: title.value ?? "",
      text: content.value ?? summary.value ?? "",
      author: authors.text ?? feedAuthor,
      // An entry that tells no more than its last change was not published later.
      published: published.value ?? created.value ?? updated.value,
      updated: updated.value,
      categories: categories,
      language: language.value,
      outlet: outlet.value,
      engagement: Engagement(comments: commentCount.value))
  }

  /// How much the item counts against `FeedLimits.keptBytes`.
  static func bytes(of item: Item) -> Int {
    FeedLimits.itemBytes + item.title.utf8.count + item.text.utf8.count
      + (item.url?.utf8.count ?? 0)
      + (item.guid?.utf8.count ?? 0)
  }
}
