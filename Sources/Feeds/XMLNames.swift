/// The names of elements that mean something in a feed, in any of its formats.
enum XMLName: String, CaseIterable {
  case other = ""
  case rss, feed, rdf, channel, item, entry
  case title, link, description, content, summary, encoded, abstract, subtitle, body, div
  case fullitem, id, guid, identifier, pubdate, published, updated, modified, issued, created, date,
    lastmod
  case author, contributor, creator, name, email, uri, url, homepage
  case category, subject, keywords, language, source
  case ttl, updateperiod, updatefrequency
  case comments, total, group, text
}

/// What family of names an element belongs to.
enum XMLNamespace: UInt8 {
  /// RSS in all versions, and names without any namespace.
  case rss
  case atom
  case dublinCore, dublinCoreTerms
  case content, itunes, media, rdf, syndication, slash, threads, xhtml
  case other
}

/// Turns the names that libxml2 keeps one copy of into cases, by the address of that copy.
struct XMLNames {
  private var names: [UnsafePointer<UInt8>: XMLName] = [:]
  private var namespaces: [UnsafePointer<UInt8>: XMLNamespace] = [:]
  private var prefixes: [UnsafePointer<UInt8>: XMLNamespace] = [:]

  private static let byText: [String: XMLName] = Dictionary(
    uniqueKeysWithValues: XMLName.allCases.map { ($0.rawValue, $0) })

  mutating func name(_ name: UnsafePointer<UInt8>) -> XMLName {
    if let known = names[name] { return known }
    let found = Self.byText[String(cString: name).lowercased()] ?? .other
    names[name] = found
    return found
  }

  mutating func namespace(
    _ namespace: UnsafePointer<UInt8>?, prefix: UnsafePointer<UInt8>?
  ) -> XMLNamespace {
    if let namespace {
      if let known = namespaces[namespace] { return known }
      var found = Self.namespace(String(cString: namespace))
      // A default namespace that nobody knows is that of an RSS writer: there are dozens.
      if found == .other, prefix == nil { found = .rss }
      namespaces[namespace] = found
      return found
    }
    guard let prefix else { return .rss }
    if let known = prefixes[prefix] { return known }
    let found = Self.undeclared(String(cString: prefix))
    prefixes[prefix] = found
    return found
  }

  private static func namespace(_ uri: String) -> XMLNamespace {
    let uri = uri.lowercased()
    func has(_ part: String) -> Bool { uri.utf8.firstRange(of: part.utf8) != nil }
    if has("purl.org/atom") || has("www.w3.org/2005/atom") { return .atom }
    if has("purl.org/dc/terms") { return .dublinCoreTerms }
    if has("purl.org/dc/elements") || has("purl.org/metadata/dublin_core") { return .dublinCore }
    if has("modules/content") { return .content }
    if has("itunes.com") || has("/itunes") { return .itunes }
    if has("search.yahoo.com/mrss") || has("tools.search.yahoo.com") { return .media }
    if has("22-rdf-syntax-ns") { return .rdf }
    if has("modules/syndication") { return .syndication }
    if has("modules/slash") { return .slash }
    if has("purl.org/syndication/thread") { return .threads }
    if has("1999/xhtml") { return .xhtml }
    if has("purl.org/rss/1.0/modules") || has("www.w3.org/2000/svg") || has("1998/math") {
      return .other
    }
    let ofRSS = [
      "purl.org/rss/1.0", "purl.org/net/rss", "my.netscape.com", "channel.netscape.com",
      "backend.userland.com", "blogs.law.harvard.edu/tech/rss", "rss-board", "cyber.law.harvard",
    ]
    return ofRSS.contains(where: has) ? .rss : .other
  }

  /// What the usual prefixes mean where a document forgets to say.
  private static func undeclared(_ prefix: String) -> XMLNamespace {
    switch prefix.lowercased() {
    case "dc": .dublinCore
    case "dcterms": .dublinCoreTerms
    case "content": .content
    case "itunes": .itunes
    case "media": .media
    case "atom", "atom10", "a10": .atom
    case "rdf": .rdf
    case "sy": .syndication
    case "slash": .slash
    case "thr": .threads
    case "xhtml", "html", "body": .xhtml
    case "rss", "rss1": .rss
    default: .other
    }
  }
}
