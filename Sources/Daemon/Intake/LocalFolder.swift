import FoundationEssentials
import Glibc

/// A folder that files are dropped into, each to be read once.
///
/// Nothing is moved or removed, so no right to write is needed: what was read is remembered by the
/// moment at which the file changed last, which renaming it into the folder counts as, however old
/// its content is. A file that changes is read again, and what it held before counts once.
struct LocalFolder {
  /// How far the folder was read: all files up to this one, in the order of their change.
  struct Mark: Hashable, Comparable, CustomStringConvertible {
    /// Nanoseconds since 1970.
    var changed: Int
    var name: String

    init(changed: Int, name: String) {
      self.changed = changed
      self.name = name
    }

    init?(_ text: String) {
      let parts = text.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, let changed = Int(parts[0]) else { return nil }
      self.init(changed: changed, name: String(parts[1]))
    }

    var description: String { "\(changed):\(name)" }

    static func < (left: Self, right: Self) -> Bool {
      (left.changed, left.name) < (right.changed, right.name)
    }
  }

  let path: String

  /// The only file in it that counts; nil where all do.
  var only: String?

  /// A file that changed so lately may still be written.
  static let settling = 2_000_000_000

  /// Whether one did, and was left out for that.
  func isSettling(at now: Date) -> Bool {
    let now = Int(now.timeIntervalSince1970 * 1e9)
    return changes().contains { Self.isSettling($0.mark, at: now) }
  }

  /// A clock that was set back must not hold a file for ever.
  private static func isSettling(_ mark: Mark, at now: Int) -> Bool {
    (0..<settling).contains(now - mark.changed)
  }

  /// The names of files that are on their way: those of editors, of browsers and of rsync.
  private static let unfinished = [".tmp", ".part", ".crdownload", ".swp", ".new", "~"]

  /// Files that are read at one look.
  private static let filesAtOnce = 1000
  private static let mostNames = 100_000

  /// The files that were dropped after a mark, the longest there first, so many as have `limit` bytes
  /// together. Without a mark, the newest: they are the folder's past, which must come at one look.
  func marks(after mark: Mark?, limit: Int, at now: Date) -> [Mark] {
    let files = files(after: mark, at: now).sorted { $0.mark < $1.mark }
    var left = limit
    func fits(_ file: (mark: Mark, size: Int)) -> Bool {
      // What is too long by itself is told when it is read.
      left -= file.size > limit ? 0 : file.size
      return left >= 0
    }
    guard mark == nil else { return files.prefix(Self.filesAtOnce).prefix(while: fits).map(\.mark) }
    return files.reversed().prefix(Self.filesAtOnce).prefix(while: fits).reversed().map(\.mark)
  }

  private func files(after mark: Mark?, at now: Date) -> [(mark: Mark, size: Int)] {
    let now = Int(now.timeIntervalSince1970 * 1e9)
    return changes().filter { file in
      !Self.isSettling(file.mark, at: now) && mark.map { $0 < file.mark } ?? true
    }
  }

  /// All files that are meant to be read, in no order.
  private func changes() -> [(mark: Mark, size: Int)] {
    (only.map { [$0] } ?? Self.names(in: path, limit: Self.mostNames)).compactMap { name in
      guard only != nil || Self.isReady(name) else { return nil }
      let file = "\(path)/\(name)"
      var facts = stat()
      // Whoever names a link means what it leads to; one that is dropped may lead anywhere.
      guard (only == nil ? lstat(file, &facts) : stat(file, &facts)) == 0,
        facts.st_mode & S_IFMT == S_IFREG
      else { return nil }
      let changed = Int(facts.st_ctim.tv_sec) * 1_000_000_000 + Int(facts.st_ctim.tv_nsec)
      return (Mark(changed: changed, name: name), Int(facts.st_size))
    }
  }

  private static func isReady(_ name: String) -> Bool {
    !name.hasPrefix(".") && !unfinished.contains(where: name.hasSuffix)
  }

  /// The names in a folder, in no order.
  static func names(in path: String, limit: Int) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while names.count < limit, let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
