import FoundationEssentials
import Glibc
import Testing

/// A folder for one test, removed at its end.
final class Folder {
  let path: String

  init() throws {
    var template = Array("/tmp/mentiond-test-XXXXXX".utf8CString)
    path = String(cString: try #require(mkdtemp(&template)))
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file; returns its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try put(text, into: name, mode: "w")
  }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: "\(path)/\(name)", withIntermediateDirectories: false)
  }

  /// Appends to a file.
  func append(_ text: String, to name: String) throws {
    _ = try put(text, into: name, mode: "a")
  }

  private func put(_ text: String, into name: String, mode: String) throws -> String {
    let file = "\(path)/\(name)"
    let stream = try #require(fopen(file, mode))
    defer { fclose(stream) }
    fputs(text, stream)
    return file
  }

  /// The lines of a file; empty where there is none.
  func lines(of name: String) -> [Substring] {
    guard let stream = fopen("\(path)/\(name)", "r") else { return [] }
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&chunk, 1, chunk.count, stream), count > 0 {
      bytes += chunk.prefix(count)
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  }
}
