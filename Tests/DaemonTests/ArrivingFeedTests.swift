import Feeds
import Polling
import Synchronization
import Testing
import Transport

@testable import Daemon

@Suite struct `An arriving feed` {
  private let head = HTTPResponse(status: 200, url: "https://forum.example/feed")

  /// A feed of so many items of a kilobyte each.
  private static func rss(_ count: Int) -> [UInt8] {
    Array("<rss><channel>".utf8) + items(count) + Array("</channel></rss>".utf8)
  }

  private static func items(_ count: Int) -> [UInt8] {
    let text = String(repeating: "Where is my bag? ", count: 60)
    return (1...count).flatMap {
      Array(
        "<item><guid>\($0)</guid><title>Post \($0)</title><description>\(text)</description></item>"
          .utf8)
    }
  }

  /// Hands bytes over in pieces, as curl does.
  private func arrive(_ bytes: [UInt8], in feed: ArrivingFeed) {
    for start in stride(from: 0, to: bytes.count, by: 16_000) {
      Array(bytes[start..<min(start + 16_000, bytes.count)]).withUnsafeBufferPointer {
        #expect(feed.take(head, $0) == .more)
      }
    }
  }

  /// Counts how many documents were begun to be read.
  private final class Readings: Sendable {
    private let number = Atomic(0)
    var count: Int { number.load(ordering: .relaxed) }

    func begin(_ head: HTTPResponse) -> FeedStream {
      number.add(1, ordering: .relaxed)
      return FeedStream(from: head.url)
    }
  }

  @Test(arguments: [3, 450, 550, 2000])
  func `holds the items of a body of any length`(count: Int) throws {
    let feed = ArrivingFeed { FeedStream(from: $0.url) }
    arrive(Self.rss(count), in: feed)
    #expect(try feed.finish().items.count == count)
  }

  @Test func `is not read before it is asked for where it is short`() throws {
    let readings = Readings()
    let feed = ArrivingFeed(readingBy: readings.begin)
    arrive(Self.rss(100), in: feed)
    #expect(feed.bodyHash == BodyHash.of(Self.rss(100)))
    #expect(readings.count == 0)
    #expect(try feed.finish().items.count == 100)
    #expect(readings.count == 1)
  }

  @Test func `is read as it comes where it is long, and hashed all the same`() {
    let readings = Readings()
    let (one, same, other) = (
      ArrivingFeed(readingBy: readings.begin), ArrivingFeed(readingBy: readings.begin),
      ArrivingFeed(readingBy: readings.begin)
    )
    arrive(Self.rss(1000), in: one)
    arrive(Self.rss(1000), in: same)
    arrive(Self.rss(1001), in: other)
    #expect(readings.count == 3)
    #expect(one.bodyHash == same.bodyHash)
    #expect(one.bodyHash != other.bodyHash)
  }

  @Test func `asks for no more than is kept of it`() throws {
    let feed = ArrivingFeed { FeedStream(from: $0.url) }
    var demands: [BodyDemand] = []
    for start in stride(from: 0, to: 6 << 20, by: 1 << 20) {
      let items =
        start == 0 ? Self.rss(1000).dropLast("</channel></rss>".count) : Self.items(1000)[...]
      demands.append(Array(items).withUnsafeBufferPointer { feed.take(head, $0) })
    }
    #expect(demands.first == .more && demands.last == .enough)
    #expect(try feed.finish().problems.map(\.kind) == [.tooManyItems])
  }

  @Test func `is empty where nothing came`() {
    let feed = ArrivingFeed { FeedStream(from: $0.url) }
    #expect(feed.bodyHash == BodyHash.of([]))
    #expect(throws: FeedError.empty) { try feed.finish() }
  }

  @Test(arguments: [
    FetchError.unreachable(reason: "reset"), .timedOut(phase: .lowSpeed, limit: .seconds(10)),
    .tooLarge(limit: 100),
  ])
  func `gives what came before an error, and tells of the loss`(error: FetchError) throws {
    for count in [10, 1000] {
      let feed = ArrivingFeed { FeedStream(from: $0.url) }
      arrive(Array(Self.rss(count).dropLast(20)), in: feed)
      let part = try #require(feed.part(endedBy: error))
      #expect(part.head.url == head.url)
      #expect(part.feed.items.count == count)
      #expect(part.feed.problems.filter(\.isLoss).map(\.detail) == ["\(error)"])
    }
  }

  @Test func `gives nothing where no item came, or nobody waits any more`() {
    let none = ArrivingFeed { FeedStream(from: $0.url) }
    arrive(Array("<rss><channel><title>Fo".utf8), in: none)
    #expect(none.part(endedBy: .unreachable(reason: "reset"))?.feed.items == nil)
    let begun = ArrivingFeed { FeedStream(from: $0.url) }
    arrive(Array("<rss><channel><item>".utf8), in: begun)
    #expect(begun.part(endedBy: .unreachable(reason: "reset"))?.feed.items == nil)
    let cancelled = ArrivingFeed { FeedStream(from: $0.url) }
    arrive(Self.rss(10), in: cancelled)
    #expect(cancelled.part(endedBy: .cancelled)?.feed.items == nil)
  }
}
