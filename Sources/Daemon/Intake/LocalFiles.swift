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
    let (folder, name) = Self.parts(of: path)
    let isFolder = facts.st_mode & S_IFMT == S_IFDIR
    if !isFolder, !ItemDocument.Kind.isWhole(name) {
      return try lines(of: path, from: position, mapping, limit)
    }
    guard access(path, isFolder ? R_OK | X_OK : R_OK) == 0 else {
      throw LocalFileError(path, FileBytes.lastError)
    }
    let place = LocalFolder(path: isFolder ? path : folder, only: isFolder ? nil : name)
    return files(in: place, from: position, mapping, limit, at: now)
  }

  private static func parts(of path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    return (String(path[..<slash]), String(path[path.index(after: slash)...]))
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
    in folder: LocalFolder, from position: String?, _ mapping: Mapping?, _ limit: Int, at now: Date
  ) -> Reading {
    var reading = Reading(isSettling: folder.isSettling(at: now), position: position)
    for mark in folder.marks(
      after: position.flatMap(LocalFolder.Mark.init), limit: limit, at: now)
    {
      reading.position = mark.description
      guard let bytes = FileBytes.read("\(folder.path)/\(mark.name)", limit: limit) else {
        reading.problems.append("\(mark.name): \(FileBytes.lastError)")
        continue
      }
      let kind = ItemDocument.Kind(ofFile: mark.name)
      let document = ItemDocument.read(bytes, as: kind, mapping: mapping)
      reading.items += kind == .text ? document.items.map { dated($0, by: mark) } : document.items
      reading.problems += document.problems.map { "\(mark.name): \($0)" }
    }
    return reading
  }

  /// Plain text has no more than what its file tells.
  private func dated(_ item: Item, by mark: LocalFolder.Mark) -> Item {
    var item = item
    item.guid = mark.name
    item.published = Date(timeIntervalSince1970: Double(mark.changed) / 1e9)
    return item
  }
}
