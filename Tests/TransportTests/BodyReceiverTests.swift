import Loopback
import Synchronization
import Testing
import Transport

@Suite struct `A receiver of the body` {
  private let client: HTTPClient

  init() throws { client = try .forTests() }

  /// Notes what it is handed, and has enough after so many pieces.
  private final class Listener: Sendable {
    private let state = Mutex((bytes: [UInt8](), count: 0, longest: 0, pieces: 0, head: ""))
    private let patience: Int

    init(patience: Int = .max) { self.patience = patience }

    var bytes: [UInt8] { state.withLock { $0.bytes } }
    var count: Int { state.withLock { $0.count } }
    var longest: Int { state.withLock { $0.longest } }
    var head: String { state.withLock { $0.head } }

    func take(_ head: HTTPResponse, _ piece: UnsafeBufferPointer<UInt8>) -> BodyDemand {
      state.withLock {
        if $0.count < 1 << 16 { $0.bytes += piece }
        $0.count += piece.count
        $0.longest = max($0.longest, piece.count)
        $0.pieces += 1
        $0.head = "\(head.status) \(head.header("Content-Type") ?? "") \(head.body.count)"
        return $0.pieces < patience ? .more : .enough
      }
    }
  }

  @Test func `gets a long body in small pieces and nothing is gathered`() async throws {
    let server = try LoopbackServer([.stream([UInt8](repeating: 1, count: 1 << 20), times: 50)])
    let listener = Listener()
    let request = HTTPRequest.local(server) { $0.maxBodyBytes = 50 << 20 }
    let response = try await client.send(request, passingBodyTo: listener.take)
    #expect(response.body.isEmpty)
    #expect(listener.count == 50 << 20)
    #expect(listener.longest <= 16 << 10)
  }

  @Test func `knows the head from the first piece on`() async throws {
    let server = try LoopbackServer([
      .response(status: 203, headers: [("Content-Type", "text/xml")], body: "<rss/>")
    ])
    let listener = Listener()
    _ = try await client.send(.local(server), passingBodyTo: listener.take)
    #expect(listener.head == "203 text/xml 0")
    #expect(listener.bytes == Array("<rss/>".utf8))
  }

  @Test func `gets a coding undone`() async throws {
    let plain = Array("<rss><channel/></rss>".utf8)
    let server = try LoopbackServer([
      .response(headers: [("Content-Encoding", "gzip")], body: Gzip.stored(plain))
    ])
    let listener = Listener()
    let response = try await client.send(.local(server), passingBodyTo: listener.take)
    #expect(listener.bytes == plain)
    #expect(response.body.isEmpty)
  }

  @Test func `sees neither redirects nor refusals`() async throws {
    let moved = LoopbackAnswer.response(
      status: 302, headers: [("Location", "/b")], body: "moved, see there")
    let server = try LoopbackServer([
      "/a": moved, "/b": .response(status: 404, body: "not here"),
    ])
    let listener = Listener()
    let response = try await client.send(.local(server, "/a"), passingBodyTo: listener.take)
    #expect(listener.count == 0)
    #expect(response.body == Array("not here".utf8))
  }

  @Test func `ends an endless body when it has enough`() async throws {
    let server = try LoopbackServer([.endless([UInt8](repeating: 0x20, count: 65536))])
    let listener = Listener(patience: 3)
    let response = try await client.send(.local(server), passingBodyTo: listener.take)
    #expect(response.status == 200)
    #expect(listener.count <= 3 * 16 << 10)
  }

  @Test func `does not lift the limit`() async throws {
    let server = try LoopbackServer([.endless([UInt8](repeating: 0x20, count: 65536))])
    let listener = Listener()
    await #expect(throws: FetchError.tooLarge(limit: 100_000)) {
      let request = HTTPRequest.local(server) { $0.maxBodyBytes = 100_000 }
      return try await client.send(request, passingBodyTo: listener.take)
    }
    #expect(listener.count <= 100_000)
  }
}
