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

  /// As `contentHash(of:)`; nil where the words were not read.
  package private(set) var content: UInt64?

  /// How much of an item is looked at.
  package enum Depth: Sendable {
    /// Its guid and its address: enough to know an item again that nobody asks for. Its words are
    /// read where it has neither, or shares one of them with another of its document.
    case names

    /// Its words too, by which it is known at another address.
    case words
  }

  /// The keys that there are, strongest first; at most four. An item without any cannot be
  /// recognised.
  package var all: [UInt64] { [guid, url, title, text].compactMap(\.self) }

  package static func of(_ item: Item, source: Source.ID) -> IdentityKeys {
    var keys = names(of: item, source: source)
    keys.readWords(of: item, source: source)
    return keys
  }

  /// The keys of all items of one document.
  ///
  /// Two entries of one document are two items unless all that is known of both agrees; what they
  /// share nevertheless, such as a guid that a publisher gave twice, identifies neither.
  package static func of(
    document items: [Item], source: Source.ID, depth: Depth = .words
  ) -> [IdentityKeys] {
    var all = items.map { names(of: $0, source: source) }
    let shared = depth == .words ? [:] : holders(in: all)
    for place in items.indices {
      let isKnown = depth == .names && !all[place].all.isEmpty
      if !isKnown || all[place].all.contains(where: { shared[$0] != nil }) {
        all[place].readWords(of: items[place], source: source)
      }
    }
    var ambiguous: [Int: Set<UInt64>] = [:]
    for (key, places) in holders(in: all) {
      let isOneItem = places.dropFirst().allSatisfy { all[places[0]].agrees(with: all[$0]) }
      if isOneItem { continue }
      for place in places { ambiguous[place, default: []].insert(key) }
    }
    for (place, keys) in ambiguous { all[place].drop(keys) }
    return all
  }

  /// The keys that several have, and the places of those.
  private static func holders(in all: [IdentityKeys]) -> [UInt64: [Int]] {
    var first: [UInt64: Int] = [:]
    first.reserveCapacity(4 * all.count)
    var shared: [UInt64: [Int]] = [:]
    for (place, keys) in all.enumerated() {
      for key in keys.all {
        if let first = first.updateValue(place, forKey: key) {
          shared[key, default: [first]].append(place)
        }
      }
    }
    return shared
  }

  private static func names(of item: Item, source: Source.ID) -> IdentityKeys {
    var keys = IdentityKeys()
    keys.url = item.url.flatMap(CanonicalURL.of).flatMap(pageKey)
    // Many publishers give the address for the guid, which says nothing more then.
    if keys.url != nil, item.guid == item.url { return keys }
    let guid = trimmed(item.guid ?? "")
    if let page = CanonicalURL.of(String(guid)) {
      keys.guid = pageKey(page)
    } else if !guid.isEmpty {
      let isGlobal = guid.hasPrefix("urn:uuid:") || guid.hasPrefix("tag:")
      keys.guid = key("guid", isGlobal ? "" : source, String(guid))
    }
    if keys.url == keys.guid { keys.guid = nil }
    return keys
  }

  private mutating func readWords(of item: Item, source: Source.ID) {
    let author = AuthorName.folded(item.author ?? "")
    let speaker = author.isEmpty ? item.outlet ?? source : author
    let title = TextFingerprint.of(item.title)
    if let published = item.published, title.words >= Self.leastTitleWords, !title.isReply {
      self.title = Self.key("title", speaker, title.hash, published.utcDay)
    }
    let text = TextFingerprint.of(item.text)
    if text.words >= Self.leastTextWords {
      self.text = Self.key("text", speaker, text.hash, "")
    }
    content = contentHash(title: title, text: text)
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
    if guid.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return guid[...] }
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
