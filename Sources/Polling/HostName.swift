/// The host that an address is asked of, as the key under which sources share its patience.
enum HostName {
  /// Host and port in lower case, the port left out where it is the scheme's own.
  static func of(_ url: String) -> String {
    let url = url.lowercased()
    var rest = Substring(url)
    var ownPort = ":80"
    if let mark = url.firstRange(of: "://") {
      if url[..<mark.lowerBound] == "https" { ownPort = ":443" }
      rest = url[mark.upperBound...]
    }
    rest = rest.prefix { !"/?#".contains($0) }
    if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
    if rest.hasSuffix(ownPort) { rest = rest.dropLast(ownPort.count) }
    if rest.hasSuffix(".") { rest = rest.dropLast() }
    return String(rest)
  }
}

extension Pacing {
  /// The name under which an address is paced, and how: the nearest of `domains` that the host is
  /// or belongs to, else the host by itself.
  func host(of url: String) -> (name: String, pacing: HostPacing) {
    let name = HostName.of(url)
    var domain = Substring(name)
    while true {
      if let pacing = domains[String(domain)] { return (String(domain), pacing) }
      guard let dot = domain.firstIndex(of: ".") else { return (name, host) }
      domain = domain[domain.index(after: dot)...]
    }
  }
}
