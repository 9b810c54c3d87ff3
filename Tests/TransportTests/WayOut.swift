import Glibc

/// Takes the place of the C library's function for this process and all libraries in it: no test
/// leaves this machine, and whoever is allowed to finds that nobody answers there.
@_cdecl("connect")
func connectWithin(
  _ socket: Int32, _ address: UnsafePointer<sockaddr>?, _ length: socklen_t
) -> Int32 {
  if let address, address.pointee.sa_family == sa_family_t(AF_INET) {
    let isHere = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
      UInt32(bigEndian: $0.pointee.sin_addr.s_addr) >> 24 == 127
    }
    guard isHere else {
      errno = ENETUNREACH
      return -1
    }
  }
  typealias Function =
    @convention(c) (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32
  // RTLD_NEXT, whose macro Swift does not see.
  guard let next = dlsym(UnsafeMutableRawPointer(bitPattern: -1), "connect") else {
    errno = ENOSYS
    return -1
  }
  return unsafeBitCast(next, to: Function.self)(socket, address, length)
}
