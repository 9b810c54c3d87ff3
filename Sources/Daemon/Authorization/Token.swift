import FoundationEssentials
import JSON
import Model
import Transport

/// What a server gave to prove who asks.
struct Token: Sendable {
  typealias Instant = ContinuousClock.Instant

  var access: Authorization.Secret

  /// What the next one is asked for with, where the server gave that.
  var refresh: Authorization.Secret?

  /// When it is to be renewed, a little before it expires; nil where nobody told, and a refusal will.
  var renewal: Instant?

  /// Reads the answer of a token endpoint (RFC 6749 section 5.1), or of Bluesky's sessions.
  ///
  /// - Throws: `unauthorized` where the server refuses, else `unreachable`, with what it says is wrong
  ///   and without any of its values.
  init(
    _ response: HTTPResponse, for grant: TokenGrant, at now: Instant
  ) throws(FetchError) {
    let root = (try? JSONDocument(response.body))?.root
    let isBluesky = if case .bluesky = grant.kind { true } else { false }
    guard response.status == 200,
      let access = root?[isBluesky ? "accessJwt" : "access_token"]?.string, !access.isEmpty
    else {
      let code = root?["error"]?.string.flatMap { $0.wholeMatch(of: #/\w{1,40}/#)?.output }
      let host = (try? WebAddress(grant.url))?.host ?? grant.url
      let reason =
        "no token from \(host): status \(response.status)" + (code.map { ", \($0)" } ?? "")
      // Overload passes; what is wrong with a name and a secret does not.
      let isRefusal =
        (400..<500).contains(response.status) && ![408, 429].contains(response.status)
      if isRefusal { throw .unauthorized(reason: "\(reason); see auth") }
      throw .unreachable(reason: reason)
    }
    self.access = Authorization.Secret(access)
    refresh = root?[isBluesky ? "refreshJwt" : "refresh_token"]?.string
      .map(Authorization.Secret.init)
    let lifetime = root?["expires_in"]?.int ?? root?["expires_in"]?.string.flatMap { Int($0) }
    guard let seconds = lifetime ?? Self.lifetime(ofJWT: access), seconds > 0 else { return }
    renewal = now + .seconds(seconds - min(60, seconds / 10))
  }

  /// Seconds from when a JSON Web Token was made to its end: RFC 7519 section 4.1. The server's clock
  /// need not be ours.
  private static func lifetime(ofJWT text: String) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    var payload = parts[1].replacing("-", with: "+").replacing("_", with: "/")
    payload += String(repeating: "=", count: (4 - payload.count % 4) % 4)
    guard let data = Data(base64Encoded: String(payload)),
      let claims = try? JSONDocument([UInt8](data)).root,
      let issued = claims["iat"]?.int, let end = claims["exp"]?.int
    else { return nil }
    return end - issued
  }
}

extension TokenGrant {
  /// Asks for a token; with the refresh token of an earlier one where there is one.
  func request(after earlier: Authorization.Secret?, limits: HTTPLimits) -> HTTPRequest {
    var request = HTTPRequest(method: .post, url: url, limits: limits)
    request.limits.maxBodyBytes = 64 << 10
    // A token endpoint that moves is to be looked at by somebody.
    request.limits.maxRedirects = 0
    request.headers = [HTTPHeader("Accept", "application/json")]
    switch kind {
    case .clientCredentials(let scope):
      write(
        [("grant_type", "client_credentials")] + (scope.map { [("scope", $0)] } ?? []),
        into: &request)
    case .refreshToken(let first):
      write(
        [("grant_type", "refresh_token"), ("refresh_token", (earlier ?? first).text)],
        into: &request)
    case .bluesky(let user, let password):
      let base = url.hasSuffix("/") ? String(url.dropLast()) : url
      if let earlier {
        request.url = "\(base)/xrpc/com.atproto.server.refreshSession"
        request.headers.append(HTTPHeader("Authorization", "Bearer \(earlier.text)"))
      } else {
        request.url = "\(base)/xrpc/com.atproto.server.createSession"
        request.headers.append(HTTPHeader("Content-Type", "application/json"))
        var writer = JSONWriter()
        writer.object {
          $0.field("identifier", user)
          $0.field("password", password.text)
        }
        request.body = writer.bytes
      }
    }
    return request
  }

  /// A form, and the client's name in the header: RFC 6749 section 2.3.1.
  private func write(_ fields: [(String, String)], into request: inout HTTPRequest) {
    var fields = fields
    if let client {
      if client.secret.text.isEmpty {
        fields.append(("client_id", client.id))
      } else {
        request.headers.append(
          HTTPHeader(
            "Authorization",
            Authorization.basic(
              PercentEncoding.encoded(client.id), PercentEncoding.encoded(client.secret.text)
            ).text))
      }
    }
    request.headers.append(HTTPHeader("Content-Type", "application/x-www-form-urlencoded"))
    request.body = Array(
      fields.map { "\($0)=\(PercentEncoding.encoded($1))" }.joined(separator: "&").utf8)
  }
}
