/// What a server may take of us before it is given up.
package struct HTTPLimits: Hashable, Sendable {
  /// Bytes of the body after all encodings are undone, so that a gzip bomb stops here too.
  package var maxBodyBytes = 8 << 20

  /// Bytes of one response's header, interim responses included.
  package var maxHeaderBytes = 256 << 10

  /// From the start of a hop until the connection stands, TLS included.
  package var connect: Duration = .seconds(10)

  /// From the start of a hop until the first byte of the response.
  package var firstByte: Duration = .seconds(20)

  /// The longest stretch, after the first byte, in which less than `lowSpeedBytes` arrive.
  package var lowSpeed: Duration = .seconds(10)

  /// Rare enough to hit only who drips; the slowest modem line brings that much in a second.
  static let lowSpeedBytes = 1024

  /// For the whole request with all its redirects, from when its turn comes.
  package var total: Duration = .seconds(60)

  /// At 0 a redirect is returned as the response. Otherwise the hop above the limit throws.
  package var maxRedirects = 5

  package var addresses = AddressPolicy.publicOnly

  package init() {}
}

/// Where a request may lead, on its first hop and on every redirect.
package enum AddressPolicy: Hashable, Sendable {
  /// Only addresses that are reachable from everywhere, so that a feed's redirect cannot make us
  /// ask the machines of our own network. The address connected to counts, not the name. Through
  /// a proxy names are left to the proxy's judgement, and only addresses in URLs are judged here.
  case publicOnly

  /// Loopback and private networks too.
  case any
}
