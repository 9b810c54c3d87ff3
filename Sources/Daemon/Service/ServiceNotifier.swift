import Glibc

/// Tells the service manager how the daemon fares: datagrams by the protocol of sd_notify(3).
///
/// Written out rather than taken from libsystemd, which would be a library more for one `sendto`.
/// Without a manager (`NOTIFY_SOCKET` is not set) every message is dropped, so the daemon need not
/// know whether it runs under one. A message that does not get through is dropped too: the manager's
/// time limits notice a silence, and there is nobody else to tell.
struct ServiceNotifier: Sendable {
  /// The longest silence of `watchdog` that the manager bears; call it at half of this at the
  /// latest. Nil where nobody watches.
  let watchdogInterval: Duration?

  private let socket: SocketName?

  /// Reads `NOTIFY_SOCKET`, `WATCHDOG_USEC` and `WATCHDOG_PID`, once.
  ///
  /// - Parameters:
  ///   - process: Our own id. A watchdog that was meant for another process, one that started us,
  ///     say, is left to that process.
  ///   - environment: Gives the value of a variable, nil where it is not set.
  init(
    process: pid_t = getpid(),
    environment: (String) -> String? = { getenv($0).map { String(cString: $0) } }
  ) {
    socket = environment("NOTIFY_SOCKET").flatMap(SocketName.init)
    let watched = environment("WATCHDOG_PID").map { $0 == String(process) } ?? true
    let limit = environment("WATCHDOG_USEC").flatMap(Int64.init) ?? 0
    watchdogInterval = watched && limit > 0 ? .microseconds(limit) : nil
  }

  /// The daemon does its work: at the end of the start, and at the end of a reload.
  func ready() { send("READY=1") }

  /// What `systemctl status` shows of the daemon, in one line.
  func status(_ text: String) {
    // A line break would begin a message of its own, and the text may quote strangers.
    send("STATUS=\(Output.safe(text))")
  }

  /// A new configuration is being read; `ready` must follow, whether or not it was good.
  ///
  /// The moment goes along because the manager tells by it which reload the next `ready` ends.
  func reloading() {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    let microseconds = Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1_000
    send("RELOADING=1\nMONOTONIC_USEC=\(microseconds)")
  }

  /// The end has begun; from here on the manager waits for the process to go.
  func stopping() { send("STOPPING=1") }

  /// The pipeline got on. To be called on real progress only: a timer would go on telling that all
  /// is well while the work stands still.
  func watchdog() { send("WATCHDOG=1") }

  private func send(_ message: String) {
    guard let socket else { return }
    let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let bytes = Array(message.utf8)
    socket.withAddress { address, length in
      var sent: Int
      repeat {
        sent = sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), address, length)
      } while sent < 0 && errno == EINTR
    }
  }
}

/// The name of a Unix socket, as `NOTIFY_SOCKET` gives it: a path, or `@` before a name in the
/// abstract namespace. Other kinds, `vsock:` of virtual machines among them, are none.
private struct SocketName {
  private let address: sockaddr_un
  private let length: socklen_t

  init?(_ name: String) {
    var bytes = Array(name.utf8)
    switch bytes.first {
    case UInt8(ascii: "/"): bytes.append(0)
    // Abstract names begin with a zero byte and end with the length, not with a zero byte.
    case UInt8(ascii: "@"): bytes[0] = 0
    default: return nil
    }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    guard bytes.count > 1, bytes.count <= MemoryLayout.size(ofValue: address.sun_path) else {
      return nil
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    self.address = address
    // `sun_path` comes right after the family.
    length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
  }

  func withAddress(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Void) {
    withUnsafePointer(to: address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
    }
  }
}
