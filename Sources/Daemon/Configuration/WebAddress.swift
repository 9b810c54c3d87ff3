import FoundationEssentials

/// Addresses that may be asked or posted to.
enum WebAddress {
  /// What matters of an absolute http or https address with a host; nil for all else. Secrets do not
  /// belong into a file that is shown around.
  static func parts(of text: String) -> (host: String, hasPassword: Bool)? {
    guard !text.contains(where: { $0.isWhitespace || $0.isNewline }), let url = URL(string: text),
      let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme),
      let host = url.host(), !host.isEmpty, url.port.map({ (1...65535).contains($0) }) ?? true
    else { return nil }
    return (host, url.user() != nil || url.password() != nil)
  }
}
