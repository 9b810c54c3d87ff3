import Feeds
import Model
import Polling
import Transport

/// Takes a body while it arrives, and gives the feed in it.
///
/// A short one is held until it is whole, so that one which is that of the last time is known by its
/// hash and never read. A longer one is read as it comes, so that a feed of any length costs what its
/// items cost. One that is packed is held whatever its length, since to unpack it is no work for the
/// thread of all transfers. Each gives what came before a connection broke.
///
/// Sendable without a lock: `HTTPClient.send` takes the pieces one after another, the last before it
/// returns, and only then anybody asks for the rest.
final class ArrivingFeed: @unchecked Sendable {
  /// Bytes up to which a body is held. Feeds have 70 KB in the mean and one of a hundred has more than
  /// this; those are read on curl's thread, which all others wait for, a millisecond for 200 KB.
  private static let longestHeld = 512 * 1024

  private let begin: @Sendable (HTTPResponse) -> FeedStream
  private let frontLength: Int

  /// What came, until it is too long to be held.
  private var held: [UInt8] = []
  /// What reads it from then on, and its hash so far.
  private var stream: FeedStream?
  private var hash = BodyHash()

  private var head: HTTPResponse?

  /// The first bytes, as many as were asked for.
  private(set) var front: [UInt8] = []

  /// - Parameters:
  ///   - frontLength: How many of the first bytes are kept, to look in for feeds where it is a web page.
  ///   - begin: How the body of a response is read.
  init(
    frontLength: Int = 0, readingBy begin: @escaping @Sendable (HTTPResponse) -> FeedStream
  ) {
    self.frontLength = frontLength
    self.begin = begin
  }

  /// A `BodyReceiver`.
  func take(_ head: HTTPResponse, _ piece: UnsafeBufferPointer<UInt8>) -> BodyDemand {
    if self.head == nil {
      self.head = head
      // Of a packed body it is less than will come.
      let length = head.header("Content-Length").flatMap { Int($0) } ?? 0
      held.reserveCapacity(min(max(length, piece.count), Self.longestHeld))
    }
    if front.count < frontLength { front += piece.prefix(frontLength - front.count) }
    if stream == nil {
      guard held.count + piece.count > Self.longestHeld, !FeedStream.isPacked(held) else {
        held.append(contentsOf: piece)
        return .more
      }
      held.withUnsafeBufferPointer { hash.add($0) }
      startReading(head)
    }
    hash.add(piece)
    stream?.append(Array(piece))
    return stream?.isFull == true ? .enough : .more
  }

  private func startReading(_ head: HTTPResponse) {
    stream = begin(head)
    stream?.append(held)
    held = []
  }

  /// `BodyHash` of all that has arrived, by its length in one or in pieces; to be asked for before the
  /// feed is.
  var bodyHash: UInt64 { stream == nil ? BodyHash.of(held) : hash.value }

  /// The feed in all that has arrived; to be asked for once.
  func finish() throws(FeedError) -> Feed {
    guard let head else { throw .empty }
    if stream == nil { startReading(head) }
    guard let stream = stream.take() else { throw .empty }
    return try stream.finish()
  }

  /// What arrived before the connection broke or a limit was reached, as a loss; nil where that holds no
  /// item.
  ///
  /// - Parameter reason: what is told of the loss in place of the error.
  func part(
    endedBy error: FetchError, reason: String? = nil
  ) -> (head: HTTPResponse, feed: Feed)? {
    switch error {
    case .unreachable, .timedOut, .tooLarge: break
    default: return nil
    }
    guard let head, var feed = try? finish(),
      feed.items.contains(where: {
        $0.guid != nil || $0.url != nil || !$0.title.isEmpty || !$0.text.isEmpty
      })
    else { return nil }
    feed.problems.removeAll { $0.kind == .truncated }
    feed.problems.append(FeedProblem(.truncated, reason ?? "\(error)"))
    return (head, feed)
  }
}
