import Detection
import FoundationEssentials
import Model
import Polling
import Storage

/// Brands that came after some of the items, and the sources that may still hold those.
struct NewBrands: Sendable {
  private var sources: [Brand.ID: Set<Source.ID>] = [:]

  /// - Parameter sources: those that have answered before.
  mutating func add(_ brand: Brand.ID, toLookAt sources: Set<Source.ID>) {
    if !sources.isEmpty { self.sources[brand] = sources }
  }

  /// Whether a source is still to be looked at for a brand.
  func isAwaited(_ brand: Brand.ID) -> Bool { sources[brand] != nil }

  func areToLook(_ brand: Brand.ID, at source: Source.ID) -> Bool {
    sources[brand]?.contains(source) ?? false
  }

  /// A document of the source was looked at for all of them.
  mutating func endLook(at source: Source.ID) {
    for brand in Array(sources.keys) {
      sources[brand]?.remove(source)
      if sources[brand]?.isEmpty == true { sources[brand] = nil }
    }
  }
}

/// What brands were searched for at the last tick, so that a start knows which searches are new.
///
/// A brand whose sources have not all been looked at is left out: the next start goes on with them.
struct PastSearches: Equatable {
  private var searches: [Brand.ID: String] = [:]

  init(_ brands: [Brand], without pending: NewBrands) {
    for brand in brands where !pending.isAwaited(brand.id) {
      searches[brand.id] = Self.hash(of: brand)
    }
  }

  /// Reads what `text` gave.
  init(text: String) {
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      if parts.count == 2 { searches[String(parts[1])] = String(parts[0]) }
    }
  }

  /// A line for each brand: a hash and the name.
  var text: String {
    searches.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: "\n")
  }

  func has(_ brand: Brand) -> Bool { searches[brand.id] == Self.hash(of: brand) }

  private static func hash(of brand: Brand) -> String {
    let parts = [brand.query, "context"] + brand.context + ["exclude"] + brand.exclude
    return String(BodyHash.of(Array(parts.joined(separator: "\n").utf8)), radix: 16)
  }
}

extension Desk {
  /// The brands that are searched for otherwise than when the program last ran. Before searches were
  /// noted, those of which nothing was ever heard.
  static func newlySearched(_ brands: [Brand], in database: Database) throws -> [Brand] {
    if let text = try database.fact(.searches) {
      let past = PastSearches(text: text)
      return brands.filter { !past.has($0) }
    }
    return try brands.filter {
      try database.mentions(of: $0.id, in: .distantPast ..< .distantFuture, limit: 1).isEmpty
    }
  }

  func saveSearches() throws {
    let searches = PastSearches(listening.brands.map(\.brand), without: newBrands)
    guard searches != savedSearches else { return }
    try database.save(searches.text, as: .searches)
    savedSearches = searches
  }

  /// Records what a known item says of a brand that is newer: its history, which alarms nobody.
  ///
  /// The texts of items that named nobody are not stored, so it is when their source shows them again
  /// that they are looked at: with its next document that differs from the last.
  func lookAgain(
    at examined: ExaminedItem, item: StoredItem.ID, of source: Source, at now: Date,
    into report: inout Report
  ) throws {
    for hit in examined.hits where newBrands.areToLook(hit.brand, at: source.id) {
      guard try !database.mentions(ofItem: item).contains(where: { $0.brand == hit.brand }) else {
        continue
      }
      report.mentions.append(
        try record(hit, in: examined, item: item, of: source, at: now, as: .history))
    }
  }
}

extension Brand {
  /// Whether it is searched for in the same words as another.
  func finds(asMuchAs other: Brand) -> Bool {
    query == other.query && context == other.context && exclude == other.exclude
  }
}
