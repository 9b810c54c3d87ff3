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

  /// Appends a line, or returns why it could not.
  func append(_ line: String, to path: String) -> String? {
    let path = path == "-" || path.hasPrefix("/") ? path : "\(folder)/\(path)"
    let file = files[path] ?? LogFile(path: path)
    files[path] = file
    return file.append(line)
  }

  /// Opens all files anew at their next line.
  func reopen() {
    files = [:]
  }
}
