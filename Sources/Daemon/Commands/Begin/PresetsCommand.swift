import JSON
import Model
import Polling

extension Command {
  static let presets = Command(
    name: "presets",
    summary: "list the kinds of places that a source can name",
    examples: ["presets", "presets mastodon-tag"],
    help: """
      Lists the presets with their parameters; a parameter in brackets may be left out. With NAME,
      tells all of one. A source names a preset in the place of an address:

        {"preset": "mastodon-tag", "server": "mastodon.social", "tag": "acmeair"}

        --config FILE   with those of the folder that the configuration names
        --json          JSON Lines
      """,
    usage: "[NAME] [--config FILE] [--json]",
    options: ["config"],
    flags: ["json"]
  ) { arguments in
    let shelf = try shelf(arguments)
    guard let name = arguments.operands.first else {
      arguments.has("json") ? shelf.presets.forEach(printLine) : printTable(shelf.presets)
      return .success
    }
    guard arguments.operands.count == 1, let preset = shelf[name] else {
      let near = Spelling.nearest(to: name, among: shelf.names).map { "; did you mean \($0)?" }
      throw CommandError.usage("no preset \(Output.safe(name))\(near ?? "")")
    }
    arguments.has("json") ? printLine(preset) : Output.print(prose: PresetText.whole(preset))
    return .success
  }

  /// The presets that come with the program, and those of a configuration.
  private static func shelf(_ arguments: Arguments) throws -> PresetShelf {
    guard let path = arguments.option("config") else { return .builtIn }
    return try ConfigurationFile(path: path, environment: .process).load().presets
  }

  private static func printTable(_ presets: [Preset]) {
    let width = presets.map(\.name.count).max() ?? 0
    for preset in presets {
      let name = preset.name + String(repeating: " ", count: width - preset.name.count)
      Output.print(prose: "\(name)  \(PresetText.line(preset))")
    }
  }

  private static func printLine(_ preset: Preset) {
    var writer = JSONWriter()
    writer.object {
      $0.field("name", preset.name)
      $0.field("about", preset.about)
      $0.field("needs", preset.needs)
      $0.field("rung", preset.rung.name)
      $0.field("url", preset.url)
      $0.array("parameters") {
        for parameter in preset.parameters {
          $0.object {
            $0.field("name", parameter.name)
            $0.field("about", parameter.about)
            $0.field("required", parameter.isRequired)
            $0.field("default", parameter.standard)
            $0.field("example", parameter.example)
          }
        }
      }
      $0.key("source")
      $0.literal(PresetText.example(preset))
    }
    Output.print(writer.text)
  }
}

/// A preset as people read it.
enum PresetText {
  /// What it takes and what it brings.
  static func line(_ preset: Preset) -> String {
    let parameters = preset.parameters.map { $0.isRequired ? $0.name : "[\($0.name)]" }
    let names = parameters.isEmpty ? "" : "\(parameters.joined(separator: " ")): "
    return names + preset.about + (preset.needs == nil ? "" : " (needs an account)")
  }

  static func whole(_ preset: Preset) -> String {
    var lines = ["\(preset.name): \(preset.about)"]
    for parameter in preset.parameters {
      let rest = [
        parameter.standard.map { "default \($0)" }, parameter.isOptional ? "may be left out" : nil,
        parameter.example.map { "such as \($0)" },
      ].compactMap(\.self)
      lines.append(
        "  \(parameter.name): \(parameter.about)"
          + (rest.isEmpty ? "" : "; \(rest.joined(separator: ", "))"))
    }
    let policy = preset.policy
    let facts: [(String, String?)] = [
      ("asks", preset.url), ("needs", preset.needs), ("rung", preset.rung.name),
      ("outlet", preset.outlet), ("interval", preset.interval.map(DurationText.write)),
      ("between two requests", policy.hostGap.map(DurationText.write)),
      ("free", policy.limit.map { "\($0.requests) requests in \(DurationText.write($0.per))" }),
      ("asked too often", numbers(policy.throttledStatuses)),
      ("passes by itself", numbers(policy.transientStatuses)),
      ("a refusal concerns", policy.backOff == .source ? "the source alone" : nil),
      ("pages", policy.pages > 1 ? "\(policy.pages)" : nil),
      ("see", preset.documentation),
    ]
    for case (let name, let fact?) in facts { lines.append("\(name): \(fact)") }
    return (lines + ["a source: \(example(preset))"]).joined(separator: "\n")
  }

  /// A source that names it, to be changed and pasted.
  ///
  /// - Parameter values: what goes before the samples of its parameters.
  static func example(_ preset: Preset, with values: [String: String] = [:]) -> String {
    var writer = JSONWriter()
    writer.object {
      $0.field("preset", preset.name)
      for parameter in preset.parameters where !parameter.isOptional {
        $0.field(parameter.name, values[parameter.name] ?? parameter.sample)
      }
      guard let asked = preset.auth?.asked else { return }
      $0.object("auth") {
        for key in asked {
          $0.field(key, key.hasSuffix("File") ? "secrets/\(preset.name)" : key.uppercased())
        }
      }
    }
    return writer.text
  }

  private static func numbers(_ statuses: [Int]) -> String? {
    statuses.isEmpty
      ? nil : "status " + statuses.map { "\($0)" }.joined(separator: ", ")
  }
}
