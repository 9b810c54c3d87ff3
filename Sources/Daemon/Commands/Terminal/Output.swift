import Alerting
import Glibc

/// Standard output for data, standard error for messages.
enum Output {
  // A stream of the C library locks itself, so any task may write to it. The library's own `stdout`
  // is a variable, which Swift 6 does not let through.
  nonisolated(unsafe) private static let stream = fdopen(STDOUT_FILENO, "w")!

  /// Writes a line of data. Lines gather in a buffer of the C library; `flush` at the end.
  static func print(_ line: String) {
    write(Array(line.utf8) + [0x0A])
  }

  /// Writes text for people: a terminal gets lines that fit it, broken between words.
  static func print(prose text: String) {
    guard isTerminal else { return print(text) }
    let width = Terminal.standardOutput.width
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      for part in TextColumns.fold(String(line), to: width) { print(part) }
    }
  }

  static func write(_ bytes: [UInt8]) {
    if fwrite(bytes, 1, bytes.count, stream) < bytes.count { end() }
  }

  static func flush() {
    if fflush(stream) != 0 { end() }
  }

  /// Nobody can read on, or the disk is full: what comes next would be lost.
  private static func end() -> Never {
    let reason = errno
    if reason != EPIPE { message("mentiond: cannot write: \(String(cString: strerror(reason)))") }
    _exit(ExitStatus.inputOutput.rawValue)
  }

  /// Writes a message for people.
  static func message(_ line: String) {
    let bytes = Array(line.utf8) + [0x0A]
    bytes.withUnsafeBytes { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Text from outside, made fit for a terminal and for one line.
  static func safe(_ text: String) -> String { SafeText.line(text, limit: 10_000) }
}
