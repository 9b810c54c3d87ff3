import CCurl
import Glibc

/// Asks servers over HTTP, all requests at once on one thread of its own.
///
/// Non-2xx statuses are responses. Cookies are not kept, no referer is sent, credentials never
/// follow a redirect to another server, and connections are kept for the next request.
package final class HTTPClient: Sendable {
  private let mailbox: Lock<Mailbox>
  private let thread: Lock<pthread_t?>

  package init(_ options: HTTPClientOptions) throws(HTTPClientError) {
    if let path = options.certificateFile, access(path, R_OK) != 0 {
      throw .unreadableCertificateFile(path: path)
    }
    guard Self.isLibraryReady, let multi = curl_multi_init() else {
      throw .systemRefused(what: "memory or descriptors for curl")
    }
    let mailbox = Lock(Mailbox(multi: multi))
    guard let thread = startThread({ TransferLoop(mailbox, options).run() }) else {
      if let multi = mailbox.withLock({ $0.multi }) { curl_multi_cleanup(multi) }
      throw .systemRefused(what: "a thread")
    }
    self.mailbox = mailbox
    self.thread = Lock(thread)
  }

  /// curl is readied once in a process and never torn down, for another library may use it too.
  private static let isLibraryReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  deinit { close() }

  /// Waits for the whole response. If the task is cancelled, the transfer is dropped at once.
  ///
  /// - Parameter receiver: Takes the body where the status is 2xx, so that a long one is never whole
  ///   in memory. The bodies of redirects and refusals are not shown to it: those of refusals are in
  ///   the response, as without a receiver. All limits hold, and what was handed on before a limit is
  ///   reached or the connection breaks is no whole body: the error tells.
  package func send(
    _ request: HTTPRequest, passingBodyTo receiver: BodyReceiver? = nil
  ) async throws(FetchError) -> HTTPResponse {
    let address = try WebAddress(request.url)
    let home: WebAddress
    if let url = request.home, url != request.url {
      home = try WebAddress(url)
    } else {
      home = address
    }
    let ticket = Ticket()
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        mailbox.withLock {
          $0.post(
            Exchange(
              request: request, address: address, home: home, ticket: ticket, receiver: receiver,
              continuation: continuation))
        }
      }
    } onCancel: {
      ticket.cancel()
      mailbox.withLock { $0.cancel(ticket) }
    }
    return try result.get()
  }

  /// Ends the thread; what is in flight or sent afterwards throws `cancelled`.
  ///
  /// Returns when the thread has ended, which takes it no longer than to notice.
  package func close() {
    mailbox.withLock { $0.close() }
    let thread = thread.withLock { $0.take() }
    if let thread { pthread_join(thread, nil) }
  }
}
