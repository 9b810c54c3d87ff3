import Loopback
import Transport

extension HTTPRequest {
  /// A GET that is allowed to go to the loopback address, with some limits set.
  static func local(
    _ server: LoopbackServer, _ path: String = "/", headers: [HTTPHeader] = [],
    limits change: (inout HTTPLimits) -> Void = { _ in }
  ) -> HTTPRequest {
    var limits = HTTPLimits()
    limits.addresses = .any
    change(&limits)
    return HTTPRequest(url: server.url(path), headers: headers, limits: limits)
  }
}

extension HTTPClient {
  /// A client as the daemon makes one.
  static func forTests(proxy: HTTPProxy? = nil, maxTransfers: Int = 512) throws -> HTTPClient {
    try HTTPClient(
      HTTPClientOptions(
        userAgent: "mentiond/test (+https://example.org/)", maxTransfers: maxTransfers,
        proxy: proxy))
  }
}
