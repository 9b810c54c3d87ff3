/// Links that lead to a page by way of somebody who counts the clicks, with the page's address in them.
///
/// Those that hide it behind a code stay as they are: `news.google.com/rss/articles`, `t.co`,
/// `feedproxy.google.com`, `lnks.gd`.
package enum RedirectLink {
  /// Redirects within redirects are followed so far.
  private static let unwrappingLimit = 2

  /// The page's address, by http or https; nil where the link is no redirect.
  package static func page(behind link: String) -> String? {
    guard hasAddress(link) else { return nil }
    var page: String?
    for _ in 0..<unwrappingLimit {
      guard let target = target(of: page ?? link) else { break }
      page = target
    }
    return page
  }

  /// Whether there may be an address in it: nearly no link needs a closer look.
  private static func hasAddress(_ link: String) -> Bool {
    var link = link
    return link.withUTF8 { bytes in
      bytes.indices.dropFirst(2).contains { place in
        let byte = bytes[place]
        // `=http…`, or its base 64 behind `a1`.
        if bytes[place - 1] == UInt8(ascii: "=") {
          return byte | 0x20 == UInt8(ascii: "h") || byte == UInt8(ascii: "a")
        }
        // `/s/example.org/…`
        return byte == UInt8(ascii: "/") && bytes[place - 1] == UInt8(ascii: "s")
          && bytes[place - 2] == byte
      }
    }
  }

  private static func target(of link: String) -> String? {
    guard let parts = Parts(link) else { return nil }
    for wrapper in wrappers[parts.host] ?? family(of: parts.host)
    where parts.path.hasPrefix(wrapper.path) {
      for name in wrapper.parameters {
        if let value = parts.parameter(name), let target = address(value) { return target }
      }
    }
    if let page = pageBehindAMP(parts) { return page }
    switch parts.host {
    case "r.search.yahoo.com": return yahooTarget(of: parts.path)
    case "bing.com" where parts.path.hasPrefix("/ck/"): return bingTarget(of: parts)
    default: return nil
    }
  }

  /// A decoded value as the address of a page; nil where it is none.
  private static func address(_ value: String) -> String? {
    let address = value.replacing(" ", with: "%20")
    guard let parts = Parts(address), parts.host.contains("."),
      address.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
    else { return nil }
    return address
  }

  /// `google.com/amp/s/HOST/PATH`, `HOST.cdn.ampproject.org/c/s/HOST/PATH`.
  private static func pageBehindAMP(_ parts: Parts) -> String? {
    let leads =
      parts.host.hasSuffix(".cdn.ampproject.org")
      ? ["/c/s/", "/v/s/"] : isGoogle(parts.host) ? ["/amp/s/"] : []
    guard let lead = leads.first(where: parts.path.hasPrefix) else { return nil }
    let query = parts.query.isEmpty ? "" : "?\(parts.query)"
    return address("https://\(parts.path.dropFirst(lead.count))\(query)")
  }

  private static func isGoogle(_ host: Substring) -> Bool {
    host == "google.com" || host.hasPrefix("google.") && host.utf8.count <= 13
  }

  /// `…/RU=https%3a%2f%2fexample.org%2f/RK=2/…`
  private static func yahooTarget(of path: Substring) -> String? {
    guard let start = path.firstRange(of: "/RU=") else { return nil }
    return PercentEncoding.decoded(path[start.upperBound...].prefix { $0 != "/" }).flatMap(address)
  }

  /// `…&u=a1aHR0cHM6Ly9leGFtcGxlLm9yZy8&…`: base 64 behind two letters.
  private static func bingTarget(of parts: Parts) -> String? {
    guard let value = parts.parameter("u"), value.hasPrefix("a1") else { return nil }
    let bytes = Array(value.dropFirst(2).utf8).withUnsafeBufferPointer { Base64.decode($0) }
    return String(validating: bytes, as: UTF8.self).flatMap(address)
  }

  private struct Wrapper {
    var path: String
    var parameters: [String]
  }

  /// By host, without `www.`.
  private static let wrappers: [Substring: [Wrapper]] = {
    var wrappers: [Substring: [Wrapper]] = [:]
    for (host, path, parameters) in [
      ("news.google.com", "/news/url", "url"), ("news.url.google.com", "/", "url"),
      ("bing.com", "/news/apiclick.aspx", "url"), ("facebook.com", "/l.php", "u"),
      ("l.facebook.com", "/l.php", "u"), ("lm.facebook.com", "/l.php", "u"),
      ("l.instagram.com", "/", "u"), ("l.threads.net", "/", "u"), ("l.threads.com", "/", "u"),
      ("t.umblr.com", "/redirect", "z"), ("out.reddit.com", "/", "url"),
      ("youtube.com", "/redirect", "q"), ("duckduckgo.com", "/l/", "uddg"),
      ("vk.com", "/away.php", "to"), ("linkedin.com", "/redir/redirect", "url"),
      ("linkedin.com", "/safety/go", "url"), ("slack-redir.net", "/link", "url"),
      ("steamcommunity.com", "/linkfilter/", "url u"), ("exit.sc", "/", "url"),
      ("getpocket.com", "/redirect", "url"), ("medium.com", "/r/", "url"),
      ("link.zhihu.com", "/", "target"), ("douban.com", "/link2/", "url"),
      ("go.skimresources.com", "/", "url"), ("go.redirectingat.com", "/", "url"),
      ("redirect.viglink.com", "/", "u"),
    ] as [(Substring, String, String)] {
      let names = parameters.split(separator: " ").map(String.init)
      wrappers[host, default: []].append(Wrapper(path: path, parameters: names))
    }
    return wrappers
  }()

  /// Services with many hosts: Google's countries, the regions of Outlook's mail filter.
  private static func family(of host: Substring) -> [Wrapper] {
    if isGoogle(host) {
      return [Wrapper(path: "/url", parameters: ["url", "q"])]
    }
    if host.hasSuffix(".safelinks.protection.outlook.com") {
      return [Wrapper(path: "/", parameters: ["url"])]
    }
    return []
  }

  /// What of an http or https address (RFC 3986, section 3) tells where it leads.
  private struct Parts {
    /// In small letters, without `www.` and the port.
    var host: Substring
    var path: Substring
    var query: Substring

    init?(_ address: String) {
      let scheme = address.prefix(8).lowercased()
      guard scheme.hasPrefix("http://") || scheme == "https://" else { return nil }
      let rest = address.dropFirst(scheme == "https://" ? 8 : 7).utf8
        .prefix { $0 != UInt8(ascii: "#") }
      let authority = rest.prefix {
        $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "\\")
      }
      // A name before the host serves to deceive.
      guard !authority.isEmpty, !authority.contains(UInt8(ascii: "@")) else { return nil }
      let name = Substring(authority.prefix { $0 != UInt8(ascii: ":") }).lowercased()
      host = name.hasPrefix("www.") ? name.dropFirst(4) : name[...]
      let tail = rest[authority.endIndex...]
      let before = tail.prefix { $0 != UInt8(ascii: "?") }
      path = before.isEmpty ? "/" : Substring(before)
      query = Substring(tail[before.endIndex...].dropFirst())
    }

    /// The value of a parameter of the query, decoded once.
    func parameter(_ name: String) -> String? {
      for pair in query.split(separator: "&") where pair.hasPrefix(name) {
        let value = pair.dropFirst(name.count)
        if value.first == "=" { return PercentEncoding.decoded(value.dropFirst()) }
      }
      return nil
    }
  }
}
