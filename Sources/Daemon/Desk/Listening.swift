import Detection
import FoundationEssentials
import Model

/// What is listened for, and how an item is looked at.
///
/// A value without state: any thread of the pool may use it, and a reload replaces it as a whole.
struct Listening: Sendable {
  let brands: [WatchedBrand]
  private let matcher: Matcher

  init(_ configuration: Configuration) throws {
    brands = configuration.brands
    matcher = try Matcher(
      brands: configuration.brands.map(\.brand), rules: configuration.matching,
      scorer: configuration.lexicon.map { ComplaintScorer($0) } ?? .builtIn)
  }

  /// Looks at the items of one document; gives them the oldest first, so that of two that tell the
  /// same the earlier is the original.
  func examine(_ items: [Item], from source: Source) -> [ExaminedItem] {
    let keys = IdentityKeys.of(document: items, source: source.id)
    let examined = zip(items, keys).map { examine($0, keys: $1, from: source) }
    // Feeds list the newest first: among equal moments the later place is the older item.
    return examined.enumerated().sorted { left, right in
      let earlier = left.element.item.moment ?? .distantPast
      let later = right.element.item.moment ?? .distantPast
      return earlier == later ? left.offset > right.offset : earlier < later
    }.map(\.element)
  }

  private func examine(_ item: Item, keys: IdentityKeys, from source: Source) -> ExaminedItem {
    let outlet = Outlet.of(item, source: source)
    let content = contentHash(of: item)
    // What says nothing of itself is recognised by all that it says.
    let keys = keys.all.isEmpty ? [content] : keys.all
    return ExaminedItem(
      item: item, keys: keys, contentHash: content, outlet: outlet,
      voice: Voice.of(author: item.author, outlet: outlet, rung: source.rung, fallback: keys[0]),
      hits: matcher.examine(item, from: source))
  }

  /// Whether an outlet or an author speaks for the brand.
  func isOwn(_ examined: ExaminedItem, brand: Brand.ID) -> Bool {
    guard let own = brands.first(where: { $0.brand.id == brand })?.own, !own.isEmpty else {
      return false
    }
    return own.contains(examined.outlet.lowercased())
      || examined.item.author.map { own.contains($0.lowercased()) } ?? false
  }
}

/// An item with all that can be known of it without looking at others.
struct ExaminedItem: Sendable {
  var item: Item

  /// Hashes of what it is recognised by, the surest first; never empty.
  var keys: [UInt64]

  /// Tells an edit from the same again.
  var contentHash: UInt64

  var outlet: String
  var voice: UInt64
  var hits: [Hit]
}
