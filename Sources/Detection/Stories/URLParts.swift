/// The parts of an http or https address (RFC 3986, section 3), the host in small letters and
/// without a port that goes without saying.
struct URLParts {
  var host: String
  var path: String
  var query: String
  var fragment: String

  /// Nil where the text is no such address, or has no host.
  init?(_ text: String) {
    var rest = Substring(text)[...]
    while let first = rest.utf8.first, first <= 0x20 { rest.removeFirst() }
    while let last = rest.utf8.last, last <= 0x20 { rest.removeLast() }
    guard let begin = Self.endOfScheme(rest) else { return nil }
    rest = rest[begin...]
    let end = rest.utf8.firstIndex { $0 == 0x2F || $0 == 0x3F || $0 == 0x23 || $0 == 0x5C }
    var authority = rest[..<(end ?? rest.endIndex)]
    rest = rest[(end ?? rest.endIndex)...]
    if let at = authority.utf8.lastIndex(of: UInt8(ascii: "@")) {
      authority = authority[authority.utf8.index(after: at)...]
    }
    if let colon = authority.utf8.lastIndex(of: UInt8(ascii: ":")),
      ["", "80", "443"].contains(authority[authority.utf8.index(after: colon)...])
    {
      authority = authority[..<colon]
    }
    while authority.utf8.last == UInt8(ascii: ".") { authority.removeLast() }
    guard !authority.isEmpty else { return nil }
    host = authority.lowercased()
    let hash = rest.utf8.firstIndex(of: UInt8(ascii: "#")) ?? rest.endIndex
    fragment = String(rest[hash...].dropFirst())
    rest = rest[..<hash]
    let mark = rest.utf8.firstIndex(of: UInt8(ascii: "?")) ?? rest.endIndex
    query = String(rest[mark...].dropFirst())
    path = String(rest[..<mark])
  }

  /// Behind `http://`, `https://`, `//`, or before a bare `www.`.
  private static func endOfScheme(_ text: Substring) -> Substring.Index? {
    let bytes = text.utf8
    for scheme in ["https://", "http://", "//"] as [StaticString] {
      let count = scheme.utf8CodeUnitCount
      let head = bytes.prefix(count)
      guard head.count == count else { continue }
      let isEqual = zip(head, 0..<count).allSatisfy { byte, place in
        let wanted = scheme.utf8Start[place]
        return byte == wanted || byte | 0x20 == wanted && wanted > 0x60
      }
      if isEqual { return head.endIndex }
    }
    return text.prefix(4).lowercased() == "www." ? text.startIndex : nil
  }
}
