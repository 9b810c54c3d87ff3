import CPresets
import JSON

/// The presets that sources can name.
struct PresetShelf: Sendable {
  /// By name, in alphabetical order.
  private(set) var presets: [Preset]

  /// Those that come with the program.
  static let builtIn = PresetShelf(presets: builtInValues.map(PresetReader.preset))

  /// The same as their file has them. A test checks each, which each start need not do.
  static var builtInValues: [JSONValue] {
    let bytes = UnsafeBufferPointer(start: preset_list(), count: preset_list_size())
    guard let document = try? JSONDocument(Array(bytes)) else {
      preconditionFailure("the built-in presets are no JSON")
    }
    return document.root.elements ?? []
  }

  subscript(_ name: String) -> Preset? { presets.first { $0.name == name } }

  var names: [String] { presets.map(\.name) }

  /// Adds an operator's own; one of the same name takes the place of what comes with the program.
  mutating func add(_ own: [Preset]) {
    let names = Set(own.map(\.name))
    presets = (presets.filter { !names.contains($0.name) } + own).sorted { $0.name < $1.name }
  }
}
