import FoundationEssentials
import Loopback
import Testing

/// A day of 200 sources with restarts in between, as servers see the requests of the real client.
///
/// What counts as too early, as a validator of one's own making or as a trick is the servers' word:
/// each keeps account of what it gave and asked for, and knows nothing of how polls are planned.
@Suite struct `A day of requests` {
  private let midnight = Date(timeIntervalSince1970: 1_795_305_600)

  @Test func `is polite to each of 200 sources, through restarts`() async throws {
    let world = TrialWorld(sources: 200, from: midnight)
    let server = try LoopbackServer { world.answer($0) }
    let daemon = try GivenMoments(world.configuration, through: server, at: midnight)
    for part in 1...16 {
      try await daemon.run(until: midnight + Double(part) * 5400) { world.now = $0 }
      try await daemon.restart(isCrash: part.isMultiple(of: 3))
    }
    let sites = world.sites
    #expect(sites.count == 200)
    #expect(Set(sites.map(\.kind)) == Set(TrialSite.Kind.allCases))
    for site in sites {
      #expect(site.faults == [], "\(site.kind)")
      #expect(site.unconditional == site.unconditionalAllowed, "\(site.kind)")
      #expect((site.pages > 0) == (site.kind == .paged), "\(site.kind)")
      #expect(site.requests >= site.leastRequests, "\(site.kind)")
    }
  }

  @Test func `reads no document again that is the same by its bytes`() async throws {
    let item = "<item><guid>1</guid><title>Acme</title></item>"
    let server = try LoopbackServer { request in
      .response(
        headers: [("Last-Modified", "\(request.number)")],
        body: "<rss version=\"2.0\"><channel><title>t</title>\(item)</channel></rss>")
    }
    let daemon = try GivenMoments(
      """
      {"brands": [{"name": "acme", "query": "acme"}], "polling": {"allowPrivateAddresses": true},
       "sources": [{"name": "a", "url": "http://a.test/", "interval": "30m"}]}
      """, through: server, at: midnight)
    try await daemon.run(until: midnight + 6000)
    #expect(daemon.reads == [1, 0, 0, 0])
  }

  @Test func `introduces itself to each source as that is configured`() async throws {
    let server = try LoopbackServer { _ in .response(status: 404) }
    let daemon = try GivenMoments(
      """
      {"brands": [{"name": "acme", "query": "acme"}], "polling": {"allowPrivateAddresses": true},
       "sources": [{"name": "a", "url": "http://a.test/"}, {"name": "b", "url": "http://b.test/",
         "headers": {"User-Agent": "acme-listener (+https://acme.example/contact)"}}]}
      """, through: server, at: midnight)
    try await daemon.run(until: midnight + 60)
    let agents = server.requests.reduce(into: [String: String]()) {
      $0[$1.path] = $1.header("User-Agent")
    }
    #expect(
      agents == [
        "http://a.test/": "mentiond/test",
        "http://b.test/": "acme-listener (+https://acme.example/contact)",
      ])
  }
}
