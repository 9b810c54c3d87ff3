import Loopback
import Testing
import Transport

@Suite(.enabled(if: ServerProgram.exists("openssl"), "openssl serves TLS here"))
struct `TLS` {
  private let server: ServerProgram

  init() throws {
    server = try ServerProgram(
      {
        [
          "openssl", "s_server", "-accept", "127.0.0.1:\($0)", "-cert", "cert.pem", "-key",
          "key.pem", "-WWW",
        ]
      },
      files: ["feed.xml": "<rss/>"])
  }

  private func ask(_ host: String, trusting file: String?) async throws -> HTTPResponse {
    let client = try HTTPClient(HTTPClientOptions(userAgent: "t", certificateFile: file))
    var request = HTTPRequest(url: "https://\(host):\(server.port)/feed.xml")
    request.limits.addresses = .any
    return try await client.send(request)
  }

  @Test func `trusts the authorities of a file`() async throws {
    let response = try await ask("localhost", trusting: "\(server.folder)/cert.pem")
    #expect(response.body == Array("<rss/>".utf8))
  }

  @Test(arguments: [("localhost", false), ("127.0.0.1", true)])
  func `trusts nobody else, and nobody with another name`(
    host: String, isTrusted: Bool
  ) async throws {
    await #expect {
      try await ask(host, trusting: isTrusted ? "\(server.folder)/cert.pem" : nil)
    } throws: {
      if case FetchError.unreachable = $0 { true } else { false }
    }
  }
}

@Suite(
  .enabled(
    if: ServerProgram.exists("nghttpd") && ServerProgram.exists("openssl"),
    "nghttpd of nghttp2-server serves HTTP/2 here"))
struct `HTTP/2` {
  @Test func `is spoken where the server does`() async throws {
    let server = try ServerProgram(
      { ["nghttpd", "-a", "127.0.0.1", "-d", ".", "\($0)", "key.pem", "cert.pem"] },
      files: ["feed.xml": "<rss/>"])
    let client = try HTTPClient(
      HTTPClientOptions(userAgent: "t", certificateFile: "\(server.folder)/cert.pem"))
    let url = "https://localhost:\(server.port)/feed.xml"
    // All of them at once: what is asked of one host may share a connection.
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<20 {
        group.addTask {
          var request = HTTPRequest(url: url)
          request.limits.addresses = .any
          let response = try await client.send(request)
          #expect(response.body == Array("<rss/>".utf8))
          // It speaks nothing else, and names itself.
          #expect(response.header("server")?.hasPrefix("nghttpd") == true)
        }
      }
      try await group.waitForAll()
    }
  }
}

@Suite(.enabled(if: hasIPv6, "there is a loopback address of IPv6"))
struct `IPv6` {
  @Test func `is asked like any other`() async throws {
    let server = try LoopbackServer(on: .v6) { _ in .response(body: "<rss/>") }
    let response = try await HTTPClient.forTests().send(.local(server))
    #expect(response.body == Array("<rss/>".utf8))
    #expect(server.requests.first?.header("Host") == "[::1]:\(server.port)")
  }

  @Test func `is refused where it is not public`() async throws {
    let server = try LoopbackServer(on: .v6) { _ in .response() }
    await #expect(throws: FetchError.forbiddenAddress("::1")) {
      try await HTTPClient.forTests().send(.local(server) { $0.addresses = .publicOnly })
    }
    #expect(server.connections == 0)
  }
}

private let hasIPv6 = (try? LoopbackServer(on: .v6) { _ in .response() }) != nil
