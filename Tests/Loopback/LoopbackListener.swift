import Dispatch
import Glibc
import Synchronization

/// Takes connections and serves each on a thread of its own, until it is stopped.
final class LoopbackListener: Sendable {
  let port: Int
  private let socket: Int32
  private let stopSignal: StopSignal
  private let threads = DispatchGroup()
  private let answer: @Sendable (LoopbackRequest) -> LoopbackAnswer
  private let count = Atomic(0)

  init(answer: @escaping @Sendable (LoopbackRequest) -> LoopbackAnswer) throws {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutableBytes(of: &address) {
      let raw = $0.assumingMemoryBound(to: sockaddr.self).baseAddress
      return bind(socket, raw, length) == 0 && listen(socket, 1024) == 0
        && getsockname(socket, raw, &length) == 0
    }
    guard isListening else { throw LoopbackError.noSocket(errno: errno) }
    self.socket = socket
    self.answer = answer
    stopSignal = try StopSignal()
    port = Int(UInt16(bigEndian: address.sin_port))
  }

  deinit { close(socket) }

  var accepted: Int { count.load(ordering: .relaxed) }

  func start() { inThread { $0.accept() } }

  func stop() {
    stopSignal.raise()
    threads.wait()
  }

  private func accept() {
    while stopSignal.waitUntilReady(socket, for: POLLIN) {
      let client = Glibc.accept(socket, nil, nil)
      guard client >= 0 else { continue }
      // A program that a test starts must not keep the connection open.
      _ = fcntl(client, F_SETFD, FD_CLOEXEC)
      count.add(1, ordering: .relaxed)
      inThread { $0.serve(client) }
    }
  }

  private func serve(_ client: Int32) {
    defer { close(client) }
    var connection = LoopbackConnection(socket: client, stopSignal: stopSignal)
    while let request = connection.readRequest() {
      guard connection.perform(answer(request)) else { return }
    }
  }

  private func inThread(_ body: @escaping @Sendable (LoopbackListener) -> Void) {
    final class Start {
      let run: () -> Void
      init(_ run: @escaping () -> Void) { self.run = run }
    }
    threads.enter()
    let start = Unmanaged.passRetained(
      Start {
        body(self)
        self.threads.leave()
      })
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      {
        if let start = $0 { Unmanaged<Start>.fromOpaque(start).takeRetainedValue().run() }
        return nil
      }, start.toOpaque())
    precondition(code == 0, "the tests need a thread for each connection")
    pthread_detach(thread)
  }
}
