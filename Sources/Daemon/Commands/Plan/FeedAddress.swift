/// When two addresses are of one feed.
enum FeedAddress {
  /// Equal for addresses that servers answer alike: whatever the scheme, a `www.`, the case of the
  /// host, its usual port, a last slash, the order of parameters and the fragment.
  static func key(_ url: String) -> String {
    let url = url.prefix { $0 != "#" }
    var rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url
    let host = rest.prefix { !"/?".contains($0) }
    rest = rest[host.endIndex...]
    var name = host.lowercased()
    for port in [":80", ":443"] where name.hasSuffix(port) { name.removeLast(port.count) }
    if name.hasPrefix("www.") { name.removeFirst(4) }
    var path = rest.prefix { $0 != "?" }
    let query = rest[path.endIndex...].dropFirst().split(separator: "&").sorted()
    while path.hasSuffix("/") { path.removeLast() }
    return name + path + "?" + query.joined(separator: "&")
  }
}
