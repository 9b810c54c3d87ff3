import Glibc

/// Whole files.
enum FileBytes {
  /// The bytes of a file, or nil when it cannot be read or is longer than `limit`; then `errno` tells
  /// why.
  static func read(_ path: String, limit: Int) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    let chunk = 65536
    while true {
      let count = bytes.count
      bytes.append(contentsOf: repeatElement(0, count: chunk))
      let got = bytes.withUnsafeMutableBytes {
        Glibc.read(file, $0.baseAddress! + count, chunk)  // Not empty: a chunk was just appended.
      }
      bytes.removeLast(chunk - max(0, got))
      guard got >= 0 else { return nil }
      if got == 0 { return bytes }
      if bytes.count > limit {
        errno = EFBIG
        return nil
      }
    }
  }
}
