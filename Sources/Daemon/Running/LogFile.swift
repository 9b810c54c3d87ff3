import Glibc

/// The files of log receivers: appended to line by line.
///
/// Not shared: `LogFiles` owns it.
final class LogFile {
  let path: String
  private var descriptor: Int32 = -1

  /// Lines that stood at the end of the file when it was opened: after a crash between writing a line
  /// and recording it, the line is tried again, and must not stand there twice.
  private var recent: Set<Substring> = []

  /// Whether the file is empty or ends with a line break.
  private var endsInLine = true

  private static let tailBytes = 65536

  init(path: String) {
    self.path = path
  }

  deinit {
    if descriptor > STDERR_FILENO { close(descriptor) }
  }

  /// Opens the file, and makes it where there is none; returns why it could not.
  func open() -> String? { descriptor < 0 ? openAnew() : nil }

  /// Appends a line, or returns why it could not.
  func append(_ line: String) -> String? {
    if let problem = open() { return problem }
    guard !recent.contains(Substring(line)) else { return nil }
    // What a full disk or a crash left of a line must not run into the next.
    let bytes = (endsInLine ? [] : [0x0A]) + Array(line.utf8) + [0x0A]
    endsInLine = false
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(descriptor, $0.baseAddress! + written, $0.count - written)  // Never empty.
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return failure("write to") }
      written += count
    }
    endsInLine = true
    // An alert is worth the disk's time: it must not be lost to a power failure that follows it.
    if fdatasync(descriptor) != 0, errno != EINVAL, errno != EROFS { return failure("sync") }
    return nil
  }

  private func openAnew() -> String? {
    if path == "-" {
      descriptor = STDOUT_FILENO
      return nil
    }
    // Without waiting: a pipe that nobody reads must not hold up the others. Files never wait.
    descriptor = Glibc.open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o640)
    guard descriptor >= 0 else { return failure("open") }
    let tail = Self.tail(of: path)
    endsInLine = tail.isEmpty || tail.last == 0x0A
    recent = Set(String(decoding: tail, as: UTF8.self).split(separator: "\n"))
    return nil
  }

  private func failure(_ action: String) -> String {
    "cannot \(action) \(path): \(String(cString: strerror(errno)))"
  }

  private static func tail(of path: String) -> [UInt8] {
    // Not from a pipe: that would take what is meant for its reader.
    let file = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return [] }
    defer { close(file) }
    let size = Int(lseek(file, 0, SEEK_END))
    guard size > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: min(size, tailBytes))
    lseek(file, off_t(size - bytes.count), SEEK_SET)
    let count = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
    return Array(bytes.prefix(max(0, count)))
  }
}
