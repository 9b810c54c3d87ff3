import FoundationEssentials
import JSON

/// An operator's own presets: each `.json` file of a folder is one.
struct PresetFolder: Sendable {
  /// Gives what is wrong with the folder and its files besides: the file's name stands first.
  let read: @Sendable (_ name: String) -> (presets: [Preset], problems: [String])

  private static let maxBytes = 256 * 1024
  private static let maxFiles = 1000

  /// - Parameter folder: the configuration's own, where relative names are looked for.
  init(besides folder: String) {
    read = { name in
      let path = name.hasPrefix("/") ? name : "\(folder)/\(name)"
      let files: [String]
      do {
        files = try FileManager.default.contentsOfDirectory(atPath: path)
          .filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.sorted()
      } catch {
        return ([], ["cannot read the folder \(path)"])
      }
      var presets: [Preset] = []
      var problems: [String] = []
      for file in files.prefix(Self.maxFiles) {
        switch Self.preset(in: "\(path)/\(file)") {
        case .success(let preset): presets.append(preset)
        case .failure(let failure): problems += failure.problems.map { "\(file): \($0)" }
        }
      }
      return (presets, problems)
    }
  }

  /// No folder: that of the demonstration, which needs none.
  init() {
    read = { name in ([], ["no folder \(name)"]) }
  }

  private struct Failure: Error {
    var problems: [String]
  }

  private static func preset(in path: String) -> Result<Preset, Failure> {
    guard let bytes = FileBytes.read(path, limit: maxBytes) else {
      return .failure(Failure(problems: [FileBytes.lastError]))
    }
    do {
      let (preset, problems) = PresetReader.read(try JSONDocument(bytes).root)
      return preset.map { .success($0) } ?? .failure(Failure(problems: problems.map(\.description)))
    } catch {
      return .failure(Failure(problems: ["not JSON: \(error)"]))
    }
  }
}
