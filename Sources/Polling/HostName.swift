import Model

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

  /// A name without its port.
  static func withoutPort(_ host: String) -> Substring {
    if host.hasPrefix("["), let end = host.firstIndex(of: "]") { return host[...end] }
    return host.prefix { $0 != ":" }
  }

  /// Second labels under which the registries of countries sell names.
  private static let registries: Set<Substring> = [
    "ac", "co", "com", "edu", "go", "gob", "gouv", "gov", "gv", "id", "ltd", "me", "ne", "net",
    "nom",
    "or", "org", "plc", "sch",
  ]

  /// The part of a host's name that somebody registered, the port aside.
  ///
  /// By a rule of thumb. The public suffix list has ten thousand rules that change each week; where
  /// this one errs, hosts are paced together that need not be, and `domains` names the exceptions.
  /// All of `github.io` is one: many people write there, and one company answers and counts.
  static func registered(_ host: String) -> String {
    let labels = withoutPort(host).split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 2, !host.hasPrefix("["), labels.last?.allSatisfy(\.isNumber) == false
    else { return host }
    let isSold =
      labels[labels.count - 1].count == 2 && registries.contains(labels[labels.count - 2])
    return labels.suffix(isSold ? 3 : 2).joined(separator: ".")
  }
}

extension Pacing {
  /// The name under which an address is paced, and how: the nearest of `domains` that the host is
  /// or belongs to, else what `grouping` makes of the address. A file of this machine is alone.
  package func host(of url: String) -> (name: String, pacing: HostPacing) {
    if Source.isLocal(url) { return (url, .local) }
    let name = HostName.of(url)
    if let known = domain(of: name[...]) ?? domain(of: HostName.withoutPort(name)) { return known }
    switch grouping {
    case .host: return (name, host)
    case .domain: return (HostName.registered(name), host)
    case .source: return (url, host)
    }
  }

  private func domain(of host: Substring) -> (name: String, pacing: HostPacing)? {
    var domain = host
    while true {
      if let pacing = domains[String(domain)] { return (String(domain), pacing) }
      guard let dot = domain.firstIndex(of: ".") else { return nil }
      domain = domain[domain.index(after: dot)...]
    }
  }
}
