package import Model

extension ThreadKeys {
  /// What an item is answered by and what it answers.
  ///
  /// An address means the same everywhere, and so do the ids of mails and of networks that have no
  /// single server (`<7@a.example>`, `at://…`, `tag:…`). Any other id counts within its site.
  package static func of(_ item: Item, source: Source) -> ThreadKeys {
    let guid = item.guid == item.url ? nil : item.guid
    return ThreadKeys(
      names: [guid, item.answeredAs].compactMap { $0.flatMap { key($0, source) } },
      answers: item.answers.compactMap { key($0, source) })
  }

  private static func key(_ name: String, _ source: Source) -> UInt64? {
    if CanonicalURL.of(name) != nil { return StoryPages.key(name) }
    guard !name.isEmpty else { return nil }
    let isGlobal = name.first == "<" || name.utf8.contains(UInt8(ascii: ":"))
    var hash = StableHash()
    hash.combine(isGlobal ? "" : source.outlet ?? URLParts(source.url)?.host ?? source.id)
    hash.combine(name)
    return hash.value
  }
}
