/// What is asked of a server.
package struct HTTPRequest: Sendable {
  package enum Method: String, Hashable, Sendable {
    case get = "GET"
    case post = "POST"
  }

  package var method: Method

  /// An absolute http or https address. Credentials in it (`https://user:word@host/`) are sent as
  /// basic authentication, to that host only, and never show up in a response or an error.
  package var url: String

  /// In the order in which they are sent. `User-Agent`, `Accept-Encoding` and `Host` need not be
  /// given. Control characters are left out of names and values.
  package var headers: [HTTPHeader]

  /// The address whose server alone may see what is secret among `headers`; nil for that of `url`.
  ///
  /// Redirects take no secret to another server. Who goes on later where one has led, to a page of its
  /// answer or to an address that it has moved to for good, is there by a stranger's word all the same.
  package var home: String?

  /// Fields for one address alone: validators belong to the address that gave them (RFC 9110 §13.1),
  /// which may be the one that the request is redirected to.
  package var conditions: HTTPConditions?

  /// The bytes of a POST, sent as they are.
  package var body: [UInt8]?

  package var limits: HTTPLimits

  package init(
    method: Method = .get, url: String, headers: [HTTPHeader] = [], body: [UInt8]? = nil,
    limits: HTTPLimits = HTTPLimits()
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.limits = limits
  }
}

/// Fields that are sent on the hop to one address, and on no other.
package struct HTTPConditions: Hashable, Sendable {
  /// As `HTTPResponse.url` tells it: without credentials and fragment.
  package var url: String

  package var headers: [HTTPHeader]

  package init(url: String, headers: [HTTPHeader]) {
    self.url = url
    self.headers = headers
  }
}

/// One field of a request's or a response's header.
package struct HTTPHeader: Hashable, Sendable {
  package var name: String
  package var value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

extension [HTTPHeader] {
  /// The value of the first field of that name, whatever the case of its letters.
  func first(named name: String) -> String? {
    first { $0.isNamed(name) }?.value
  }
}

extension HTTPHeader {
  /// Names are compared without regard to the case of ASCII letters: RFC 9110 section 5.1.
  func isNamed(_ other: String) -> Bool {
    name.utf8.count == other.utf8.count
      && zip(name.utf8, other.utf8).allSatisfy { $0.lowercasedASCII == $1.lowercasedASCII }
  }
}

extension UInt8 {
  fileprivate var lowercasedASCII: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
