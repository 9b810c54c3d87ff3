/// Why a request got no response.
package enum FetchError: Error, Hashable, Sendable {
  /// The host was not reached or broke off: name lookup, connection, TLS, a body cut short.
  case unreachable(reason: String)

  /// A limit of time ran out.
  case timedOut(phase: Phase, limit: Duration)

  /// The decoded body passed `limit` bytes; the rest was not read.
  case tooLarge(limit: Int)

  /// The header passed `limit` bytes; the rest was not read.
  case headersTooLarge(limit: Int)

  /// The host is at an address that the policy forbids.
  case forbiddenAddress(String)

  /// There was one more redirect than `limit`.
  case tooManyRedirects(limit: Int)

  /// The address, or the one that a redirect leads to, is not one that is asked.
  case unusableURL(reason: String)

  /// What proves who asks was not to be had: a server refuses to give a token.
  case unauthorized(reason: String)

  /// The task was cancelled or the client closed.
  case cancelled

  /// Which of the limits of time it was.
  package enum Phase: String, Hashable, Sendable {
    case connect, firstByte, lowSpeed, total
  }

  /// Whether asking again later can help.
  package var isTransient: Bool {
    switch self {
    case .unreachable, .timedOut, .cancelled: true
    case .tooLarge, .headersTooLarge, .forbiddenAddress, .tooManyRedirects, .unusableURL,
      .unauthorized:
      false
    }
  }
}

extension FetchError: CustomStringConvertible {
  /// One clause for a log line, free of control characters, addresses' secrets and bodies.
  package var description: String {
    switch self {
    case .unreachable(let reason): "unreachable: \(reason)"
    case .timedOut(.connect, let limit): "not connected within \(limit)"
    case .timedOut(.firstByte, let limit): "no answer within \(limit)"
    case .timedOut(.lowSpeed, let limit):
      "less than \(HTTPLimits.lowSpeedBytes) bytes within \(limit)"
    case .timedOut(.total, let limit): "not done within \(limit)"
    case .tooLarge(let limit): "body larger than \(limit) bytes"
    case .headersTooLarge(let limit): "header larger than \(limit) bytes"
    case .forbiddenAddress(let address): "address \(address) is not public"
    case .tooManyRedirects(let limit): "more than \(limit) redirects"
    case .unusableURL(let reason): "unusable address: \(reason)"
    case .unauthorized(let reason): "no leave to ask: \(reason)"
    case .cancelled: "cancelled"
    }
  }
}
