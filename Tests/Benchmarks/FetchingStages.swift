import Transport

extension Stage {
  /// From an address to bytes.
  static let fetching = [
    Stage(name: "fetch") { name in
      let measurement = try await Requests.measure(5000, atOnce: 100) { server in
        HTTPRequest(url: server.url("/body"))
      } check: {
        $0.body.count == LoopbackProcess.body.count
      }
      Report.line(
        name, measurement, .requests,
        "GETs of 10 KB, 100 at once, from a server in another process, whose time is not counted")
    }
  ]
}

/// Many requests by one client, so many of them under way at once.
enum Requests {
  static func measure(
    _ count: Int, atOnce: Int, _ make: (LoopbackProcess) -> HTTPRequest,
    check: @escaping @Sendable (HTTPResponse) -> Bool
  ) async throws -> Measurement {
    let server = try LoopbackProcess()
    let client = try HTTPClient(
      HTTPClientOptions(userAgent: "mentiond/benchmark", maxTransfers: atOnce))
    defer { client.close() }
    var request = make(server)
    request.limits.addresses = .any
    let sent = request
    return try await Stopwatch.best(of: Double(count)) {
      let right = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<atOnce {
          group.addTask {
            var right = 0
            for _ in 0..<(count / atOnce) where check(try await client.send(sent)) { right += 1 }
            return right
          }
        }
        return try await group.reduce(0, +)
      }
      try Shortfall.check("right answers", right, is: count)
    }
  }
}
