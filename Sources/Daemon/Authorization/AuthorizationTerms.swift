import JSON

/// What a configuration or a preset says of authorization, by key, not yet understood.
struct AuthorizationTerms: Hashable, Sendable {
  private var texts: [String: String] = [:]

  init(_ value: JSONValue) {
    for (key, value) in value.members ?? [] where key != Shape.remark {
      texts[key] = value.string
    }
  }

  subscript(_ key: String) -> String? { texts[key] }

  /// The keys that are still to be given for the type that is said.
  var asked: [String] {
    (texts["type"].flatMap { Self.needed[$0] } ?? []).filter { texts[$0] == nil }
  }

  private static let needed = [
    "bearer": ["tokenFile"], "basic": ["user", "passwordFile"],
    "bluesky": ["user", "passwordFile"],
    "oauth2-client": ["tokenUrl", "clientId", "clientSecretFile"],
    "oauth2-refresh": ["tokenUrl", "refreshTokenFile"],
  ]

  /// The names of all places for values.
  var places: [String] { texts.values.flatMap { AddressTemplate($0).names }.sorted() }

  /// The terms of a preset, with an operator's values in their places.
  func filled(_ fill: (String) -> String) -> AuthorizationTerms {
    var terms = self
    terms.texts = texts.mapValues(fill)
    return terms
  }

  /// Takes from others what is not said here.
  func completed(by others: AuthorizationTerms?) -> AuthorizationTerms {
    var terms = self
    terms.texts.merge(others?.texts ?? [:]) { own, _ in own }
    return terms
  }

  /// What these terms amount to.
  ///
  /// - Parameter secret: the secret in the file of a name.
  /// - Throws: which key is wrong or missing, and why.
  func authorization(
    secret: (_ file: String) throws(SecretFiles.Failure) -> String
  ) throws(Fault) -> Authorization {
    func read(_ key: String) throws(Fault) -> String {
      let file = try need(key)
      do { return try secret(file) } catch { throw Fault(key: key, message: error.message) }
    }
    switch try need("type") {
    case "bearer":
      return .header(Authorization.Secret("Bearer \(try read("tokenFile"))"))
    case "basic":
      return .header(Authorization.basic(try need("user"), try read("passwordFile")))
    case "oauth2-client":
      return .token(
        TokenGrant(
          kind: .clientCredentials(scope: self["scope"]), url: try need("tokenUrl"),
          client: TokenGrant.Client(
            id: try need("clientId"), secret: Authorization.Secret(try read("clientSecretFile")))))
    case "oauth2-refresh":
      var client: TokenGrant.Client?
      if let id = self["clientId"] {
        let secret = self["clientSecretFile"] == nil ? "" : try read("clientSecretFile")
        client = TokenGrant.Client(id: id, secret: Authorization.Secret(secret))
      }
      return .token(
        TokenGrant(
          kind: .refreshToken(Authorization.Secret(try read("refreshTokenFile"))),
          url: try need("tokenUrl"), client: client))
    default:
      return .token(
        TokenGrant(
          kind: .bluesky(
            user: try need("user"), password: Authorization.Secret(try read("passwordFile"))),
          url: self["service"] ?? "https://bsky.social", client: nil))
    }
  }

  private func need(_ key: String) throws(Fault) -> String {
    if let text = texts[key] { return text }
    throw Fault(
      key: nil, message: "\"\(key)\" is missing\(texts["type"].map { ": \($0) needs it" } ?? "")")
  }

  struct Fault: Error, Hashable {
    /// Nil for what is missing.
    var key: String?
    var message: String
  }
}

extension Shape {
  static let authorizationTypes = ["bearer", "basic", "oauth2-client", "oauth2-refresh", "bluesky"]

  /// What `auth` may say; which keys go with which type is judged later, as a preset may give some.
  static let authorizationKeys = [
    Key("type", .choice(authorizationTypes), "how it is proved who asks"),
    Key("tokenFile", .text, "bearer: the file with the token"),
    Key("user", .text, "basic, bluesky: who asks"),
    Key("passwordFile", .text, "basic, bluesky: the file with the password"),
    Key("tokenUrl", .url, "oauth2: where tokens are given"),
    Key("clientId", .text, "oauth2: what the server calls this program"),
    Key("clientSecretFile", .text, "oauth2: the file with the client's secret"),
    Key("refreshTokenFile", .text, "oauth2-refresh: the file with the first refresh token"),
    Key("scope", .text, "oauth2-client: what the token is to allow"),
    Key("service", .url, "bluesky: the account's server; default https://bsky.social"),
  ]

  /// The same in a preset, where addresses may have places for its parameters.
  static let presetAuthorizationKeys: [Key] = authorizationKeys.map { key in
    if case .url = key.shape { Key(key.name, .text, key.summary) } else { key }
  }
}
