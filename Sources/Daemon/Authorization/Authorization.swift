import FoundationEssentials

/// How a source proves who asks.
enum Authorization: Hashable, Sendable {
  /// The same header each time.
  case header(Secret)

  /// A token that is fetched, and fetched anew before it expires.
  case token(TokenGrant)

  /// A text that must not get into a log line or a dump by accident.
  struct Secret: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    let text: String

    init(_ text: String) { self.text = text }

    var description: String { "a secret" }
    var customMirror: Mirror { Mirror(self, children: []) }
  }
}

/// By what right a token is asked for. Sources that have the same share one token.
struct TokenGrant: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// RFC 6749 section 4.4.
    case clientCredentials(scope: String?)

    /// RFC 6749 section 6.
    case refreshToken(Authorization.Secret)

    /// An account of Bluesky with an app password: `com.atproto.server.createSession`.
    case bluesky(user: String, password: Authorization.Secret)
  }

  var kind: Kind

  /// The address that gives tokens; of Bluesky the server alone.
  var url: String

  /// Who we are to it; nil where it does not ask.
  var client: Client?

  struct Client: Hashable, Sendable {
    var id: String
    var secret: Authorization.Secret
  }
}

extension Authorization {
  /// A name and a password as HTTP has them: RFC 7617.
  static func basic(_ user: String, _ password: String) -> Secret {
    Secret("Basic \(Data("\(user):\(password)".utf8).base64EncodedString())")
  }
}
