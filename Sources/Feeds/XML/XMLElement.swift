/// An element that begins, as a `FeedBuilder` is told of it.
struct XMLElement {
  var name: XMLName
  var namespace: XMLNamespace

  /// Its name as written, without the prefix.
  var spelled: UnsafeBufferPointer<UInt8>

  var attributes: XMLAttributes

  /// Whether it belongs to the formats themselves rather than to a module.
  var isCore: Bool { namespace == .rss || namespace == .atom }

  /// Whether it is what the formats call an item or an entry.
  var isItem: Bool { isCore && (name == .item || name == .entry) }
}
