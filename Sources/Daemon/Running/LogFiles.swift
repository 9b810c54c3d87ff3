import Dispatch

/// The files of all log receivers, written on a thread of their own: a disk can be slow.
actor LogFiles {
  private let executor = DeskExecutor()
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  private let folder: String
  private var files: [String: LogFile] = [:]

  /// - Parameter folder: where relative paths lead.
  init(folder: String) {
    self.folder = folder
  }

  /// Makes a file where there is none; returns why it could not be opened.
  func open(_ path: String) -> String? { file(at: path).open() }

  /// Appends a line, or returns why it could not.
  func append(_ line: String, to path: String) -> String? { file(at: path).append(line) }

  private func file(at path: String) -> LogFile {
    let path = path == "-" || path.hasPrefix("/") ? path : "\(folder)/\(path)"
    let file = files[path] ?? LogFile(path: path)
    files[path] = file
    return file
  }

  /// Opens all files anew at their next line.
  func reopen() {
    files = [:]
  }
}
