/// Why a server could not begin.
package enum ServingError: Error, Hashable, CustomStringConvertible {
  /// The address is none in numbers, such as `127.0.0.1` or `::1`.
  case badAddress(String)

  /// Another process listens there.
  case inUse(address: String, port: UInt16)

  /// The system said no, in its words: a port below 1024, an address of another machine.
  case refused(address: String, port: UInt16, reason: String)

  package var description: String {
    switch self {
    case .badAddress(let text):
      "expected an IPv4 or IPv6 address to listen on, found \"\(text)\""
    case .inUse(let address, let port):
      "another process listens on port \(port) of \(address) already"
    case .refused(let address, let port, let reason):
      "cannot listen on port \(port) of \(address): \(reason)"
    }
  }
}
