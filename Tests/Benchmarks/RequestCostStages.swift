import FoundationEssentials
import Glibc
import Transport

extension Stage {
  /// What one request, and one round, cost the program.
  static let once = [
    Stage(name: "unchanged") { name in
      let server = try LoopbackProcess()
      let urls = (0..<1000).map { server.url("/unchanged", host: "h\($0).localhost") }
      let bare = try await Stopwatch.best(of: Double(urls.count)) {
        let right = BareCurl.unchanged(urls, header: "If-None-Match: \"e\"")
        try Shortfall.check("answers", right, is: urls.count)
      }
      Report.line("\(name)-bare", bare, .requests, "libcurl alone, \(urls.count) hosts at once")
      let own = try await Stopwatch.best(of: Double(urls.count)) {
        let right = try await unchanged(urls)
        try Shortfall.check("answers", right, is: urls.count)
      }
      Report.line(
        name, own, .requests,
        "304 from \(urls.count) hosts at once, each after 200 ms on a new connection; "
          + "\(Report.figures(own.cpu / bare.cpu)) of the CPU of libcurl alone")
    },
    Stage(name: "once-real") { name in
      guard let documents = Files.sharedFolder("feeds/real") else {
        return Report.line(name, Files.sharedIsMissing)
      }
      guard let program = Child.mentiond else { return Report.line(name, Child.mentiondIsMissing) }
      let server = try LoopbackProcess()
      let urls = (0..<891).map { server.url("/real/\($0)", host: "h\($0).localhost") }
      let size = (0..<urls.count).reduce(0) { $0 + documents[$1 % documents.count].count }
      let own = try await Stopwatch.best(of: Double(urls.count), cpu: .children) {
        let folder = try TemporaryFolder()
        let file = try folder.write(configuration(of: urls), to: "config.json")
        // Some of the documents are no feeds, so it does not end with 0.
        try Child(
          program, ["run", "--once", "--config", file, "--state", folder.path], messages: .hidden
        ).finish(with: [EXIT_SUCCESS, EX_UNAVAILABLE])
      }
      Report.line(
        name, own, .feeds,
        "mentiond run --once of \(urls.count) real feeds, \(Report.size(size)), with 2 brands")
      guard let newsboat = Child.find("newsboat") else { return }
      let other = try await Stopwatch.best(of: Double(urls.count), cpu: .children) {
        let folder = try TemporaryFolder()
        let list = try folder.write(Array(urls.joined(separator: "\n").utf8), to: "urls")
        try Child(
          newsboat,
          ["-u", list, "-c", "\(folder.path)/cache", "-C", "/dev/null", "-x", "reload"],
          messages: .hidden
        ).finish()
      }
      Report.line(
        "\(name)-newsboat", other, .feeds,
        "newsboat's reload of the same; \(name) has \(Report.figures(own.cpu / other.cpu)) of its CPU"
      )
    },
  ]

  /// All requests at once by a client of its own, so that all connections are new.
  private static func unchanged(_ urls: [String]) async throws -> Int {
    let client = try HTTPClient(
      HTTPClientOptions(userAgent: "mentiond/benchmark", maxTransfers: urls.count))
    defer { client.close() }
    return try await withThrowingTaskGroup(of: Bool.self) { group in
      for url in urls {
        group.addTask {
          var request = HTTPRequest(
            url: url, headers: [HTTPHeader("If-None-Match", "\"e\"")])
          request.limits.addresses = .any
          return try await client.send(request).status == 304
        }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
  }

  private static func configuration(of urls: [String]) -> [UInt8] {
    let sources = urls.enumerated().map { #"{"name": "s\#($0)", "url": "\#($1)"}"# }
    return Array(
      """
      {
        "brands": [{"name": "apple", "query": "apple OR iphone"}, {"name": "acme", "query": "\\"acme air\\""}],
        "sources": [\(sources.joined(separator: ",\n"))],
        "polling": {"allowPrivateAddresses": true, "hostGap": "0s"}
      }
      """.utf8)
  }
}
