import Detection
import FoundationEssentials
import Model
import Storage

/// Brands that came after some of the items, and the sources that may still hold those.
struct NewBrands: Sendable {
  private var sources: [Brand.ID: Set<Source.ID>] = [:]

  /// - Parameter sources: those that have answered before.
  mutating func add(_ brand: Brand.ID, toLookAt sources: Set<Source.ID>) {
    if !sources.isEmpty { self.sources[brand] = sources }
  }

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

extension Desk {
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

  /// Whether anything was ever heard of a brand.
  static func isKnown(_ brand: Brand.ID, in database: Database) throws -> Bool {
    try !database.mentions(of: brand, in: .distantPast ..< .distantFuture, limit: 1).isEmpty
  }
}

extension Brand {
  /// Whether it is searched for in the same words as another.
  func finds(asMuchAs other: Brand) -> Bool {
    query == other.query && context == other.context && exclude == other.exclude
  }
}
