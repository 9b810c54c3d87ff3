import Alerting
import FoundationEssentials
import Loopback
import Model
import Synchronization
import Testing

@testable import Daemon

@Suite struct `A surge of polls` {
  private static let midnight = Date(timeIntervalSince1970: 1_795_305_600)
  private static let hour = 3600.0

  private static let complaints = [
    "Acme air sent my bag to Perth, terrible, and hangs up on me.",
    "Two hours on hold with acme air. Useless, I want my money back.",
    "The pram is broken and acme air shrugs. Worst service ever.",
    "Acme air cancelled at midnight, no hotel, rude staff, never again.",
    "Lost: one cello. Found: one liar at the acme air counter. Unacceptable.",
  ]

  /// Ten days with a mention in eight hours, and 21 complaints of the half hour before the fourth.
  private static func feed(at now: Date) -> LoopbackAnswer {
    var posts = (1...30).map { (at: -8 * hour * Double($0), text: "Acme air to town \($0 * 7).") }
    posts += (0..<21).map { number in
      let text = "\(complaints[number % complaints.count]) Row \(number * 37 + 5)."
      return (at: 4 * hour - 90 * Double(21 - number), text: text)
    }
    let passed = now.timeIntervalSince(midnight)
    let items = posts.enumerated().filter { $0.element.at <= passed }.map { number, post in
      """
      <item><guid isPermaLink="false">p\(number)</guid><title>About my flight \(number)</title>\
      <author>a\(number)</author><description>\(post.text)</description>\
      <pubDate>\(TrialSite.httpDate(midnight + post.at))</pubDate></item>
      """
    }
    return .response(
      headers: [("ETag", "\"\(items.count)\"")],
      body: "<rss version=\"2.0\"><channel><title>t</title>\(items.joined())</channel></rss>")
  }

  @Test func `lasts as long as the incident, through a restart`() async throws {
    let now = Now(Self.midnight)
    let server = try LoopbackServer { _ in Self.feed(at: now.value) }
    let daemon = try GivenMoments(
      """
      {"brands": [{"name": "acme", "query": "\\"acme air\\""}],
       "sources": [{"name": "forum", "url": "http://forum.test/feed"}],
       "polling": {"allowPrivateAddresses": true}}
      """, through: server, at: Self.midnight)

    func requests(until hours: Double) async throws -> Int {
      let before = server.requests.count
      try await daemon.run(until: Self.midnight + hours * Self.hour) { now.value = $0 }
      return server.requests.count - before
    }
    // A mention in eight hours is worth a poll in 50 minutes.
    #expect((4...6).contains(try await requests(until: 4)))
    _ = try await requests(until: 5)
    #expect(await daemon.desk.incidents.open.count == 1)
    // Four times as many as the livelier forum is worth, which is at least one in half an hour.
    #expect(try await requests(until: 5.5) >= 3)
    try await daemon.restart()
    #expect(try await requests(until: 6.2) >= 4)
    #expect(await daemon.desk.incidents.open.count == 1)
    _ = try await requests(until: 30)
    #expect(await daemon.desk.incidents.open.isEmpty)
    #expect(try await requests(until: 33) <= 3 * 3)
  }

  private final class Now: Sendable {
    private let moment: Mutex<Date>

    init(_ moment: Date) { self.moment = Mutex(moment) }

    var value: Date {
      get { moment.withLock { $0 } }
      set { moment.withLock { $0 = newValue } }
    }
  }
}
