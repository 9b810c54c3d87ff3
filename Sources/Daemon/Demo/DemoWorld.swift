import FoundationEssentials
import Serving
import Transport

/// The demonstration's internet, on the loopback address: three feeds, and a webhook receiver that
/// checks signatures as a careful receiver would.
struct DemoWorld: Sendable {
  /// The signing secret of the webhook: made up for a receiver that lives for seconds.
  static let secret = "whsec_ZGVtb25zdHJhdGlvbi1zZWNyZXQtb2YtbWVudGlvbmQ="

  private let server: Server

  /// - Parameter received: told of each webhook call: its id and body, and whether its signature is
  ///   right.
  init(
    story: DemoStory, clock: Clock,
    received: @escaping @Sendable (_ id: String, _ body: String, _ isSigned: Bool) -> Void
  ) throws {
    server = try Server(address: "127.0.0.1", port: 0) { request in
      let now = clock.now
      switch request.path {
      case "/forum.rss":
        return Self.document(
          DemoFeeds.rss(story.posts(of: .forum, at: now)), "application/rss+xml")
      case "/blogs.atom":
        return Self.document(
          DemoFeeds.atom(story.posts(of: .blogs, at: now)), "application/atom+xml")
      case "/aggregator.json":
        return Self.document(
          DemoFeeds.json(story.posts(of: .news, at: now)), "application/json")
      case "/hook" where request.method == "POST":
        received(
          request.header("webhook-id") ?? "", String(decoding: request.body, as: UTF8.self),
          Self.isSigned(request))
        return ServingResponse(status: 204, contentType: "text/plain", body: [])
      default:
        return ServingResponse(status: 404, contentType: "text/plain", body: [])
      }
    }
  }

  var address: String { "http://127.0.0.1:\(server.port)" }

  func close() async { await server.close() }

  /// The configuration that an operator would write for this world.
  var configuration: String {
    """
    {
      "brands": [{"name": "acme-air", "query": "\\"acme air\\" OR @acmeair"}],
      "sources": [
        {"name": "forum", "url": "\(address)/forum.rss", "rung": "customer", "interval": "1m"},
        {"name": "blogs", "url": "\(address)/blogs.atom", "rung": "blog", "interval": "1m"},
        {"name": "aggregator", "url": "\(address)/aggregator.json", "rung": "aggregator",
         "interval": "1m",
         "mapping": {"items": "stories[*]", "id": "key", "title": "headline", "text": "summary",
                     "author": "by", "url": "link", "published": "time"}}
      ],
      "receivers": [
        {"name": "pager", "type": "webhook", "url": "\(address)/hook", "secretFile": "secret"}
      ],
      "polling": {"allowPrivateAddresses": true, "hostGap": "1s"}
    }
    """
  }

  private static func document(_ text: String, _ type: String) -> ServingResponse {
    ServingResponse(status: 200, contentType: type, body: Array(text.utf8))
  }

  private static func isSigned(_ request: ServingRequest) -> Bool {
    guard let id = request.header("webhook-id"),
      let timestamp = request.header("webhook-timestamp").flatMap({ Int($0) }),
      let secret = try? WebhookSecret(Self.secret)
    else { return false }
    return request.header("webhook-signature")
      == WebhookSignature.header(
        id: id, timestamp: timestamp, body: request.body, secrets: [secret])
  }
}
