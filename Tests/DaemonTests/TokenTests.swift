import FoundationEssentials
import Glibc
import Loopback
import Synchronization
import Testing
import Transport

@testable import Daemon

@Suite struct `Tokens` {
  private let client: HTTPClient
  private let keeper = TokenKeeper()

  init() throws {
    client = try HTTPClient(HTTPClientOptions(userAgent: "mentiond/test"))
  }

  /// A server that gives tokens t1, t2, … and takes only the last one it gave, or those it is told.
  private final class Service: Sendable {
    let server: LoopbackServer
    private let given: Counter

    private final class Counter: Sendable {
      let count = Atomic(0)
    }

    /// - Parameter answer: What the n-th request for a token gets, n from 1.
    init(
      lasts: Bool = true, answer: @escaping @Sendable (Int) -> LoopbackAnswer
    ) throws {
      let given = Counter()
      self.given = given
      server = try LoopbackServer { request in
        if request.path == "/feed" {
          let last = given.count.load(ordering: .relaxed)
          let isGood = request.header("Authorization") == "Bearer t\(last)"
          return .response(status: isGood && (lasts || last > 1) ? 200 : 401, body: "[]")
        }
        return answer(given.count.add(1, ordering: .relaxed).newValue)
      }
    }

    var asked: [LoopbackRequest] { server.requests.filter { $0.path != "/feed" } }
  }

