import Loopback
import Testing
import Transport

/// POLLING 6: validators are for the address that gave them.
@Suite struct `Conditions of a request` {
  private let client: HTTPClient
  private let server: LoopbackServer

  init() throws {
    client = try .forTests()
    server = try LoopbackServer([
      "/old": .redirect(to: "/new"), "/new": .response(status: 304),
      "/other": .redirect(to: "/third"), "/third": .response(),
    ])
  }

  private func ask(_ path: String, givenBy owner: String) async throws -> HTTPResponse {
    var request = HTTPRequest.local(server, path)
    request.conditions = HTTPConditions(
      url: server.url(owner), headers: [HTTPHeader("If-None-Match", "W/\"a b\"")])
    return try await client.send(request)
  }

  @Test(arguments: [("/old", 1), ("/new", 0)])
  func `go to the address that they are for, on whichever hop it is asked`(
    path: String, hop: Int
  ) async throws {
    #expect(try await ask(path, givenBy: "/new").status == 304)
    let sent = server.requests.map { $0.header("If-None-Match") }
    #expect(sent == Array(repeating: nil, count: hop) + ["W/\"a b\""])
  }

  @Test func `go to no other address`() async throws {
    #expect(try await ask("/other", givenBy: "/new").status == 200)
    #expect(server.requests.allSatisfy { $0.header("If-None-Match") == nil })
  }

  @Test func `fit an address that was written without its path`() async throws {
    var request = HTTPRequest.local(server, "")
    request.conditions = HTTPConditions(
      url: server.url("/"), headers: [HTTPHeader("If-Modified-Since", "-1")])
    _ = try await client.send(request)
    #expect(server.requests.first?.header("If-Modified-Since") == "-1")
  }
}
