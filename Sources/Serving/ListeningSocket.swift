import Glibc

/// A socket that waits for connections. Opened here and not by the library, which would only say that
/// it failed.
struct ListeningSocket {
  let descriptor: Int32
  let port: UInt16

  /// - Parameter port: 0 leaves the choice to the kernel.
  init(address: String, port: UInt16) throws(ServingError) {
    var hints = addrinfo()
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(address, String(port), &hints, &found) == 0, let found else {
      throw .badAddress(address)
    }
    defer { freeaddrinfo(found) }
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let descriptor = socket(found.pointee.ai_family, kind, 0)
    guard descriptor >= 0 else {
      throw .refused(address: address, port: port, reason: String(cString: strerror(errno)))
    }
    // Connections of the last run that linger in TIME_WAIT must not keep this one from starting.
    var yes: Int32 = 1
    setsockopt(
      descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    guard bind(descriptor, found.pointee.ai_addr, found.pointee.ai_addrlen) == 0,
      listen(descriptor, SOMAXCONN) == 0
    else {
      let reason = errno
      close(descriptor)
      throw reason == EADDRINUSE
        ? .inUse(address: address, port: port)
        : .refused(address: address, port: port, reason: String(cString: strerror(reason)))
    }
    self.descriptor = descriptor
    self.port = Self.port(of: descriptor)
  }

  private static func port(of descriptor: Int32) -> UInt16 {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    return withUnsafeMutablePointer(to: &storage) { storage in
      storage.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = getsockname(descriptor, $0, &length)
      }
      // IPv4 and IPv6 have the port at the same place, behind the family.
      return storage.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        UInt16(bigEndian: $0.pointee.sin_port)
      }
    }
  }
}
