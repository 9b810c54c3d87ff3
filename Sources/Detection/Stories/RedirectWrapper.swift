/// Addresses that only lead to another, which they carry with them.
///
/// `news.google.com` hides its targets behind a code, so its addresses stay as they are.
enum RedirectWrapper {
  /// The address behind, nil where this is the page itself.
  static func target(of parts: URLParts) -> String? {
    let host = parts.host.hasPrefix("www.") ? String(parts.host.dropFirst(4)) : parts.host
    if let target = amp(parts, host: host) { return target }
    guard !parts.query.isEmpty else { return nil }
    for wrapper in wrappers where wrapper.leads(host, parts.path) {
      for name in wrapper.parameters {
        if let target = parts.parameter(name), URLParts(target) != nil { return target }
      }
    }
    return nil
  }

  /// `google.com/amp/s/HOST/PATH`, `HOST.cdn.ampproject.org/c/s/HOST/PATH`.
  private static func amp(_ parts: URLParts, host: String) -> String? {
    let leads: [String]
    if host.hasSuffix(".cdn.ampproject.org") {
      leads = ["/c/s/", "/v/s/", "/c/", "/v/"]
    } else if isGoogle(host) {
      leads = ["/amp/s/", "/amp/"]
    } else {
      return nil
    }
    guard let lead = leads.first(where: parts.path.hasPrefix) else { return nil }
    let rest = parts.path.dropFirst(lead.count)
    return "https://\(rest)" + (parts.query.isEmpty ? "" : "?\(parts.query)")
  }

  private static func isGoogle(_ host: String) -> Bool {
    host == "google.com" || host.hasPrefix("google.") && host.utf8.count <= 13
  }

  private struct Wrapper: Sendable {
    var host: String
    var path: String
    var parameters: [String]

    func leads(_ host: String, _ path: String) -> Bool {
      path.hasPrefix(self.path)
        && (self.host == "google.com" ? isGoogle(host) : host == self.host)
    }
  }

  private static let wrappers = [
    Wrapper(host: "google.com", path: "/url", parameters: ["url", "q"]),
    Wrapper(host: "bing.com", path: "/news/apiclick.aspx", parameters: ["url"]),
    Wrapper(host: "l.facebook.com", path: "/l.php", parameters: ["u"]),
    Wrapper(host: "lm.facebook.com", path: "/l.php", parameters: ["u"]),
    Wrapper(host: "facebook.com", path: "/l.php", parameters: ["u"]),
    Wrapper(host: "l.instagram.com", path: "/", parameters: ["u"]),
    Wrapper(host: "l.threads.com", path: "/", parameters: ["u"]),
    Wrapper(host: "t.umblr.com", path: "/redirect", parameters: ["z"]),
    Wrapper(host: "out.reddit.com", path: "/", parameters: ["url"]),
    Wrapper(host: "youtube.com", path: "/redirect", parameters: ["q"]),
    Wrapper(host: "duckduckgo.com", path: "/l/", parameters: ["uddg"]),
    Wrapper(host: "vk.com", path: "/away.php", parameters: ["to"]),
    Wrapper(host: "linkedin.com", path: "/redir/redirect", parameters: ["url"]),
    Wrapper(host: "slack-redir.net", path: "/link", parameters: ["url"]),
    Wrapper(host: "steamcommunity.com", path: "/linkfilter/", parameters: ["url", "u"]),
    Wrapper(host: "exit.sc", path: "/", parameters: ["url"]),
  ]
}
