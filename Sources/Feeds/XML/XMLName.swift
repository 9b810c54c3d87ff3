/// The names of elements that mean something in a feed, in any of its formats.
enum XMLName: UInt8, CaseIterable {
  case other
  case rss, feed, rdf, channel, item, entry
  case title, link, description, content, summary, encoded, abstract, subtitle, body, div
  case fullitem, id, guid, identifier, pubdate, published, updated, modified, issued, created, date,
    lastmod
  case author, contributor, creator, name, email, uri, url, homepage
  case category, subject, keywords, language, source
  case ttl, updateperiod, updatefrequency, skiphours, hour, skipdays, day
  case comments, total, inReplyTo, group, text, community, starrating, statistics

  /// By the name without its prefix, in any case of letters.
  static let table = NameTable(
    allCases.filter { $0 != .other }.map { name in
      (NameHash(ignoringCase: (name == .inReplyTo ? "in-reply-to" : "\(name)").utf8), name)
    })
}

/// What family of names an element belongs to.
enum XMLNamespace: UInt8, CaseIterable {
  /// RSS in all versions, and names without any namespace.
  case rss
  case atom
  case dublinCore, dublinCoreTerms
  case content, itunes, media, rdf, syndication, slash, threads, xhtml, bingNews
  case other

  /// The family of a namespace's address, as publishers write it.
  init(uri: UnsafeBufferPointer<UInt8>) {
    let lowercased = uri.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    func has(_ part: StaticString) -> Bool {
      lowercased.withUnsafeBufferPointer { $0.firstPlace(of: part, from: 0) != nil }
    }
    let families: [(parts: [StaticString], XMLNamespace)] = [
      (["purl.org/atom", "www.w3.org/2005/atom"], .atom),
      (["purl.org/dc/terms"], .dublinCoreTerms),
      (["purl.org/dc/elements", "purl.org/metadata/dublin_core"], .dublinCore),
      (["modules/content"], .content), (["itunes.com", "/itunes"], .itunes),
      (["search.yahoo.com/mrss", "tools.search.yahoo.com"], .media),
      (["22-rdf-syntax-ns"], .rdf), (["modules/syndication"], .syndication),
      (["modules/slash"], .slash), (["purl.org/syndication/thread"], .threads),
      (["1999/xhtml"], .xhtml), (["www.bing.com/news"], .bingNews),
      (["purl.org/rss/1.0/modules", "www.w3.org/2000/svg", "1998/math"], .other),
      (
        [
          "purl.org/rss/1.0", "purl.org/net/rss", "my.netscape.com", "channel.netscape.com",
          "backend.userland.com", "blogs.law.harvard.edu/tech/rss", "rss-board",
          "cyber.law.harvard",
        ], .rss
      ),
    ]
    self = families.first { $0.parts.contains(where: has) }?.1 ?? .other
  }

  /// What the usual prefixes mean where a document forgets to say.
  static let ofUndeclaredPrefix = NameTable(
    [
      ("dc", .dublinCore), ("dcterms", .dublinCoreTerms), ("content", .content),
      ("itunes", .itunes), ("media", .media), ("atom", .atom), ("atom10", .atom), ("a10", .atom),
      ("rdf", .rdf), ("sy", .syndication), ("slash", .slash), ("thr", .threads),
      ("xhtml", .xhtml), ("html", .xhtml), ("body", .xhtml), ("rss", .rss), ("rss1", .rss),
    ].map { (prefix: String, namespace: XMLNamespace) in
      (NameHash(ignoringCase: prefix.utf8), namespace)
    })
}
