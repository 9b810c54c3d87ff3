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

  init(
    on family: LoopbackServer.Family,
    answer: @escaping @Sendable (LoopbackRequest) -> LoopbackAnswer
  ) throws {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    let socket = Glibc.socket(family == .v4 ? AF_INET : AF_INET6, kind, 0)
    let port =
      switch family {
      case .v4:
        Self.listen(
          socket,
          sockaddr_in(
            sin_family: sa_family_t(AF_INET), sin_port: 0,
            sin_addr: in_addr(s_addr: UInt32(0x7F00_0001).bigEndian),
            sin_zero: (0, 0, 0, 0, 0, 0, 0, 0)))
      case .v6:
        Self.listen(
          socket,
          sockaddr_in6(
            sin6_family: sa_family_t(AF_INET6), sin6_port: 0, sin6_flowinfo: 0,
            sin6_addr: in6addr_loopback, sin6_scope_id: 0))
      }
    guard let port else {
      close(socket)
      throw LoopbackError.noSocket(errno: errno)
    }
    self.socket = socket
    self.answer = answer
    self.port = port
    stopSignal = try StopSignal()
  }

  /// Begins to listen at a port of the kernel's choice; nil where that is not possible.
  private static func listen<Address>(_ socket: Int32, _ address: Address) -> Int? {
    var address = address
    var length = socklen_t(MemoryLayout<Address>.size)
    return withUnsafeMutableBytes(of: &address) {
      let raw = $0.assumingMemoryBound(to: sockaddr.self).baseAddress
      guard bind(socket, raw, length) == 0, Glibc.listen(socket, 1024) == 0,
        getsockname(socket, raw, &length) == 0
      else { return nil }
      // Both families have the port at the same place, behind the family.
      return Int(UInt16(bigEndian: $0.loadUnaligned(fromByteOffset: 2, as: UInt16.self)))
    }
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
