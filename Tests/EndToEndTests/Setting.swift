import Loopback
import Synchronization
import Testing

/// A folder with a configuration, and servers on the loopback address to point it at.
struct Setting {
  let folder: Folder

  init() throws {
    folder = try Folder()
  }

  /// Writes a configuration that polls each second, or as seldom as asked; returns its path.
  ///
  /// - Parameter keys: of each source, besides.
  @discardableResult
  func configure(
    sources: [String: String], keys: String = "", webhook: String? = nil,
    minimumInterval: String = "1s", more: String = "", name: String = "c.json"
  ) throws -> String {
    let list = sources.sorted { $0.key < $1.key }.map {
      #"{"name": "\#($0.key)", "url": "\#($0.value)", "interval": "1s"\#(keys)}"#
    }
    var receivers = [#"{"name": "on-call", "type": "log", "path": "alerts.log"}"#]
    if let webhook {
      receivers.append(
        #"{"name": "pager", "type": "webhook", "url": "\#(webhook)", "secretFile": "secret"}"#)
    }
    try folder.write(Self.secret, to: "secret")
    return try folder.write(
      """
      {
        "brands": [{"name": "acme-air", "query": "\\"acme air\\""}],
        "sources": [\(list.joined(separator: ",\n"))],
        "receivers": [\(receivers.joined(separator: ", "))],
        "polling": {"allowPrivateAddresses": true, "minimumInterval": "\(minimumInterval)", "hostGap": "0s"}
        \(more)
      }
      """, to: name)
  }

  /// The example of the Standard Webhooks specification.
  static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

  func start(_ configuration: String) throws -> Program {
    try Program(
      ["run", "--config", configuration, "--state", "\(folder.path)/state"], in: folder)
  }

  /// Runs a verb to its end.
  func verb(_ words: String...) async throws -> (status: Int32?, text: String) {
    try await Program(words + ["--state", "\(folder.path)/state"], in: folder).end()
  }
}

/// A feed that a test changes while it is being polled.
final class ChangingFeed: Sendable {
  let server: LoopbackServer
  private let text: Text

  init(_ posts: [Feed.Post]) throws {
    let text = Text(Feed.rss(posts))
    self.text = text
    server = try LoopbackServer { _ in .response(body: text.current.withLock { $0 }) }
  }

  func publish(_ posts: [Feed.Post]) {
    text.current.withLock { $0 = Feed.rss(posts) }
  }

  /// What both the test and the server's threads hold.
  private final class Text: Sendable {
    let current: Mutex<String>

    init(_ text: String) {
      current = Mutex(text)
    }
  }
}
