import Feeds
import Transport

/// How documents are read, as somebody said on the command line.
struct DocumentReading: Sendable {
  /// In place of the address where a document came from.
  var url: String?

  /// In place of what the server says.
  var contentType: String?

  var mapping: Mapping?

  /// The feed in the whole of a document.
  func read(_ bytes: [UInt8]) throws(FeedError) -> Feed {
    try FeedReader.read(bytes, from: url, contentType: contentType, mapping: mapping)
  }

  /// Reads a document as it arrives from an address.
  func stream(of head: HTTPResponse) -> FeedStream {
    FeedStream(
      from: url ?? head.url, contentType: contentType ?? head.header("Content-Type"),
      mapping: mapping)
  }
}

/// Reads a body while it arrives, so that a feed of any length costs what its items cost.
///
/// Sendable without a lock: `HTTPClient.send` takes the pieces one after another, the last before it
/// returns, and only then anybody asks for the rest.
final class ArrivingFeed: @unchecked Sendable {
  private let reading: DocumentReading
  private var stream: FeedStream?

  private var head: HTTPResponse?

  /// The first bytes, to look in for feeds where it is a web page.
  private(set) var front: [UInt8] = []

  private static let longestFront = 256 * 1024

  init(_ reading: DocumentReading) {
    self.reading = reading
  }

  /// A `BodyReceiver`.
  func take(_ head: HTTPResponse, _ piece: UnsafeBufferPointer<UInt8>) -> BodyDemand {
    if stream == nil {
      stream = reading.stream(of: head)
      self.head = head
    }
    front += piece.prefix(Self.longestFront - front.count)
    stream?.append(Array(piece))
    return .more
  }

  /// The feed in all that has arrived.
  func finish() throws(FeedError) -> Feed {
    guard let stream = stream.take() else { throw .empty }
    return try stream.finish()
  }

  /// What arrived before the connection broke, as a loss; nil where that holds no item.
  func part(endedBy error: FetchError) -> (head: HTTPResponse, feed: Feed)? {
    switch error {
    case .unreachable, .timedOut: break
    default: return nil
    }
    guard let head, var feed = try? finish(), !feed.items.isEmpty else { return nil }
    feed.problems.removeAll { $0.kind == .truncated }
    feed.problems.append(FeedProblem(.truncated, "\(error)"))
    return (head, feed)
  }
}
