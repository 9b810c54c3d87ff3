import Feeds
import FoundationEssentials
import Glibc
import Model

/// Reads the files that `file:` sources name, on a thread of its own: a disk can be slow.
actor LocalFiles {
  private let executor = DeskExecutor()
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// What is new in a file or a folder.
  struct Reading: Sendable {
    var items: [Item] = []

    /// What could not be read, in words.
    var problems: [String] = []

    /// Whether a file was left out since it may still be written.
    var isSettling = false

    /// Where to go on; nil where nothing was read yet.
    var position: String?
  }

  /// The path behind `file:`; nil for an address of the web.
  static func path(of url: String) -> String? {
    guard url.lowercased().hasPrefix("file:") else { return nil }
    let path = url.dropFirst(5)
    return String(path.hasPrefix("//") ? path.dropFirst(2) : path)
  }

  /// Reads on from a position, at most about `limit` bytes.
  ///
  /// - Throws: where there is no such file, or none that may be read.
  func read(
    _ path: String, from position: String?, mapping: Mapping?, limit: Int, at now: Date
  ) throws(LocalFileError) -> Reading {
    var facts = stat()
    guard stat(path, &facts) == 0 else { throw LocalFileError(path, FileBytes.lastError) }
    guard facts.st_mode & S_IFMT == S_IFDIR else {
      return try lines(of: path, from: position, mapping, limit)
    }
    guard access(path, R_OK | X_OK) == 0 else { throw LocalFileError(path, FileBytes.lastError) }
    return files(in: path, from: position, mapping, limit, at: now)
  }

  private func lines(
    of path: String, from position: String?, _ mapping: Mapping?, _ limit: Int
  ) throws(LocalFileError) -> Reading {
    let (bytes, end) = try AppendedFile(path: path).read(
      from: position.flatMap(AppendedFile.Position.init), limit: limit)
    let document = ItemDocument.lines(of: bytes, mapping: mapping)
    return Reading(
      items: document.items,
      // A line of the piece that was read is no line of the file.
      problems: document.problems.map { "a line that was appended: \($0.reason)" },
      position: end.description)
  }

  private func files(
    in path: String, from position: String?, _ mapping: Mapping?, _ limit: Int, at now: Date
  ) -> Reading {
    let folder = LocalFolder(path: path)
    var reading = Reading(isSettling: folder.isSettling(at: now), position: position)
    for mark in folder.marks(
      after: position.flatMap(LocalFolder.Mark.init), limit: limit, at: now)
    {
      guard let bytes = FileBytes.read("\(path)/\(mark.name)", limit: limit) else {
        reading.problems.append("\(mark.name): \(FileBytes.lastError)")
        reading.position = mark.description
        continue
      }
      let document = document(mark, bytes, mapping)
      reading.items += document.items
      reading.problems += document.problems.map { "\(mark.name): \($0)" }
      reading.position = mark.description
    }
    return reading
  }

  private func document(
    _ mark: LocalFolder.Mark, _ bytes: [UInt8], _ mapping: Mapping?
  ) -> ItemDocument.Reading {
    guard [".txt", ".md"].contains(where: mark.name.lowercased().hasSuffix) else {
      return ItemDocument.read(bytes, mapping: mapping)
    }
    // Plain text is one item: a transcript of a call, an answer to a survey.
    let item = Item(
      guid: mark.name, text: String(decoding: bytes, as: UTF8.self),
      published: Date(timeIntervalSince1970: Double(mark.changed) / 1e9))
    return ItemDocument.Reading(items: item.text.isEmpty ? [] : [item])
  }
}
