import Glibc

/// Whole files.
enum FileBytes {
  /// The bytes of a file, of standard input for `-`; nil when it cannot be read or is longer than
  /// `limit`. Then `lastError` tells why.
  static func read(_ path: String, limit: Int = .max) -> [UInt8]? {
    let file = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { if file != STDIN_FILENO { close(file) } }
    var bytes: [UInt8] = []
    var facts = stat()
    if fstat(file, &facts) == 0, facts.st_size > 0 {
      bytes.reserveCapacity(min(Int(facts.st_size), limit) + 1)
    }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &chunk, chunk.count)
      if count < 0 { return nil }
      if count == 0 { return bytes }
      guard count <= limit - bytes.count else {
        errno = EFBIG
        return nil
      }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  /// Why the last `read` failed.
  static var lastError: String { String(cString: strerror(errno)) }
}
