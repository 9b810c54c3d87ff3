import Glibc
import Synchronization

/// A name whose lookup never ends, as when its name servers take questions and give no answer.
struct BlackHole {
  let name: String

  private static let depth = Mutex<[String: State]>([:])
  private enum State { case open, entered, filled }

  /// Milliseconds, so that a client which waits for a lookup fails a test rather than blocks it for ever.
  /// A test that waits for its turn beside a thousand others takes minutes on a slow machine.
  private static let longest = 600_000

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
  static func fall(_ name: String) {
    func state() -> State? { depth.withLock { $0[name] } }
    guard let first = state(), first != .filled else { return }
    depth.withLock { $0[name] = .entered }
    for _ in 0..<longest where state() != .filled { usleep(1000) }
    depth.withLock { $0[name] = .filled }
  }
}
