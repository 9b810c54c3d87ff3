import CCurl
import Synchronization

/// A request on its way to the loop, and who waits for its result.
struct Exchange: Sendable {
  let request: HTTPRequest
  let address: WebAddress
  /// Whose server may see secrets among the fields.
  let home: WebAddress
  let ticket: Ticket
  /// Takes the body of a response with a 2xx status; nil where it is gathered.
  let receiver: BodyReceiver?
  /// Resumed once, by who has the exchange last.
  let continuation: CheckedContinuation<Result<HTTPResponse, FetchError>, Never>

  func end(_ result: Result<HTTPResponse, FetchError>) {
    continuation.resume(returning: result)
  }
}

/// Names an exchange to cancel.
final class Ticket: Sendable {
  private let mark = Atomic(false)

  var isCancelled: Bool { mark.load(ordering: .acquiring) }

  /// To be done before the mailbox is told, as a task may be cancelled before its request is posted:
  /// the loop passes over a cancellation of what it does not know, and finds the mark later.
  func cancel() { mark.store(true, ordering: .releasing) }
}

/// What callers have for the loop. It lies under a lock; the loop empties it in one go.
struct Mailbox {
  private var posted: [Exchange] = []
  private var cancelled: [Ticket] = []
  private var isClosed = false

  /// Nil once the loop has let go of it, since waking it would then touch freed memory.
  private(set) var multi: UnsafeMutableRawPointer?

  init(multi: UnsafeMutableRawPointer) { self.multi = multi }

  mutating func post(_ exchange: Exchange) {
    guard !isClosed else { return exchange.end(.failure(.cancelled)) }
    wakeIfEmpty()
    posted.append(exchange)
  }

  mutating func cancel(_ ticket: Ticket) {
    guard !isClosed else { return }
    wakeIfEmpty()
    cancelled.append(ticket)
  }

  mutating func close() {
    isClosed = true
    wake()
  }

  /// Takes out what is there; nil when the client is closed.
  mutating func empty() -> (posted: [Exchange], cancelled: [Ticket])? {
    guard !isClosed else { return nil }
    defer {
      posted.removeAll()
      cancelled.removeAll()
    }
    return (posted, cancelled)
  }

  /// What was posted and never taken up, after the close.
  mutating func leave() -> [Exchange] {
    multi = nil
    defer { posted.removeAll() }
    return posted
  }

  /// A loop that has mail unread is awake or has been woken.
  private func wakeIfEmpty() {
    if posted.isEmpty, cancelled.isEmpty { wake() }
  }

  private func wake() {
    if let multi { curl_multi_wakeup(multi) }
  }
}
