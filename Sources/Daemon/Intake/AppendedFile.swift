import Glibc
import Polling

/// A file that programs append lines to, and that is rotated now and then.
struct AppendedFile {
  /// Up to where it was read: enough to know the file again under another name, and to see that one of
  /// the same name is another.
  struct Position: Hashable, CustomStringConvertible {
    var inode: UInt64
    var offset: Int

    /// Hash of the first bytes, as many as were read but no more than `headBytes`: the number of an
    /// inode is soon given to the next file.
    var head: UInt64

    static let headBytes = 256

    init(inode: UInt64, offset: Int, head: UInt64) {
      self.inode = inode
      self.offset = offset
      self.head = head
    }

    init?(_ text: String) {
      let parts = text.split(separator: ":")
      guard parts.count == 3, let inode = UInt64(parts[0]), let offset = Int(parts[1]),
        let head = UInt64(parts[2], radix: 16), offset >= 0
      else { return nil }
      self.init(inode: inode, offset: offset, head: head)
    }

    var description: String { "\(inode):\(offset):\(String(head, radix: 16))" }
  }

  let path: String

  /// Reads whole lines from a position on, at most `limit` bytes of them; the rest of the old file
  /// first where the file was rotated. Without a position, the last lines of the file are read: they
  /// are its past, of which there may be gigabytes, and all of it must come at one look.
  func read(
    from position: Position?, limit: Int
  ) throws(LocalFileError) -> (bytes: [UInt8], position: Position) {
    let file = try OpenFile(path)
    guard let position else { return try file.lastLines(limit: limit) }
    if file.isContinuation(of: position) {
      return try file.lines(from: position.offset, limit: limit)
    }
    // Renamed: what was appended before that is still to be read, and the last line needs no end.
    if let old = rotated(position), old.size > position.offset {
      let rest = try old.lines(from: position.offset, limit: limit, isComplete: true)
      guard rest.position.offset == old.size else { return rest }
      return (rest.bytes, Position(inode: file.inode, offset: 0, head: 0))
    }
    return try file.lines(from: 0, limit: limit)
  }

  /// The file that was read last, where it lies beside under another name.
  private func rotated(_ position: Position) -> OpenFile? {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    for name in LocalFolder.names(in: folder, limit: 10_000) {
      var facts = stat()
      guard lstat("\(folder)/\(name)", &facts) == 0, facts.st_ino == position.inode else {
        continue
      }
      guard let file = try? OpenFile("\(folder)/\(name)"), file.isContinuation(of: position) else {
        return nil
      }
      return file
    }
    return nil
  }
}

/// Why a file of this machine could not be read.
struct LocalFileError: Error, Hashable, CustomStringConvertible {
  var description: String

  init(_ path: String, _ reason: String) { description = "\(path): \(reason)" }
}

/// A regular file that is open.
private final class OpenFile {
  private let descriptor: Int32
  private let path: String
  let inode: UInt64
  let size: Int

  init(_ path: String) throws(LocalFileError) {
    self.path = path
    // Without waiting: a pipe that lies there would have us wait for its writer.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw LocalFileError(path, FileBytes.lastError) }
    var facts = stat()
    let isRegular = fstat(descriptor, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
    (inode, size) = (UInt64(facts.st_ino), Int(facts.st_size))
    guard isRegular else { throw LocalFileError(path, "expected a file or a folder") }
  }

  deinit { close(descriptor) }

  /// Whether it is the file of that position, not cut since.
  func isContinuation(of position: AppendedFile.Position) -> Bool {
    guard inode == position.inode, size >= position.offset else { return false }
    return (try? head(upTo: position.offset)) == position.head
  }

  /// The whole lines among the last bytes.
  func lastLines(
    limit: Int
  ) throws(LocalFileError) -> (bytes: [UInt8], position: AppendedFile.Position) {
    guard size > limit else { return try lines(from: 0, limit: limit) }
    var (bytes, position) = try lines(from: size - limit, limit: limit)
    // The first one is but the end of a line, if that.
    if let end = bytes.firstIndex(of: 0x0A) { bytes.removeSubrange(...end) }
    return (bytes, position)
  }

  /// Whole lines, and where they end. A line that is longer than the limit is given in pieces.
  func lines(
    from offset: Int, limit: Int, isComplete: Bool = false
  ) throws(LocalFileError) -> (bytes: [UInt8], position: AppendedFile.Position) {
    var bytes = try read(from: offset, count: min(limit, size - offset))
    if !(isComplete && offset + bytes.count == size), let end = bytes.lastIndex(of: 0x0A) {
      bytes.removeSubrange((end + 1)...)
    } else if !isComplete, bytes.count < limit {
      bytes = []
    }
    let end = offset + bytes.count
    return (bytes, AppendedFile.Position(inode: inode, offset: end, head: try head(upTo: end)))
  }

  private func head(upTo offset: Int) throws(LocalFileError) -> UInt64 {
    BodyHash.of(try read(from: 0, count: min(offset, AppendedFile.Position.headBytes)))
  }

  private func read(from offset: Int, count: Int) throws(LocalFileError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = bytes.withUnsafeMutableBytes {
        pread(
          descriptor, $0.baseAddress.map { $0 + filled }, count - filled, off_t(offset + filled))
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw LocalFileError(path, FileBytes.lastError) }
      // Cut while it was read; what is left is read the next time.
      if got == 0 { break }
      filled += got
    }
    bytes.removeSubrange(filled...)
    return bytes
  }
}
