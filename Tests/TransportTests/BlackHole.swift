import Glibc
import Synchronization

/// A name whose lookup never ends, as when its name servers take questions and give no answer.
struct BlackHole {
  let name: String

  private static let depth = Mutex<[String: State]>([:])
  private enum State { case open, entered, filled }

  /// So that a client which waits for a lookup fails a test rather than blocks it for ever.
  private static let longest = 20_000

  init() {
    name = Self.depth.withLock {
      let name = "hole\($0.count).black-hole.test"
      $0[name] = .open
      return name
    }
  }

  /// Whether somebody looks the name up and has got no answer yet.
  var isStuck: Bool { Self.depth.withLock { $0[name] == .entered } }

  /// Ends the lookups.
  func fill() { Self.depth.withLock { $0[name] = .filled } }

  /// Returns when the hole is filled; at once for every other name.
  fileprivate static func fall(_ name: String) {
    func state() -> State? { depth.withLock { $0[name] } }
    guard let first = state(), first != .filled else { return }
    depth.withLock { $0[name] = .entered }
    for _ in 0..<longest where state() != .filled { usleep(1000) }
    depth.withLock { $0[name] = .filled }
  }
}

/// Takes the place of the C library's function for this process and all libraries in it: the one way
/// to have a name server without answers that needs no rights and no network.
@_cdecl("getaddrinfo")
func lookUp(
  _ node: UnsafePointer<CChar>?, _ service: UnsafePointer<CChar>?,
  _ hints: UnsafePointer<addrinfo>?,
  _ result: UnsafeMutablePointer<UnsafeMutablePointer<addrinfo>?>?
) -> Int32 {
  if let node { BlackHole.fall(String(cString: node)) }
  typealias Function =
    @convention(c) (
      UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<addrinfo>?,
      UnsafeMutablePointer<UnsafeMutablePointer<addrinfo>?>?
    ) -> Int32
  // RTLD_NEXT, whose macro Swift does not see: the next library that has it, which is the C library.
  guard let next = dlsym(UnsafeMutableRawPointer(bitPattern: -1), "getaddrinfo") else {
    return EAI_SYSTEM
  }
  return unsafeBitCast(next, to: Function.self)(node, service, hints, result)
}
