import Glibc
import Synchronization
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
    },
    Stage(name: "fetch-long") { name in
      let server = try LoopbackProcess()
      let client = try HTTPClient(HTTPClientOptions(userAgent: "mentiond/benchmark"))
      defer { client.close() }
      var request = HTTPRequest(url: server.url("/long"))
      request.limits.addresses = .any
      request.limits.maxBodyBytes = LoopbackProcess.longBytes
      let sent = request
      let before = Usage.peakMemory(of: getpid())
      let measurement = try await Stopwatch.best(of: Double(LoopbackProcess.longBytes) / 1e6) {
        let count = Atomic(0)
        _ = try await client.send(sent) { _, piece in
          count.add(piece.count, ordering: .relaxed)
          return .more
        }
        let received = count.load(ordering: .relaxed)
        try Shortfall.check("bytes", received, is: LoopbackProcess.longBytes)
      }
      let grown = Usage.peakMemory(of: getpid()) - before
      Report.line(
        name, measurement, .megabytes,
        "a body of \(Report.size(LoopbackProcess.longBytes)), handed on as it comes; the peak of "
          + "memory rose by \(Report.size(Int(grown)))")
    },
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
