/// A server that asks others in our place.
package struct HTTPProxy: Hashable, Sendable {
  /// `http://host:port`
  package var url: String

  /// Who we are to it, by basic authentication; nil where it does not ask.
  package var user: String?
  package var password: String?

  /// Hosts that are asked without it: names, with all names below them, addresses, blocks of
  /// addresses (`10.0.0.0/8`), and `*` for all. Names are not looked up for them.
  package var exceptions: [String]

  package init(
    _ url: String, user: String? = nil, password: String? = nil, exceptions: [String] = []
  ) {
    self.url = url
    self.user = user
    self.password = password
    self.exceptions = exceptions
  }

  /// Whether what is at an address is asked by way of it.
  func serves(_ address: WebAddress) -> Bool {
    !exceptions.contains { exception in
      if let literal = address.literal, let block = NetworkBlock(exception) {
        return block.contains(literal)
      }
      let name = exception.lowercased().drop { $0 == "*" || $0 == "." }
      return exception == "*" || address.host == name || address.host == "[\(name)]"
        || address.literal == nil && address.host.hasSuffix(".\(name)")
    }
  }
}

extension HTTPProxy: CustomStringConvertible, CustomReflectable {
  // The password is in no log line and no dump.
  package var description: String { url }
  package var customMirror: Mirror { Mirror(self, children: ["url": url]) }
}
