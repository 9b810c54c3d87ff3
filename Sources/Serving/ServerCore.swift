import CMicrohttpd
import Dispatch
import Glibc

/// The library's daemon and the requests that wait for their handlers.
///
/// `daemon` changes only in `start` and `stop`, which the owner calls one after the other; `waiting` and
/// `isClosing` are touched on `desk` alone; the rest is constant.
final class ServerCore: @unchecked Sendable {
  private let limits: ServingLimits
  private let handler: @Sendable (ServingRequest) async -> ServingResponse
  private var daemon: OpaquePointer?

  private let desk = DispatchQueue(label: "serving.requests")
  private var waiting: [ObjectIdentifier: Waiting] = [:]
  private var isClosing = false
  /// The requests that are not completed.
  private let open = DispatchGroup()

  private struct Waiting {
    var exchange: Exchange
    var connection: OpaquePointer
    var task: Task<Void, Never>
  }

  init(
    limits: ServingLimits,
    handler: @escaping @Sendable (ServingRequest) async -> ServingResponse
  ) {
    self.limits = limits
    self.handler = handler
  }

  func start(on socket: ListeningSocket) -> Bool {
    let flags = MHD_USE_EPOLL_INTERNAL_THREAD.rawValue | MHD_ALLOW_SUSPEND_RESUME.rawValue
    daemon = mentiond_mhd_start(
      flags, socket.descriptor, receiveRequest, Unmanaged.passUnretained(self).toOpaque(),
      completeRequest, UInt32(limits.maxConnections), UInt32(limits.maxConnectionsPerAddress),
      UInt32(limits.idle.components.seconds), limits.maxHeaderBytes)
    return daemon != nil
  }

  /// The library panics when it is stopped while a connection is set aside, so all come back first.
  func stop() {
    guard let daemon else { return }
    desk.sync { isClosing = true }
    let listening = MHD_quiesce_daemon(daemon)
    if open.wait(timeout: .now() + .seconds(Int(limits.closing.components.seconds))) == .timedOut {
      desk.sync {
        for (id, request) in waiting {
          request.task.cancel()
          settle(id, ServingResponse(status: 503, text: "shutting down\n"))
        }
      }
    }
    MHD_stop_daemon(daemon)
    close(listening)
    self.daemon = nil
  }

  // MARK: On the library's thread

  func receive(
    _ exchange: Exchange, on connection: OpaquePointer, piece: UnsafeBufferPointer<UInt8>
  ) -> MHD_Result {
    if !piece.isEmpty {
      return exchange.receive(piece, limit: limits.maxBodyBytes) ? .YES : .NO
    }
    if exchange.isTooLarge { exchange.answer = tooLarge }
    if let answer = exchange.answer { return send(answer, on: connection) }
    let isSetAside = desk.sync { setAside(exchange, connection) }
    return isSetAside
      ? .YES : send(ServingResponse(status: 503, text: "shutting down\n"), on: connection)
  }

  /// Begins an exchange; the answer is given at once where the length that the client announces is
  /// too large, before it has sent the body.
  func begin(_ exchange: Exchange, on connection: OpaquePointer) -> MHD_Result {
    open.enter()
    let length = MHD_lookup_connection_value(connection, .HEADER_KIND, "Content-Length")
    guard let length, let count = Int(String(cString: length)), count > limits.maxBodyBytes else {
      return .YES
    }
    return send(tooLarge, on: connection)
  }

  func complete() { open.leave() }

  private var tooLarge: ServingResponse {
    ServingResponse(
      status: 413, text: "the body is longer than \(limits.maxBodyBytes) bytes\n")
  }

  private func send(_ response: ServingResponse, on connection: OpaquePointer) -> MHD_Result {
    let body = response.body.withUnsafeBytes {
      MHD_create_response_from_buffer(
        $0.count, UnsafeMutableRawPointer(mutating: $0.baseAddress), .RESPMEM_MUST_COPY)
    }
    guard let body else { return .NO }
    defer { MHD_destroy_response(body) }
    _ = MHD_add_response_header(body, "Content-Type", response.contentType)
    for header in response.headers {
      _ = MHD_add_response_header(body, header.name, header.value)
    }
    return MHD_queue_response(connection, UInt32(response.status), body)
  }

  // MARK: On the desk

  private func setAside(_ exchange: Exchange, _ connection: OpaquePointer) -> Bool {
    guard !isClosing else { return false }
    MHD_suspend_connection(connection)
    let id = ObjectIdentifier(exchange)
    let request = exchange.request(on: connection)
    // The way from a thread of C into the pool: there is no task here to be a child of. It is kept,
    // and cancelled by `stop`.
    let task = Task { [self] in
      let response = await handler(request)
      desk.async { self.settle(id, response) }
    }
    waiting[id] = Waiting(exchange: exchange, connection: connection, task: task)
    return true
  }

  /// Answers a request that still waits; the later of two answers is dropped.
  private func settle(_ id: ObjectIdentifier, _ response: ServingResponse) {
    guard let request = waiting.removeValue(forKey: id) else { return }
    request.exchange.answer = response
    MHD_resume_connection(request.connection)
  }
}

// MARK: What the library calls

private func receiveRequest(
  context: UnsafeMutableRawPointer?, connection: OpaquePointer?, path: UnsafePointer<CChar>?,
  method: UnsafePointer<CChar>?, version: UnsafePointer<CChar>?, piece: UnsafePointer<CChar>?,
  pieceCount: UnsafeMutablePointer<Int>?, slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
  guard let context, let connection, let path, let method, let pieceCount, let slot else {
    return .NO
  }
  let core = Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue()
  guard let kept = slot.pointee else {
    let exchange = Exchange(method: String(cString: method), path: String(cString: path))
    slot.pointee = Unmanaged.passRetained(exchange).toOpaque()
    return core.begin(exchange, on: connection)
  }
  let exchange = Unmanaged<Exchange>.fromOpaque(kept).takeUnretainedValue()
  let bytes = UnsafeRawBufferPointer(start: piece, count: pieceCount.pointee)
  pieceCount.pointee = 0
  return core.receive(exchange, on: connection, piece: bytes.assumingMemoryBound(to: UInt8.self))
}

private func completeRequest(
  context: UnsafeMutableRawPointer?, connection: OpaquePointer?,
  slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, reason: MHD_RequestTerminationCode
) {
  guard let context, let slot, let kept = slot.pointee else { return }
  slot.pointee = nil
  Unmanaged<Exchange>.fromOpaque(kept).release()
  Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue().complete()
}
