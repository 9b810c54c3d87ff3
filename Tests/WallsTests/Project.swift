import FoundationEssentials
import Glibc

/// The repository that these tests were built from.
enum Project {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func text(of path: String) throws -> String {
    String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
  }

  /// Paths of the Swift files below a folder, from the root.
  static func swiftFiles(below folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)
      .filter { $0.hasSuffix(".swift") }
      .map { "\(folder)/\($0)" }
      .sorted()
  }

  /// Names of the folders in a folder.
  static func folders(in folder: String) throws -> Set<String> {
    let place = root.appending(path: folder)
    return try Set(
      FileManager.default.contentsOfDirectory(atPath: place.path).filter {
        var isFolder = false
        return FileManager.default.fileExists(
          atPath: place.appending(path: $0).path, isDirectory: &isFolder) && isFolder
      })
  }

  /// What lies at the top: what git tracks there, or everything where git cannot tell.
  static func topLevel() throws -> Set<String> {
    if let tracked = output(of: "git -C '\(root.path)' ls-files 2>/dev/null") {
      return Set(tracked.split(separator: "\n").compactMap { $0.split(separator: "/").first })
        .reduce(into: []) { $0.insert(String($1)) }
    }
    return try Set(FileManager.default.contentsOfDirectory(atPath: root.path))
  }

  /// What a command prints; nil where it fails.
  private static func output(of command: String) -> String? {
    guard let stream = popen(command, "r") else { return nil }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 {
      bytes += buffer[..<count]
    }
    return pclose(stream) == 0 ? String(decoding: bytes, as: UTF8.self) : nil
  }
}
