/// The feeds that a web page names for those who came to it.
package enum FeedLinks {
  /// Addresses of `<link rel="alternate">` with the type of a feed, as browsers and feed readers
  /// discover them, in document order and each once; at most ten.
  ///
  /// - Parameters:
  ///   - page: HTML in UTF-8 or another encoding that agrees with it on ASCII.
  ///   - url: Where the page came from; relative addresses are resolved against it.
  package static func found(in page: [UInt8], at url: String? = nil) -> [String] {
    var links: [String] = []
    let page = page.prefix(searchedBytes)
    var rest = page[...]
    while links.count < mostLinks, let open = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[(open + 1)...]
      // Looked at before the end of the tag is: a page of nothing but `<` would take for ever.
      guard rest.prefix(4).map({ $0 | 0x20 }).elementsEqual("link".utf8),
        rest.dropFirst(4).first?.isASCIISpace == true
      else { continue }
      let tag = rest.prefix { $0 != UInt8(ascii: ">") }
      rest = rest[tag.endIndex...]
      guard let link = address(in: attributes(tag.dropFirst(4))) else { continue }
      let resolved = WebAddress.resolve(link, against: url)
      if !links.contains(resolved) { links.append(resolved) }
    }
    return links
  }

  /// Heads of pages are shorter by far; the links stand there.
  private static let searchedBytes = 1 << 20

  /// Sites that name a feed for each category name the main one first.
  private static let mostLinks = 10

  private static let types: Set = [
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
  ]

  private static func address(in attributes: [String: String]) -> String? {
    guard let relations = attributes["rel"]?.lowercased().split(separator: " "),
      relations.contains("alternate"), let type = attributes["type"]?.lowercased(),
      types.contains(type.prefix { $0 != ";" }.trimmed ?? "")
    else { return nil }
    return attributes["href"]?.trimmed
  }

  /// `name=value`, with the value in quotes or not; names in lower case.
  private static func attributes(_ tag: ArraySlice<UInt8>) -> [String: String] {
    var attributes: [String: String] = [:]
    var rest = tag
    while !rest.isEmpty {
      rest = rest.drop { $0.isASCIISpace || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "=") }
      let name = rest.prefix { !$0.isASCIISpace && $0 != UInt8(ascii: "=") }
      rest = rest[name.endIndex...].drop(while: \.isASCIISpace)
      guard rest.first == UInt8(ascii: "=") else { continue }
      rest = rest.dropFirst().drop(while: \.isASCIISpace)
      let value: ArraySlice<UInt8>
      if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        value = rest.dropFirst().prefix { $0 != quote }
        rest = rest[value.endIndex...].dropFirst()
      } else {
        value = rest.prefix { !$0.isASCIISpace }
        rest = rest[value.endIndex...]
      }
      attributes[String(decoding: name, as: UTF8.self).lowercased()] =
        HTMLText.plain(String(decoding: value, as: UTF8.self))
    }
    return attributes
  }
}
