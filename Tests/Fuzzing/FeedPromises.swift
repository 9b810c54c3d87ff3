import Feeds
import FoundationEssentials
import Model

/// What `FeedReader` promises for any bytes.
enum FeedPromises {
  private static let address = "https://a.example/feed"

  static func faults(_ document: [UInt8], mapping: Mapping?) -> [String] {
    let first = outcome(document, mapping)
    guard case .success(let feed) = first else {
      return isSame(first, outcome(document, mapping)) ? [] : ["differs when read again"]
    }
    var faults = feed.items.flatMap { self.faults($0, of: feed) }
    if !isSame(first, outcome(document, mapping)) { faults.append("differs when read again") }
    if feed.items.count > FeedLimits.items { faults.append("\(feed.items.count) items") }
    let kept = feed.items.reduce(0) { $0 + $1.title.utf8.count + $1.text.utf8.count }
    if kept > FeedLimits.keptBytes { faults.append("\(kept) bytes of text") }
    let kinds = feed.problems.map(\.kind)
    if Set(kinds).count != kinds.count { faults.append("a problem is told twice") }
    if let fault = itemsFromNothing(feed, document) { faults.append(fault) }
    faults += PlainText.faults(feed.title ?? "", in: "feed title")
    for problem in feed.problems {
      faults += PlainText.faults(problem.detail, in: "problem")
    }
    return faults
  }

  private static func outcome(_ document: [UInt8], _ mapping: Mapping?) -> Result<Feed, FeedError> {
    Result { () throws(FeedError) in
      try FeedReader.read(document, from: address, mapping: mapping)
    }
  }

  private static func isSame(
    _ one: Result<Feed, FeedError>, _ other: Result<Feed, FeedError>
  ) -> Bool {
    switch (one, other) {
    case (.success(let one), .success(let other)):
      one.items == other.items && one.problems == other.problems && one.title == other.title
        && one.url == other.url && one.language == other.language
        && one.nextPage == other.nextPage && one.minimumInterval == other.minimumInterval
    case (.failure(let one), .failure(let other)): one == other
    default: false
    }
  }

  private static func faults(_ item: Item, of feed: Feed) -> [String] {
    var faults = PlainText.faults(item.title, in: "title")
    faults += PlainText.faults(item.text, in: "text")
    let fields = [
      ("guid", item.guid), ("url", item.url), ("author", item.author), ("outlet", item.outlet),
      ("language", item.language),
    ]
    for case (let name, let value?) in fields {
      faults += PlainText.faults(value, in: name)
    }
    for category in item.categories {
      faults += PlainText.faults(category, in: "category")
      if category.isEmpty { faults.append("category: empty") }
    }
    if item.title.utf8.count + item.text.utf8.count > 3 * FeedLimits.textBytes {
      faults.append("an item of \(item.text.utf8.count) bytes")
    }
    return faults
  }

  /// An item for each place where one begins, and no more. Entities may hold whole items, and other
  /// encodings and packed documents hide them.
  private static func itemsFromNothing(_ feed: Feed, _ document: [UInt8]) -> String? {
    guard document.first(where: { $0 > 0x20 }) == UInt8(ascii: "<"), !document.contains(0) else {
      return nil
    }
    let text = String(decoding: document, as: UTF8.self).lowercased()
    guard text.firstRange(of: "<!entity") == nil else { return nil }
    let starts =
      text.ranges(of: "item").count + text.ranges(of: "entry").count
    return feed.items.count > starts ? "\(feed.items.count) items of \(starts)" : nil
  }
}

/// Text that does nothing where it is shown.
enum PlainText {
  static func faults(_ text: String, in name: String) -> [String] {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      // White space, which strangers may put anywhere.
      case 0x09, 0x0A, 0x0D: break
      case 0..<0x20, 0x7F...0x9F: return ["\(name): a control character"]
      default: break
      }
    }
    let isTrimmed = text.utf8.first != 0x20 && text.utf8.last != 0x20
    return isTrimmed ? [] : ["\(name): a space around"]
  }
}
