import CPresets
import JSON

/// The presets that sources can name.
struct PresetShelf: Sendable {
  /// By name, in alphabetical order.
  private(set) var presets: [Preset]

  /// Those that come with the program.
  static let builtIn: PresetShelf = {
    let bytes = UnsafeBufferPointer(start: preset_list(), count: preset_list_size())
    guard let document = try? JSONDocument(Array(bytes)) else {
      // A test reads them all, so that neither of these can be met by a user.
      preconditionFailure("the built-in presets are no JSON")
    }
    return PresetShelf(
      presets: (document.root.elements ?? []).map { value in
        guard let preset = PresetReader.read(value).preset else {
          preconditionFailure("built-in preset \(value["name"]?.string ?? "without a name")")
        }
        return preset
      })
  }()

  subscript(_ name: String) -> Preset? { presets.first { $0.name == name } }

  var names: [String] { presets.map(\.name) }

  /// Adds an operator's own; one of the same name takes the place of what comes with the program.
  mutating func add(_ own: [Preset]) {
    let names = Set(own.map(\.name))
    presets = (presets.filter { !names.contains($0.name) } + own).sorted { $0.name < $1.name }
  }
}
