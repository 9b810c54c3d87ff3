import FoundationEssentials
import Glibc
import Loopback
import Synchronization

extension Stage {
  /// From a publisher's answer to the line that somebody tails.
  static let alerting = [
    Stage(name: "alert") { name in
      guard let program = Child.mentiond else { return Report.line(name, Child.mentiondIsMissing) }
      let forum = try Forum(brands: 40)
      let folder = try TemporaryFolder()
      let file = try folder.write(forum.configuration, to: "config.json")
      let child = try Child(
        program, ["run", "--config", file, "--state", folder.path], messages: .hidden)
      defer { child.terminate() }
      // Each has told its past once it is asked a second time.
      try await forum.server.waitForRequests(3 * forum.brands)
      var delays: [Double] = []
      for brand in 0..<forum.brands {
        forum.complain(brand)
        guard let delay = forum.delay(ofAlert: child.nextLine(), at: .now) else {
          throw Shortfall(description: "no alert of brand\(brand)")
        }
        delays.append(delay)
      }
      delays.sort()
      Report.line(
        name,
        "p50 \(Report.milliseconds(delays[delays.count / 2])), "
          + "longest \(Report.milliseconds(delays[delays.count - 1])) from a feed's answer to the "
          + "alert line on the disk, \(forum.brands) brands that burst in turn, a source each")
    }
  ]
}

/// Feeds in which nobody complains much, until all do.
private final class Forum: Sendable {
  let brands: Int
  let server: LoopbackServer
  private let state: State

  private final class State: Sendable {
    /// How many brands have burst, from the first on.
    let bursts = Atomic(0)
    /// When the burst of each brand was first served.
    let served = Mutex<[String: ContinuousClock.Instant]>([:])
  }

  init(brands: Int) throws {
    self.brands = brands
    let state = State()
    self.state = state
    let now = Date()
    server = try LoopbackServer { request in
      let brand = String(request.path.dropFirst())
      let number = Int(brand.drop { !$0.isNumber }) ?? 0
      let complains = number < state.bursts.load(ordering: .acquiring)
      let body = Self.feed(of: brand, until: now, complains: complains)
      if complains { state.served.withLock { $0[brand] = $0[brand] ?? .now } }
      return .response(body: body)
    }
  }

  /// Lets the brand of a number burst, those before it having done so.
  func complain(_ brand: Int) { state.bursts.store(brand + 1, ordering: .releasing) }

  /// Seconds from the answer that held the burst; nil for a line of no alert.
  func delay(ofAlert line: String, at moment: ContinuousClock.Instant) -> Double? {
    guard let word = line.split(separator: " ").first(where: { $0.hasPrefix("brand") }) else {
      return nil
    }
    return state.served.withLock { $0.removeValue(forKey: String(word)) }
      .map { (moment - $0) / .seconds(1) }
  }

  var configuration: [UInt8] {
    let names = (0..<brands).map { "brand\($0)" }
    let list = names.map { #"{"name": "\#($0)", "query": "\#($0)"}"# }
    let sources = names.map {
      #"{"name": "\#($0)", "url": "http://\#($0).localhost:\#(server.port)/\#($0)", "interval": "1s"}"#
    }
    return Array(
      """
      {
        "brands": [\(list.joined(separator: ", "))],
        "sources": [\(sources.joined(separator: ", "))],
        "receivers": [{"name": "log", "type": "log", "path": "-"}],
        "polling": {"allowPrivateAddresses": true, "minimumInterval": "1s", "hostGap": "0s"}
      }
      """.utf8)
  }

  private static func feed(of brand: String, until now: Date, complains: Bool) -> String {
    let past = (1...30).map { index in
      item(
        "\(brand)-past-\(index)", "reader\(index)",
        "Flew with \(brand) to town \(index * 7), row \(index), number \(index * 37)",
        now - Double(index) * 8 * 3600)
    }
    let burst = (0..<12).map { index in
      item(
        "\(brand)-burst-\(index)", "angry\(index)",
        "\(complaints[index % complaints.count]) at gate \(index * 3 + 1): \(brand), seat \(index)",
        now - Double(index) * 60)
    }
    return "<rss version=\"2.0\"><channel><title>\(brand)</title>"
      + ((complains ? burst : []) + past).joined() + "</channel></rss>"
  }

  private static func item(
    _ id: String, _ author: String, _ title: String, _ moment: Date
  ) -> String {
    "<item><guid isPermaLink=\"false\">\(id)</guid><author>\(author)</author><title>\(title)</title>"
      + "<pubDate>\(MadeFeeds.mailDate(moment))</pubDate></item>"
  }

  private static let complaints = [
    "They lost my luggage and nobody answers, terrible", "Worst airline ever, I want a refund",
    "My suitcase is broken, horrible and rude staff", "Still no bag, the support is useless",
    "Unacceptable, they lost our stroller and hung up", "Cancelled without a word, never again",
  ]
}
