import Model

/// One spelling for all addresses of a page.
///
/// Made for comparing, not for fetching: feeds, searches, mails and networks hand on the same page
/// with another scheme, host prefix, tracking parameters or behind a redirect. Percent-encoding and
/// dot segments are treated as RFC 3986, section 6.2.2 says; the rest is what is seen in the wild.
package enum CanonicalURL {
  /// Bytes of an address beyond this make it none.
  static let longestAddress = 8192

  /// The canonical form, `https://host/path?query`; nil where it is no address of a web page.
  package static func of(_ url: String) -> String? {
    // Many a guid is a number or a name: only `http`, `www.`, `//` and space may come first.
    guard url.utf8.count <= longestAddress, let first = url.utf8.first,
      first <= 0x20 || first == 0x2F || first | 0x20 == 0x68 || first | 0x20 == 0x77
    else { return nil }
    if let plain = PlainURL.canonical(url) { return plain }
    return URLParts(RedirectLink.page(behind: url) ?? url).map(canonical)
  }

  /// Whether a canonical address is that of a whole site, which is no identity of anything on it.
  package static func isFrontPage(_ canonical: String) -> Bool {
    canonical.utf8.dropFirst("https://".utf8.count).allSatisfy {
      $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
    }
  }

  private static func canonical(_ parts: URLParts) -> String {
    let host = canonicalHost(parts.host)
    var text = "https://\(host)"
    text += canonicalPath(parts.path)
    let query = canonicalQuery(parts.query, host: host)
    if !query.isEmpty { text += "?\(query)" }
    // Some sites keep their pages behind the number sign: #!/page, #/page.
    if parts.fragment.hasPrefix("!") || parts.fragment.hasPrefix("/") {
      text += "#\(PercentEncoding.normalized(parts.fragment))"
    } else if isAnswer(parts.fragment) {
      text += "#\(parts.fragment.lowercased())"
    }
    return text
  }

  /// Whether the part of a page is an item of its own: `comment-7`, `post1234`.
  private static func isAnswer(_ fragment: String) -> Bool {
    guard fragment.utf8.count <= 40, let last = fragment.utf8.last, (0x30...0x39).contains(last)
    else { return false }
    let digits = fragment.utf8.reversed().prefix { (0x30...0x39).contains($0) }.count
    let name = fragment.dropLast(digits).lowercased().filter { $0 != "-" && $0 != "_" }
    // With few digits these are paragraphs and chapters.
    return answerNames.contains(name) || (name == "p" || name == "c") && digits >= 3
  }

  private static let answerNames: Set<String> = [
    "comment", "comments", "respond", "reply", "answer", "post", "msg", "message", "issuecomment",
    "discussioncomment", "licomment",
  ]

  private static let hostPrefixes: Set<Substring> = [
    "www", "www1", "www2", "www3", "m", "mobile", "amp", "touch",
  ]

  private static func canonicalHost(_ host: String) -> String {
    var plain = host[...]
    while let dot = plain.utf8.firstIndex(of: UInt8(ascii: ".")),
      hostPrefixes.contains(plain[..<dot])
    {
      let rest = plain[plain.utf8.index(after: dot)...]
      guard rest.utf8.contains(UInt8(ascii: ".")) else { break }
      plain = rest
    }
    switch plain {
    case "old.reddit.com", "np.reddit.com", "new.reddit.com": return "reddit.com"
    case "x.com": return "twitter.com"
    case _ where plain.hasSuffix(".m.wikipedia.org"):
      return plain.dropLast(".m.wikipedia.org".count) + ".wikipedia.org"
    default: return String(plain)
    }
  }

  private static let indexPages: Set<String> = [
    "index.html", "index.htm", "index.php", "index.asp", "index.aspx", "index.jsp", "index.shtml",
    "default.htm", "default.html", "default.asp", "default.aspx",
  ]

  private static func canonicalPath(_ path: String) -> String {
    if path.isEmpty || path == "/" { return "" }
    var path = path
    if path.withUTF8(PlainURL.isPlain(path:)) { return path }
    var segments: [String] = []
    for raw in path.split(separator: "/", omittingEmptySubsequences: true) {
      // ;jsessionid=… and its like.
      let segment = raw.utf8.contains(UInt8(ascii: ";")) ? raw.prefix { $0 != ";" } : raw
      switch segment {
      case ".": continue
      case "..": _ = segments.popLast()
      default: segments.append(PercentEncoding.normalized(String(segment)))
      }
    }
    if let last = segments.last, indexPages.contains(last) { segments.removeLast() }
    if segments.count > 1, segments.last == "amp" || segments.first == "amp" {
      if segments.last == "amp" { segments.removeLast() } else { segments.removeFirst() }
    }
    if let last = segments.last {
      for (ending, plain) in [(".amp.html", ".html"), (".amp", "")] where last.hasSuffix(ending) {
        segments[segments.count - 1] = String(last.dropLast(ending.count)) + plain
        break
      }
    }
    return segments.isEmpty ? "" : "/" + segments.joined(separator: "/")
  }

  private static func canonicalQuery(_ query: String, host: String) -> String {
    if query.isEmpty { return "" }
    // Of `&amp;` the rest is a parameter of a name that says nothing.
    return query.utf8.split { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: ";") }
      .map { String(Substring($0)) }
      .filter { !TrackingParameter.matches($0, host: host) }
      .map { PercentEncoding.normalized($0) }
      .sorted()
      .joined(separator: "&")
  }
}
