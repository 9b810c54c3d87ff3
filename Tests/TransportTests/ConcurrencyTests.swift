import Loopback
import Testing
import Transport

@Suite struct `Requests at once` {
  @Test(arguments: [512, 10])
  func `are all answered, each with its own`(maxTransfers: Int) async throws {
    let server = try LoopbackServer { .response(body: $0.path) }
    let client = try HTTPClient.forTests(maxTransfers: maxTransfers)
    let right = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<200 {
        group.addTask {
          try await client.send(.local(server, "/\(number)")).body == Array("/\(number)".utf8)
        }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(right == 200)
    #expect(server.connections <= maxTransfers)
  }

  @Test func `to more new hosts than may be looked up at once are all answered`() async throws {
    let server = try LoopbackServer {
      let host = $0.header("Host") ?? ""
      return $0.path == "/to"
        ? .redirect(to: "http://\(host.dropFirst("from-".count))/") : .response(body: host)
    }
    let client = try HTTPClient.forTests()
    let right = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<200 {
        group.addTask {
          let host = "h\(number)\(loopbackNames):\(server.port)"
          var request = HTTPRequest.local(server)
          // Half of them by a redirect, as that hop has to wait for its lookup too.
          request.url = number % 2 == 0 ? "http://\(host)/" : "http://from-\(host)/to"
          return (try? await client.send(request).body) == Array(host.utf8)
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(right == 200)
  }

  @Test(arguments: [
    LoopbackAnswer.silence, .drip([UInt8](repeating: 1, count: 4096), every: .milliseconds(5)),
    .endless([UInt8](repeating: 0x20, count: 4096)),
  ])
  func `are not delayed by a server that`(misbehaves: LoopbackAnswer) async throws {
    let bad = try LoopbackServer([misbehaves])
    let server = try LoopbackServer([.response()])
    let client = try HTTPClient.forTests()
    // No limit of its own is to end it, however busy the machine is.
    let stuck = Task {
      try await client.send(
        .local(bad) {
          $0.maxBodyBytes = .max
          $0.firstByte = .seconds(3600)
          $0.lowSpeed = .seconds(3600)
          $0.total = .seconds(3600)
        })
    }
    try await bad.waitForRequests(1)
    for _ in 0..<20 { #expect(try await client.send(.local(server)).status == 200) }
    stuck.cancel()
    await #expect(throws: FetchError.cancelled) { try await stuck.value }
  }

  @Test func `are not delayed by a name that no name server answers for`() async throws {
    let hole = BlackHole()
    let server = try LoopbackServer([.response()])
    let client = try HTTPClient.forTests()
    let limit = Duration.milliseconds(100)
    let lost = HTTPRequest(
      url: "http://\(hole.name)/", limits: HTTPRequest.local(server) { $0.connect = limit }.limits)
    await #expect(throws: FetchError.timedOut(phase: .connect, limit: limit)) {
      try await client.send(lost)
    }
    #expect(try await client.send(.local(server)).status == 200)
    // curl is through with it although the lookup is not.
    #expect(hole.isStuck)
    hole.fill()
  }

  @Test func `end when their task is cancelled`() async throws {
    let server = try LoopbackServer([.silence])
    let client = try HTTPClient.forTests()
    let task = Task { try await client.send(.local(server)) }
    try await server.waitForRequests(1)
    task.cancel()
    await #expect(throws: FetchError.cancelled) { try await task.value }
  }

  @Test func `end when their task was cancelled before`() async throws {
    let server = try LoopbackServer([.silence])
    let client = try HTTPClient.forTests(maxTransfers: 1)
    let first = Task { try await client.send(.local(server)) }
    try await server.waitForRequests(1)
    let second = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await client.send(.local(server))
    }
    await #expect(throws: FetchError.cancelled) { try await second.value }
    #expect(server.requests.count == 1)
    first.cancel()
  }

  @Test func `end when they are cancelled while they wait their turn`() async throws {
    let server = try LoopbackServer([.silence])
    let client = try HTTPClient.forTests(maxTransfers: 1)
    let first = Task { try await client.send(.local(server)) }
    try await server.waitForRequests(1)
    let second = Task { try await client.send(.local(server)) }
    second.cancel()
    await #expect(throws: FetchError.cancelled) { try await second.value }
    first.cancel()
    await #expect(throws: FetchError.cancelled) { try await first.value }
  }

  @Test func `end when the client is closed`() async throws {
    let server = try LoopbackServer([.silence])
    let client = try HTTPClient.forTests(maxTransfers: 5)
    let tasks = (0..<10).map { _ in Task { try await client.send(.local(server)) } }
    try await server.waitForRequests(5)
    client.close()
    for task in tasks {
      await #expect(throws: FetchError.cancelled) { try await task.value }
    }
  }

  @Test func `end at once when the client was closed before`() async throws {
    let client = try HTTPClient.forTests()
    client.close()
    client.close()
    await #expect(throws: FetchError.cancelled) {
      try await client.send(HTTPRequest(url: "http://example.org/"))
    }
  }

  @Test func `that fail leave room for others`() async throws {
    let server = try LoopbackServer([.raw([])])
    let client = try HTTPClient.forTests(maxTransfers: 2)
    let failures = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<20 {
        group.addTask { (try? await client.send(.local(server))) == nil }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(failures == 20)
  }
}
