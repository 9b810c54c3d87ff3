import FoundationEssentials
package import Model

/// What an item is recognised by when it comes again: by its guid, else its address, else title,
/// author and day, else author and text.
///
/// A key that says nothing is absent: an empty guid, the address of a whole site, a short text.
/// The hashes are stored, so their recipe must never change.
package struct IdentityKeys: Hashable, Sendable {
  /// The guid within its source; a guid that is an address or globally unique, anywhere.
  package var guid: UInt64?

  /// The canonical address.
  package var url: UInt64?

  /// Title, author and day of publication.
  package var title: UInt64?

  /// Author and text.
  package var text: UInt64?

  /// The keys that there are, strongest first; at most four. An item without any cannot be
  /// recognised.
  package var all: [UInt64] { [guid, url, title, text].compactMap(\.self) }

  package static func of(_ item: Item, source: Source.ID) -> IdentityKeys {
    var keys = IdentityKeys()
    let guid = trimmed(item.guid ?? "")
    let guidPage = CanonicalURL.of(String(guid))
    if let guidPage {
      keys.guid = pageKey(guidPage)
    } else if !guid.isEmpty {
      let isGlobal = guid.hasPrefix("urn:uuid:") || guid.hasPrefix("tag:")
      keys.guid = key("guid", isGlobal ? "" : source, String(guid))
    }
    keys.url = item.url.flatMap(CanonicalURL.of).flatMap(pageKey)
    if keys.url == keys.guid { keys.guid = nil }
    let author = AuthorName.folded(item.author ?? "")
    let speaker = author.isEmpty ? item.outlet ?? source : author
    let title = TextFingerprint.of(item.title)
    if let published = item.published, title.words >= leastTitleWords, !title.isReply {
      keys.title = key("title", speaker, title.hash, published.utcDay)
    }
    let text = TextFingerprint.of(item.text)
    if text.words >= leastTextWords { keys.text = key("text", speaker, text.hash, "") }
    return keys
  }

  /// The keys of all items of one document.
  ///
  /// Two entries of one document are two items unless all that is known of both agrees; what they
  /// share nevertheless, such as a guid that a publisher gave twice, identifies neither.
  package static func of(document items: [Item], source: Source.ID) -> [IdentityKeys] {
    var all = items.map { of($0, source: source) }
    var holders: [UInt64: [Int]] = [:]
    for (place, keys) in all.enumerated() {
      for key in keys.all { holders[key, default: []].append(place) }
    }
    var ambiguous: [Int: Set<UInt64>] = [:]
    for (key, places) in holders where places.count > 1 {
      let isOneItem = places.dropFirst().allSatisfy { all[places[0]].agrees(with: all[$0]) }
      if isOneItem { continue }
      for place in places { ambiguous[place, default: []].insert(key) }
    }
    for (place, keys) in ambiguous { all[place].drop(keys) }
    return all
  }

  /// The known item that has one of the keys, the strongest key first; nil for a new item.
  ///
  /// - Parameter known: gives the item that was stored under a key.
  package func item(_ known: (UInt64) throws -> Int64?) rethrows -> Int64? {
    for key in all {
      if let item = try known(key) { return item }
    }
    return nil
  }

  /// Whether nothing that both have differs.
  private func agrees(with other: IdentityKeys) -> Bool {
    func agree(_ left: UInt64?, _ right: UInt64?) -> Bool {
      left == nil || right == nil || left == right
    }
    return agree(guid, other.guid) && agree(url, other.url) && agree(title, other.title)
      && agree(text, other.text)
  }

  private mutating func drop(_ keys: Set<UInt64>) {
    func kept(_ key: UInt64?) -> UInt64? { key.flatMap { keys.contains($0) ? nil : $0 } }
    guid = kept(guid)
    url = kept(url)
    title = kept(title)
    text = kept(text)
  }

  /// A shorter title is a rubric: `Delays today`.
  private static let leastTitleWords = 3

  /// A shorter text is what many say, and what one says often.
  private static let leastTextWords = 6

  private static func trimmed(_ guid: String) -> Substring {
    let isSpace: (Character) -> Bool = { $0.isWhitespace }
    guard let end = guid.lastIndex(where: { !isSpace($0) }) else { return "" }
    return guid[...end].drop(while: isSpace)
  }

  private static func pageKey(_ page: String) -> UInt64? {
    CanonicalURL.isFrontPage(page) ? nil : key("page", "", page)
  }

  private static func key(_ kind: String, _ scope: String, _ value: String) -> UInt64 {
    var hash = StableHash()
    hash.combine(kind)
    hash.combine(scope)
    hash.combine(value)
    return hash.value
  }

  private static func key(
    _ kind: String, _ scope: String, _ value: UInt64, _ more: String
  ) -> UInt64 {
    var hash = StableHash()
    hash.combine(kind)
    hash.combine(scope)
    hash.combine(number: value)
    hash.combine(more)
    return hash.value
  }
}
