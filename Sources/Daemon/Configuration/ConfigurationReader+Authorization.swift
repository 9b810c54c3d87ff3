import JSON
import Model
import Transport

/// How a source proves who asks, and that the proof stays between the two.
extension ConfigurationReader {
  /// Those of the preset that the source does not set itself come first.
  mutating func headers(
    _ value: JSONValue, _ place: String, besides others: [HTTPHeader]
  ) -> [HTTPHeader] {
    let own = (value["headers"]?.members ?? []).filter { $0.key != Shape.remark }
    let names = Set(own.map { $0.key.lowercased() })
    var headers: [HTTPHeader] = []
    for other in others where !names.contains(other.name.lowercased()) {
      headers.append(header(other.name, other.value, value, place))
    }
    for (name, text) in own {
      headers.append(header(name, text.string ?? "", text, "\(place).headers.\(name)"))
    }
    return headers
  }

  private mutating func header(
    _ name: String, _ text: String, _ value: JSONValue, _ place: String
  ) -> HTTPHeader {
    if text.hasPrefix("file:") {
      return HTTPHeader(name, secret(String(text.dropFirst(5)), value, place) ?? "")
    }
    if Self.holdsSecret(name) {
      add(
        place, value,
        "\(name) holds a secret: put it into a file of its own and write \"file:NAME\" here")
    }
    return HTTPHeader(name, text)
  }

  /// Whether a field proves who asks, by what such fields are called.
  private static func holdsSecret(_ name: String) -> Bool {
    let name = name.lowercased().filter { $0 != "-" && $0 != "_" }
    return ["authorization", "cookie", "token", "secret", "password", "apikey", "authkey"]
      .contains { name.contains($0) }
  }

  mutating func authorization(
    _ value: JSONValue, _ place: String, terms others: AuthorizationTerms?
  ) -> Authorization? {
    let own = value["auth"].map(AuthorizationTerms.init)
    guard let terms = own?.completed(by: others) ?? others else { return nil }
    let inner = "\(place).auth"
    let origin = ConfigurationOrigin(place: inner, line: (value["auth"] ?? value).line)
    do throws(AuthorizationTerms.Fault) {
      let authorization = try terms.authorization { name throws(SecretFiles.Failure) in
        try secret(name, origin)
      }
      if case .token(let grant) = authorization, isInTheClear(grant.url) {
        throw AuthorizationTerms.Fault(message: Self.inTheClear(grant.url))
      }
      return authorization
    } catch {
      add(error.key.map { "\(inner).\($0)" } ?? inner, value["auth"] ?? value, error.message)
      return nil
    }
  }

  /// Whoever sits between us and the server would read them.
  mutating func refuseSecretsInTheClear(
    to url: String, _ headers: [HTTPHeader], _ authorization: Authorization?, _ value: JSONValue,
    _ place: String
  ) {
    let provesWhoAsks = authorization != nil || headers.contains { Self.holdsSecret($0.name) }
    if provesWhoAsks, isInTheClear(url) {
      add("\(place).url", value["url"] ?? value, Self.inTheClear(url))
    }
  }

  /// Servers of one's own, where they are allowed, need no TLS.
  private func isInTheClear(_ url: String) -> Bool {
    !allowsPlainTokens && (try? WebAddress(url))?.isSecure == false
  }

  private static func inTheClear(_ url: String) -> String {
    "\(url): a secret would be sent in the clear; expected an https address"
  }
}
