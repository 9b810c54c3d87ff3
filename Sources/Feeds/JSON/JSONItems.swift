import JSON
import Model

/// The items of a JSON document while it is read, within the limits, and what was wrong with them.
struct JSONItems {
  let url: String?
  var problems: ProblemList
  private(set) var items: [Item] = []
  private var keptBytes = 0

  /// How many values stood where items should, but said nothing of one.
  private var voids = 0

  init(url: String?, problems: ProblemList) {
    self.url = url
    self.problems = problems
  }

  /// Takes in an item; false where the limits are reached.
  mutating func keep(_ item: Item) -> Bool {
    if item.guid == nil, item.url == nil, item.title.isEmpty, item.text.isEmpty {
      voids += 1
      return true
    }
    keptBytes += ItemDraft.bytes(of: item)
    guard items.count < FeedLimits.items, keptBytes <= FeedLimits.keptBytes else {
      problems.note(.tooManyItems, "the first \(items.count) are kept")
      return false
    }
    items.append(item)
    return true
  }

  /// Why a document with a place for items has none; nil where nothing is wrong with that.
  ///
  /// - Parameter values: What stands in that place.
  func emptiness(of root: JSONValue, _ values: [JSONValue]) -> FeedError? {
    guard items.isEmpty else { return nil }
    if let message = APIError.explicitMessage(in: root) { return .apiError(message: message) }
    guard voids > 0 else { return nil }
    if let message = values.first.flatMap(APIError.message) { return .apiError(message: message) }
    return .notAFeed(found: "\(voids) items without id, address, title and text")
  }

  /// An address, absolute where the base allows.
  mutating func address(_ text: String?, base: String?) -> String? {
    guard let text = JSONText.short(text, &problems) else { return nil }
    let address = WebAddress.resolve(text, against: base)
    if !WebAddress.isAbsolute(address) { problems.note(.relativeURL, address) }
    return address.isEmpty ? nil : address
  }
}