  private static func token(_ number: Int, _ more: String = "") -> LoopbackAnswer {
    .response(body: #"{"access_token": "t\#(number)", "token_type": "bearer"\#(more)}"#)
  }

  private func grant(_ service: Service, _ kind: TokenGrant.Kind) -> Authorization {
    .token(
      TokenGrant(
        kind: kind, url: service.server.url("/token"),
        client: .init(id: "me", secret: .init("s:1"))))
  }

  private func ask(_ service: Service, _ authorization: Authorization) async throws -> Int {
    var limits = HTTPLimits()
    limits.addresses = .any
    let request = HTTPRequest(url: service.server.url("/feed"), limits: limits)
    return try await keeper.send(request, by: client, as: authorization).status
  }

  @Test func `are asked for as the standard has it, and kept`() async throws {
    let service = try Service { Self.token($0, #", "expires_in": 3600"#) }
    let grant = grant(service, .clientCredentials(scope: "read all"))
    for _ in 0..<3 { #expect(try await ask(service, grant) == 200) }
    let request = try #require(service.asked.first)
    #expect(service.asked.count == 1)
    #expect(request.method == "POST")
    #expect(request.text == "grant_type=client_credentials&scope=read%20all")
    // base64 of me:s%3A1
    #expect(request.header("Authorization") == "Basic bWU6cyUzQTE=")
  }

  @Test func `are renewed once when they are refused`() async throws {
    let service = try Service(lasts: false) { Self.token($0) }
    let grant = grant(service, .clientCredentials(scope: nil))
    #expect(try await ask(service, grant) == 200)
    #expect(service.asked.count == 2)
  }

  @Test func `are not renewed twice for one request`() async throws {
    let service = try Service { _ in Self.token(0) }
    #expect(try await ask(service, grant(service, .clientCredentials(scope: nil))) == 401)
    #expect(service.asked.count == 2)
  }

  @Test func `are renewed before they expire`() throws {
    let token = try Token(
      HTTPResponse(
        status: 200, body: Array(#"{"access_token": "a", "expires_in": 1000}"#.utf8), url: ""),
      for: TokenGrant(kind: .clientCredentials(scope: nil), url: ""), at: .now)
    let renewal = try #require(token.renewal)
    #expect(renewal < .now + .seconds(940))
    #expect(renewal > .now + .seconds(900))
  }

  @Test func `are fetched once for all who wait`() async throws {
    let service = try Service { Self.token($0).delayed(by: .milliseconds(50)) }
    let grant = grant(service, .clientCredentials(scope: nil))
    let good = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<20 { group.addTask { try await ask(service, grant) } }
      return try await group.reduce(0) { $0 + ($1 == 200 ? 1 : 0) }
    }
    #expect(good == 20)
    #expect(service.asked.count == 1)
  }

  @Test func `that are refused are not asked for with each source`() async throws {
    let service = try Service { _ in
      .response(status: 400, body: #"{"error": "invalid_grant", "error_description": "s:1"}"#)
    }
    let grant = grant(service, .refreshToken(.init("r0")))
    for _ in 0..<3 {
      let reason = "no token from 127.0.0.1: status 400, invalid_grant; see auth"
      await #expect(throws: FetchError.unauthorized(reason: reason)) {
        try await ask(service, grant)
      }
    }
    #expect(service.asked.count == 1)
  }

  @Test(arguments: [500, 503, 429, 302])
  func `that are not to be had for now are no refusal`(status: Int) async throws {
    let service = try Service { _ in .response(status: status, body: "busy") }
    let reason = "no token from 127.0.0.1: status \(status)"
    await #expect(throws: FetchError.unreachable(reason: reason)) {
      try await ask(service, grant(service, .clientCredentials(scope: nil)))
    }
  }

  @Test(arguments: [(0, 1), (1, 1), (2, 2), (3, 4), (9, 256), (10, 360), (1_000_000, 360)])
  func `that are refused are asked for ever less often`(refusals: Int, minutes: Int) {
    #expect(TokenKeeper.wait(afterRefusals: refusals) == .seconds(60 * minutes))
  }

  @Test func `that are exchanged are kept in a file for the owner alone`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tokens-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let service = try Service(lasts: false) { Self.token($0, #", "refresh_token": "r\#($0)""#) }
    let grant = grant(service, .refreshToken(.init("r0")))
    let limits = {
      var limits = HTTPLimits()
      limits.addresses = .any
      return limits
    }()
    let request = HTTPRequest(url: service.server.url("/feed"), limits: limits)
    for _ in 0..<2 {
      // As after a start: only the file knows what came of the last exchange.
      let keeper = TokenKeeper(vault: TokenVault(folder: folder))
      _ = try await keeper.send(request, by: client, as: grant)
    }
    #expect(
      service.asked.map(\.text)
        == ["r0", "r1", "r2"].map {
          "grant_type=refresh_token&refresh_token=\($0)"
        })
    let file = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
    var facts = stat()
    #expect(stat("\(folder)/\(file)", &facts) == 0)
    #expect(facts.st_mode & 0o777 == 0o600)
    #expect(!file.contains("r0"))
  }

  @Test func `of Bluesky are sessions that are refreshed`() async throws {
    // {"iat":1000,"exp":8200} between two parts that nobody reads.
    let jwt = "h.eyJpYXQiOjEwMDAsImV4cCI6ODIwMH0.s"
    let server = try LoopbackServer { request in
      switch request.path {
      case "/xrpc/com.atproto.server.createSession":
        .response(body: #"{"accessJwt": "\#(jwt)", "refreshJwt": "again"}"#)
      case "/xrpc/com.atproto.server.refreshSession":
        .response(body: #"{"accessJwt": "t2", "refreshJwt": "again2"}"#)
      default:
        request.header("Authorization") == "Bearer t2"
          ? .response(body: "{}") : .response(status: 400, body: #"{"error": "ExpiredToken"}"#)
      }
    }
    let grant = TokenGrant(
      kind: .bluesky(user: "bob.example", password: .init("p\"w")), url: server.url())
    var request = HTTPRequest(url: server.url("/feed"))
    request.limits.addresses = .any
    let response = try await keeper.send(request, by: client, as: .token(grant))
    #expect(response.status == 200)
    #expect(
      server.requests.map(\.path) == [
        "/xrpc/com.atproto.server.createSession", "/feed",
        "/xrpc/com.atproto.server.refreshSession", "/feed",
      ])
    #expect(server.requests[0].text == #"{"identifier":"bob.example","password":"p\"w"}"#)
    #expect(server.requests[2].header("Authorization") == "Bearer again")
    let token = try Token(
      HTTPResponse(status: 200, body: Array(#"{"accessJwt": "\#(jwt)"}"#.utf8), url: ""),
      for: grant, at: .now)
    #expect(try #require(token.renewal) > .now + .seconds(7000))
  }

  @Test func `are not told`() throws {
    let terms = Authorization.header(.init("Bearer geheim"))
    var dumped = ""
    dump(terms, to: &dumped)
    #expect(!"\(terms) \(String(reflecting: terms)) \(dumped)".contains("geheim"))
  }

  @Test func `of a name and a password are those of the standard`() {
    // RFC 7617 section 2.
    #expect(
      Authorization.basic("Aladdin", "open sesame").text == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
  }
}
