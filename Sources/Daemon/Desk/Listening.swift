import Alerting
import Detection
import FoundationEssentials
import Model

/// What is listened for, and how an item is looked at.
///
/// A value without state: any thread of the pool may use it, and a reload replaces it as a whole.
struct Listening: Sendable {
  let brands: [WatchedBrand]
  private let matcher: Matcher
  private let ladder: Ladder

  init(_ configuration: Configuration) throws {
    brands = configuration.brands
    ladder = configuration.ladder
    matcher = try Matcher(
      brands: configuration.brands.map(\.brand), rules: configuration.matching,
      scorer: configuration.lexicon.map { ComplaintScorer($0) } ?? .builtIn)
  }

  /// Most characters of an item's text that are kept to judge and to quote.
  private static let excerptLimit = 2000

  /// Looks at the items of one document; gives them the oldest first, so that of two that tell the
  /// same the earlier is the original.
  ///
  /// The words of a document in which nobody is named are not read again for its items' keys: at
  /// another address they may count as new ones, which concerns nobody. Where one of its items names a
  /// brand, all are read, since what two of them share tells neither from the other.
  func examine(_ items: [Item], from source: Source) -> [ExaminedItem] {
    let hits = items.map { matcher.examine($0, from: source) }
    let keys = IdentityKeys.of(
      document: items, source: source.id,
      depth: hits.contains { !$0.isEmpty } ? .words : .names)
    let moments = items.map { $0.moment ?? .distantPast }
    // Feeds list the newest first: among equal moments the later place is the older item.
    let order = items.indices.sorted { left, right in
      moments[left] == moments[right] ? left > right : moments[left] < moments[right]
    }
    return order.map { examine(items[$0], keys: keys[$0], hits: hits[$0], from: source) }
  }

  private func examine(
    _ item: Item, keys: IdentityKeys, hits: [Hit], from source: Source
  ) -> ExaminedItem {
    let all = keys.all
    // What says nothing of itself is recognised by all that it says.
    var examined = ExaminedItem(
      item: item, keys: all.isEmpty ? [keys.content ?? contentHash(of: item)] : all,
      contentHash: keys.content, hits: hits)
    guard !hits.isEmpty || !item.answers.isEmpty else { return examined }
    examined.thread = ThreadKeys.of(item, source: source)
    examined.outlet = Outlet.of(item, source: source)
    examined.rung = rung(of: examined.outlet, source)
    examined.voice = Voice.of(
      author: item.author, outlet: examined.outlet, rung: examined.rung,
      fallback: examined.keys[0])
    examined.speaksFor = brands.map(\.brand.id).filter { brand in
      !hits.contains { $0.brand == brand } && isOwn(examined, brand: brand)
    }
    guard !hits.isEmpty || !examined.speaksFor.isEmpty else { return examined }
    examined.excerpt = SafeText.cut(item.text, to: Self.excerptLimit)
    examined.reading = StoryReading(
      title: item.title, text: examined.excerpt, url: item.url, outlet: examined.outlet)
    return examined
  }

  /// Where an outlet stands. A name that the operator gave to the source may be that of a paper by
  /// chance: only a host or what the item itself names is looked for among known outlets.
  private func rung(of outlet: String, _ source: Source) -> Rung {
    let isNamedBySource = outlet == source.id || outlet == source.outlet
    if source.rung == .own || isNamedBySource && !outlet.contains(".") { return source.rung }
    return ladder.rung(of: outlet) ?? source.rung
  }

  /// Whether an outlet or an author speaks for the brand.
  func isOwn(_ examined: ExaminedItem, brand: Brand.ID) -> Bool {
    brands.first { $0.brand.id == brand }?
      .own.speaks(author: examined.item.author, outlet: examined.outlet) ?? false
  }
}

/// An item with all that can be known of it without looking at others.
struct ExaminedItem: Sendable {
  var item: Item

  /// Hashes of what it is recognised by, the surest first; never empty.
  var keys: [UInt64]

  /// Tells an edit from the same again; nil where nobody asks for its words.
  var contentHash: UInt64?

  /// The brands that it names.
  var hits: [Hit]

  /// Who published it and who speaks, where it names a brand.
  var outlet = ""
  /// Where the outlet is known to stand, else where the source does.
  var rung = Rung.customer
  var voice: UInt64 = 0

  /// What it answers, and how it is answered.
  var thread = ThreadKeys()

  /// The brands whose own words it is, of those that it does not name.
  var speaksFor: [Brand.ID] = []

  /// What is kept of its text, and what that says of a story, where it becomes a mention.
  var excerpt = ""
  var reading = StoryReading()
}
