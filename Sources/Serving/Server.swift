import Dispatch

/// A small HTTP/1.1 server on one address: health, metrics, a page for people, items pushed in.
///
/// It has a thread of its own that never waits for a handler: a request is set aside while its handler
/// runs in the shared pool.
package final class Server: Sendable {
  /// Where it listens; the kernel's choice where 0 was asked for.
  package let port: UInt16

  private let core: ServerCore
  /// `close` waits, which no thread of the shared pool may.
  private let closing = DispatchQueue(label: "serving.close")

  /// Begins to listen.
  ///
  /// - Parameter address: An address in numbers: `127.0.0.1`, `::`.
  package init(
    address: String, port: UInt16, limits: ServingLimits = ServingLimits(),
    handler: @escaping @Sendable (ServingRequest) async -> ServingResponse
  ) throws(ServingError) {
    let socket = try ListeningSocket(address: address, port: port)
    self.port = socket.port
    core = ServerCore(limits: limits, handler: handler)
    guard core.start(on: socket) else {
      throw .refused(address: address, port: port, reason: "the HTTP library did not start")
    }
  }

  /// Takes no more connections and returns when each request is answered, or dropped after the time
  /// that the limits give. Closing twice is fine.
  package func close() async {
    await withCheckedContinuation { done in
      closing.async { [core] in
        core.stop()
        done.resume()
      }
    }
  }

  deinit { closing.sync { core.stop() } }
}
