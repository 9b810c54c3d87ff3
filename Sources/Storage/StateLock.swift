import Glibc

/// The right to be the only daemon on a state, held until this is released or the process dies.
///
/// SQLite's own locks last for a transaction; two daemons would poll everything twice and each send
/// what the other one has sent. The lock is on a file beside the state, which is never removed:
/// whoever held a removed one would share the right with the next.
package final class StateLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock of the state at a path, or throws `StorageError.inUse` at once.
  package init(besides path: String) throws(StorageError) {
    let lockPath = path + ".lock"
    let descriptor = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw .unopenable(path: lockPath, reason: String(cString: strerror(errno)))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno
      defer { close(descriptor) }
      guard reason == EWOULDBLOCK else {
        throw .failed(path: lockPath, reason: String(cString: strerror(reason)))
      }
      throw .inUse(path: path, pid: Self.pid(in: descriptor))
    }
    self.descriptor = descriptor
    // Only for people to read, so the lock holds without.
    let text = Array("\(getpid())\n".utf8)
    _ = ftruncate(descriptor, 0)
    _ = pwrite(descriptor, text, text.count, 0)
  }

  deinit {
    close(descriptor)
  }

  /// Whether a daemon holds the lock of the state at a path now.
  package static func isHeld(besides path: String) -> Bool {
    let descriptor = open(path + ".lock", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0
  }

  private static func pid(in descriptor: Int32) -> Int32? {
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return Int32(String(decoding: bytes.prefix(max(0, count)).prefix { $0 != 0x0A }, as: UTF8.self))
  }
}
