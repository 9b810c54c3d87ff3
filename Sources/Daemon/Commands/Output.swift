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

  static func write(_ bytes: [UInt8]) {
    _ = fwrite(bytes, 1, bytes.count, stream)
  }

  static func flush() {
    fflush(stream)
  }

  /// Writes a message for people.
  static func message(_ line: String) {
    let bytes = Array(line.utf8) + [0x0A]
    bytes.withUnsafeBytes { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Text from outside, made fit for a terminal and for one line.
  static func safe(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }
}
