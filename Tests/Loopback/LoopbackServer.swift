/// An HTTP/1.1 server on 127.0.0.1 or ::1 that records what it is asked and answers as it is told.
///
/// The kernel chooses the port. Each connection has a thread, so that a slow answer delays no other.
/// It ends, with all its connections, when it is stopped or nobody holds it any more.
///
/// ```swift
/// let server = try LoopbackServer(["/feed": .response(body: "<rss/>")])
/// ```
package final class LoopbackServer: Sendable {
  package enum Family: Sendable { case v4, v6 }

  private let family: Family
  private let journal = LoopbackJournal()
  private let listener: LoopbackListener

  /// Answers each request with what `answer` makes of it; called on many threads at once.
  package init(
    on family: Family = .v4, _ answer: @escaping @Sendable (LoopbackRequest) -> LoopbackAnswer
  ) throws {
    let journal = journal
    self.family = family
    listener = try LoopbackListener(on: family) { answer(journal.record($0)) }
    listener.start()
  }

  /// Answers by path, query included; 404 for all others.
  package convenience init(_ table: [String: LoopbackAnswer]) throws {
    try self.init { table[$0.path] ?? .response(status: 404) }
  }

  /// Answers in that order, then with the last again and again.
  package convenience init(_ script: [LoopbackAnswer]) throws {
    try self.init { script[min($0.number, script.count - 1)] }
  }

  deinit { stop() }

  package var port: Int { listener.port }

  /// The address of a path: `http://127.0.0.1:port/path`.
  package func url(_ path: String = "/") -> String {
    "http://\(family == .v4 ? "127.0.0.1" : "[::1]"):\(port)\(path)"
  }

  /// What was asked so far, in the order in which the requests were complete.
  package var requests: [LoopbackRequest] { journal.requests }

  /// How many connections were taken so far.
  package var connections: Int { listener.accepted }

  /// Returns as soon as so many requests have come; throws if they have not within `limit`.
  @discardableResult
  package func waitForRequests(
    _ count: Int, within limit: Duration = .seconds(600)
  ) async throws -> [LoopbackRequest] {
    try await journal.wait(for: count, within: limit)
  }

  /// Breaks off all connections and returns when every thread has ended.
  package func stop() { listener.stop() }
}

package enum LoopbackError: Error, Hashable, Sendable {
  case noSocket(errno: Int32)
  case tooFewRequests(Int, wanted: Int)
}
