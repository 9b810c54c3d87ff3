package import Model

/// Who speaks: equal voices are one person, or one newsroom, speaking again.
package enum Voice {
  /// An author at an outlet. Where no author is named, a newsroom speaks with one voice, and so
  /// does the brand; on the lower rungs each item is a voice of its own, since a review site or a
  /// forum whose feed names nobody still brings many people.
  ///
  /// - Parameter item: what tells the item from all others: its strongest key.
  package static func of(
    author: String?, outlet: String, rung: Rung, fallback item: UInt64
  ) -> UInt64 {
    var hash = StableHash()
    hash.combine(outlet.lowercased())
    let author = AuthorName.folded(author ?? "")
    if !author.isEmpty {
      hash.combine(author)
    } else if rung < .news {
      hash.combine(number: item)
    }
    return hash.value
  }
}

/// The name of an author in one spelling: `@Ann`, `/u/Ann` and `ann` are one.
package enum AuthorName {
  package static func folded(_ author: String) -> String {
    if author.utf8.allSatisfy(isPlain) { return author }
    if author.utf8.allSatisfy({ isPlain(ASCII.lowercase($0)) }) { return author.lowercased() }
    var name = Substring(author.lowercased())
    name = name.drop { $0 == "@" || $0.isWhitespace }
    for lead in ["https://www.reddit.com/user/", "/u/", "u/"] where name.hasPrefix(lead) {
      name = name.dropFirst(lead.count)
      break
    }
    // RSS asks for an address with the name behind it: ann@example.org (Ann Author).
    if name.hasSuffix(")"), let open = name.lastIndex(of: "("), name[..<open].contains("@") {
      name = name[name.index(after: open)...].dropLast()
    }
    while let last = name.last, last.isWhitespace { name.removeLast() }
    return String(name)
  }

  /// Small letters and digits alone are folded already, as most handles are; `u/` needs its slash.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x30...0x39, UInt8(ascii: "_"), UInt8(ascii: "."): true
    default: false
    }
  }
}
