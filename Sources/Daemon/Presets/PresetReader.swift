import JSON
import Model
import Polling
import Transport

/// Reads presets, those that come with the program as well as an operator's own.
enum PresetReader {
  /// Reads one, or names everything that is wrong with it.
  static func read(_ value: JSONValue) -> (preset: Preset?, problems: [ConfigurationProblem]) {
    var check = ShapeCheck()
    check.check(value, against: .preset)
    guard check.problems.isEmpty else { return (nil, check.problems) }
    let preset = preset(value)
    let problems =
      strangers(among: AddressTemplate(preset.url).names, of: preset, "url", value)
      + strangers(among: preset.auth?.places ?? [], of: preset, "auth", value)
    return problems.isEmpty ? (preset, []) : (nil, problems)
  }

  /// Reads one that was checked: what the shape requires is there from here on.
  static func preset(_ value: JSONValue) -> Preset {
    var preset = Preset(
      name: value.text("name"), about: value.text("about"), url: value.text("url"),
      rung: value["rung"]?.string.flatMap(Rung.init(name:)) ?? .customer)
    preset.documentation = value["documentation"]?.string
    preset.needs = value["needs"]?.string
    preset.parameters = members(value, "parameters").map { parameter($0, $1) }
    preset.headers = members(value, "headers").map { HTTPHeader($0, $1.string ?? "") }
    preset.outlet = value["outlet"]?.string
    preset.interval = value.duration("interval")
    preset.mapping = value["mapping"]?.literal
    preset.auth = value["auth"].map(AuthorizationTerms.init)
    preset.proposed = value["proposed"]?.string.flatMap(Preset.Proposal.init) ?? .never
    preset.policy = policy(value)
    return preset
  }

  private static func policy(_ value: JSONValue) -> PresetPolicy {
    var policy = PresetPolicy()
    policy.hostGap = value.duration("hostGap")
    policy.backOff = value["backOff"]?.string == "source" ? .source : .host
    policy.throttledStatuses = (value["throttledStatuses"]?.elements ?? []).compactMap(\.int)
    policy.transientStatuses = (value["transientStatuses"]?.elements ?? []).compactMap(\.int)
    policy.pages = value["pages"]?.int ?? 1
    if let limit = value["limit"], let count = limit["requests"]?.int,
      let period = limit.duration("per")
    {
      policy.limit = RequestLimit(requests: count, per: period)
    }
    return policy
  }

  private static func parameter(_ name: String, _ value: JSONValue) -> PresetParameter {
    var parameter = PresetParameter(name: name, about: value.text("about"))
    parameter.kind = value["kind"]?.string.flatMap(PresetParameter.Kind.init) ?? .text
    parameter.example = value["example"]?.string
    parameter.isOptional = value["isOptional"]?.bool ?? false
    parameter.standard = value["default"]?.string
    parameter.origin = value["from"]?.string.flatMap(PresetParameter.Origin.init)
    parameter.proposals = (value["proposal"]?.elements ?? []).compactMap(\.string)
    return parameter
  }

  private static func members(
    _ value: JSONValue, _ key: String
  ) -> [(key: String, value: JSONValue)] {
    (value[key]?.members ?? []).filter { $0.key != Shape.remark }
  }

  /// Places for values that nobody gives.
  private static func strangers(
    among names: [String], of preset: Preset, _ key: String, _ value: JSONValue
  ) -> [ConfigurationProblem] {
    let known = Set(preset.parameters.map(\.name))
    return names.filter { !known.contains($0) }.map { name in
      ConfigurationProblem(
        place: key, line: value[key]?.line, message: "no parameter \"\(name)\"")
    }
  }
}
