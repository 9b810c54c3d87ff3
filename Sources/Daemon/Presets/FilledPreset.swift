import Feeds
import JSON
import Model
import Transport

/// A preset with an operator's values in their places.
///
/// A class, since of ten thousand sources few have one, and each would keep room for all its fields.
final class FilledPreset: Sendable {
  let preset: Preset

  /// What a source is called that has no name of its own: the preset and what was given to it.
  let name: String

  let url: String
  let mapping: Mapping?

  /// What the place requires of `auth`; the operator gives the rest.
  let auth: AuthorizationTerms?

  /// What does not fit, and where: a parameter's name, or none for the whole.
  struct Misfit: Error, Hashable {
    var parameter: String?
    var message: String
  }

  /// All that is wrong; never empty.
  struct Misfits: Error {
    var list: [Misfit]
  }

  /// Puts values in, `given` being the source as the configuration has it.
  init(_ preset: Preset, given: JSONValue) throws(Misfits) {
    var values: [String: String] = [:]
    var misfits: [Misfit] = []
    for parameter in preset.parameters {
      do throws(Misfit) {
        values[parameter.name] = try Self.value(of: parameter, given: given[parameter.name])
      } catch {
        misfits.append(error)
      }
    }
    guard misfits.isEmpty else { throw Misfits(list: misfits) }
    self.preset = preset
    let value = { [values] (name: String) -> (text: String, kind: PresetParameter.Kind)? in
      guard let parameter = preset.parameters.first(where: { $0.name == name }),
        let value = values[name]
      else { return nil }
      return (Self.encoded(value, parameter.kind), parameter.kind)
    }
    url = AddressTemplate(preset.url).filled(value)
    auth = preset.auth?.filled { AddressTemplate($0).filled(value) }
    guard (try? WebAddress(url)) != nil else {
      throw Misfits(list: [Misfit(message: "makes no http or https address of these: \(url)")])
    }
    mapping = Self.mapping(preset, values)
    name = Self.name(preset, values)
  }

  private static func value(
    of parameter: PresetParameter, given: JSONValue?
  ) throws(Misfit) -> String? {
    guard let given else {
      guard parameter.isRequired else { return parameter.standard }
      let example = parameter.example.map { ", such as \"\($0)\"" } ?? ""
      throw Misfit(message: "\"\(parameter.name)\" is missing: \(parameter.about)\(example)")
    }
    // What has another shape is told already.
    let words = given.words ?? []
    let text = words.joined(separator: parameter.kind == .list ? "+" : " ")
    switch parameter.kind {
    case .host where !isHost(text):
      throw Misfit(
        parameter: parameter.name,
        message: "expected a host name such as \"\(parameter.example ?? "example.org")\", "
          + "found \"\(text)\"")
    case .url where (try? WebAddress(text)) == nil:
      throw Misfit(
        parameter: parameter.name, message: "expected an http or https address, found \"\(text)\"")
    case .text, .host, .url, .list, .query: return text
    }
  }

  /// Letters, digits, hyphens and dots, with a port or not: what nobody can smuggle a path into.
  private static func isHost(_ text: String) -> Bool {
    text.wholeMatch(of: #/[\w][\w.\-]*(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?/#) != nil
  }

  private static func encoded(_ value: String, _ kind: PresetParameter.Kind) -> String {
    switch kind {
    case .text: PercentEncoding.encoded(value)
    case .list: PercentEncoding.encoded(value, keeping: "+")
    case .host, .query, .url: value
    }
  }

  private static func mapping(_ preset: Preset, _ values: [String: String]) -> Mapping? {
    guard var text = preset.mapping else { return nil }
    for (name, value) in values where text.contains("<\(name)>") {
      text.replace("<\(name)>", with: PercentEncoding.encoded(value))
    }
    return (try? JSONDocument(text)).flatMap { try? Mapping($0.root) }
  }

  /// Words of the values with hyphens between them: `mastodon-tag-mastodon.social-acmeair`.
  private static func name(_ preset: Preset, _ values: [String: String]) -> String {
    let told = preset.parameters.compactMap { parameter in
      values[parameter.name].flatMap { $0 == parameter.standard ? nil : $0 }
    }
    let words = ([preset.name] + told).flatMap {
      $0.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "." }
    }
    return words.joined(separator: "-")
  }
}
