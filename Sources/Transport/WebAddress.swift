import CCurl

/// An absolute http or https address, taken apart by curl's own reader, so that what is judged is
/// what is asked.
package struct WebAddress: Sendable {
  /// The address without credentials and fragment, its path and query percent-encoded.
  package let text: String

  /// In lower case; an IPv6 address stands in brackets.
  package let host: String

  /// Whether it is https.
  package let isSecure: Bool

  /// Whether a user or a password stands in it.
  package var hasCredentials: Bool { user != nil || password != nil }

  let port: String
  let user: String?
  let password: String?

  /// Throws `unusableURL` for all that `HTTPClient` would not ask.
  package init(_ text: String) throws(FetchError) {
    try self.init(text, relativeTo: nil)
  }

  /// Where a `Location` leads from here; throws `unusableURL` where it must not be followed.
  ///
  /// The way from https to http is refused: it would show to the network what was asked in private.
  package func redirected(to location: String) throws(FetchError) -> WebAddress {
    let target = try WebAddress(location, relativeTo: text)
    if isSecure, !target.isSecure {
      throw .unusableURL(reason: "redirect from https to http")
    }
    return target
  }

  /// Whether both are served by the same server, which may know the same secrets.
  package func isSameOrigin(as other: WebAddress) -> Bool {
    host == other.host && port == other.port && isSecure == other.isSecure
  }

  /// Whether it is plain that this leads to this machine or a private network; of a name that has to
  /// be looked up nothing is plain.
  package var isPrivate: Bool {
    literal.map { !$0.isPublic } ?? (host == "localhost" || host.hasSuffix(".localhost"))
  }

  /// The address itself, where it stands in the place of a name.
  var literal: NetworkAddress? { NetworkAddress(host) }

  private init(_ text: String, relativeTo base: String?) throws(FetchError) {
    guard !text.utf8.contains(0) else { throw .unusableURL(reason: "control character") }
    guard let parts = curl_url() else { throw .unreachable(reason: "out of memory") }
    defer { curl_url_cleanup(parts) }
    // Feeds in the wild redirect to addresses with blanks and letters beyond ASCII.
    let flags = UInt32(CURLU_URLENCODE)
    if let base { _ = curl_url_set(parts, CURLUPART_URL, base, flags) }
    let code = curl_url_set(parts, CURLUPART_URL, text, flags)
    guard code == CURLUE_OK else {
      throw .unusableURL(reason: String(cString: curl_url_strerror(code)))
    }
    let scheme = Self.part(CURLUPART_SCHEME, of: parts)?.lowercased()
    guard let scheme, ["http", "https"].contains(scheme) else {
      throw .unusableURL(reason: "neither http nor https")
    }
    user = Self.part(CURLUPART_USER, of: parts, UInt32(CURLU_URLDECODE))
    password = Self.part(CURLUPART_PASSWORD, of: parts, UInt32(CURLU_URLDECODE))
    for part in [CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_OPTIONS, CURLUPART_FRAGMENT] {
      curl_url_set(parts, part, nil, 0)
    }
    guard
      let host = Self.part(CURLUPART_HOST, of: parts), !host.isEmpty,
      let port = Self.part(CURLUPART_PORT, of: parts, UInt32(CURLU_DEFAULT_PORT)),
      let plain = Self.part(CURLUPART_URL, of: parts)
    else { throw .unusableURL(reason: "no host") }
    isSecure = scheme == "https"
    self.host = host.lowercased()
    self.port = port
    self.text = plain
  }

  private static func part(
    _ part: CURLUPart, of parts: OpaquePointer, _ flags: UInt32 = 0
  ) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(parts, part, &text, flags) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
  }
}
