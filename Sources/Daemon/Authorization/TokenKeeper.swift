import Model
import Transport

/// Sends requests with what proves who asks, and keeps the tokens that this takes.
///
/// A token is fetched when it is first needed, once for all who wait for it, and anew shortly before
/// it expires or when a server refuses it.
actor TokenKeeper {
  private var tokens: [TokenGrant: Token] = [:]
  private var fetches: [TokenGrant: Task<Result<Token, FetchError>, Never>] = [:]

  /// Who was refused is not to ask again with each of the sources that wait: ten wrong passwords in a
  /// row close accounts. A refusal of what has just worked may be an end of a session, so the first
  /// wait is short; from then on it doubles. What merely is not reached is asked for again soon.
  private var failures: [TokenGrant: Failure] = [:]
  static let patience = Duration.seconds(60)
  static let longestPatience = Duration.hours(6)

  private struct Failure {
    var until: Token.Instant
    var error: FetchError
    var refusals = 0
  }

  private let vault: TokenVault?

  /// - Parameter vault: where a refresh token is kept that a server has exchanged for the one before.
  init(vault: TokenVault? = nil) { self.vault = vault }

  /// Sends a request by a client, as somebody; a token that is refused is renewed once.
  ///
  /// - Parameter receiver: as `HTTPClient.send` has it; it is shown no body of a refusal.
  nonisolated func send(
    _ request: HTTPRequest, by client: HTTPClient, as authorization: Authorization?,
    passingBodyTo receiver: BodyReceiver? = nil
  ) async throws(FetchError) -> HTTPResponse {
    func send(_ request: HTTPRequest) async throws(FetchError) -> HTTPResponse {
      try await client.send(request, passingBodyTo: receiver)
    }
    switch authorization {
    case nil: return try await send(request)
    case .header(let secret): return try await send(request.with(secret.text))
    case .token(let grant):
      let token = try await token(for: grant, by: client, insteadOf: nil, request.limits)
      let response = try await send(request.with("Bearer \(token.text)"))
      guard Self.refusesToken(response) else { return response }
      let another = try await self.token(for: grant, by: client, insteadOf: token, request.limits)
      return try await send(request.with("Bearer \(another.text)"))
    }
  }

  /// 401, or 400 with the word that Bluesky has for it.
  private static func refusesToken(_ response: HTTPResponse) -> Bool {
    response.status == 401
      || response.status == 400
        && String(decoding: response.body.prefix(1000), as: UTF8.self).contains("ExpiredToken")
  }

  private func token(
    for grant: TokenGrant, by client: HTTPClient, insteadOf refused: Authorization.Secret?,
    _ limits: HTTPLimits
  ) async throws(FetchError) -> Authorization.Secret {
    let now = ContinuousClock.now
    if let token = tokens[grant], token.access != refused, token.renewal.map({ now < $0 }) ?? true {
      return token.access
    }
    if let failure = failures[grant], now < failure.until { throw failure.error }
    // A task of its own: all who wait share it, and who stops waiting must not end it for the others.
    let fetch = fetches[grant] ?? Task { await self.fetch(grant, by: client, limits) }
    fetches[grant] = fetch
    return try await fetch.value.get().access
  }

  private func fetch(
    _ grant: TokenGrant, by client: HTTPClient, _ limits: HTTPLimits
  ) async -> Result<Token, FetchError> {
    defer { fetches[grant] = nil }
    do throws(FetchError) {
      let token = try await newToken(for: grant, by: client, limits)
      tokens[grant] = token
      failures[grant] = nil
      return .success(token)
    } catch {
      // What is refused once may be a session that has ended: the next try begins a new one.
      tokens[grant] = nil
      let refusals = error.isTransient ? 0 : (failures[grant]?.refusals ?? 0) + 1
      failures[grant] = Failure(
        until: .now + Self.wait(afterRefusals: refusals), error: error, refusals: refusals)
      return .failure(error)
    }
  }

  static func wait(afterRefusals count: Int) -> Duration {
    min(patience * (1 << min(max(count - 1, 0), 16)), longestPatience)
  }

  private func newToken(
    for grant: TokenGrant, by client: HTTPClient, _ limits: HTTPLimits
  ) async throws(FetchError) -> Token {
    let earlier = tokens[grant]?.refresh ?? vault?.token(of: grant)
    func ask(with refresh: Authorization.Secret?) async throws(FetchError) -> Token {
      let response = try await client.send(grant.request(after: refresh, limits: limits))
      return try Token(response, for: grant, at: .now)
    }
    if case .bluesky = grant.kind {
      if let earlier, let token = try? await ask(with: earlier) { return token }
      return try await ask(with: nil)
    }
    var token = try await ask(with: earlier)
    if case .refreshToken = grant.kind {
      if let refresh = token.refresh { vault?.keep(refresh, of: grant) }
      token.refresh = token.refresh ?? earlier
    }
    return token
  }
}

extension HTTPRequest {
  fileprivate func with(_ authorization: String) -> HTTPRequest {
    var request = self
    request.headers.append(HTTPHeader("Authorization", authorization))
    return request
  }
}
