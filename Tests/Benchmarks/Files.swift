import FoundationEssentials
import Glibc

/// Files to read and to leave for other programs.
enum Files {
  static func bytes(_ path: String) -> [UInt8]? {
    guard let data = try? Data(contentsOf: URL(filePath: path)) else { return nil }
    return Array(data)
  }

  static func text(_ path: String) -> String? {
    bytes(path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Where documents of the wild are, if somebody has put them beside the repository.
  private static func shared(_ path: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../shared/data/\(path)").standardizedFileURL.path
  }

  /// A file below `../shared/data`; nil without it.
  static func sharedFile(_ path: String) -> [UInt8]? { bytes(shared(path)) }

  /// The files of a folder below `../shared/data`, in the order of their names; nil without it.
  static func sharedFolder(_ path: String) -> [[UInt8]]? {
    let place = shared(path)
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: place) else {
      return nil
    }
    return names.sorted().compactMap { bytes("\(place)/\($0)") }
  }

  static let sharedIsMissing = "skipped: there is no ../shared/data"
}

/// A folder of its own below the system's temporary one, that goes with its owner.
final class TemporaryFolder {
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "mentiond-benchmarks-\(getpid())-\(UInt32.random(in: 0...(.max)))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file; returns its path.
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    let file = "\(path)/\(name)"
    try Data(bytes).write(to: URL(filePath: file))
    return file
  }
}
