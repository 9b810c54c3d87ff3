import JSON
import Model

extension Shape {
  /// A source: an address, or a preset with its parameters.
  static func source(_ presets: PresetShelf) -> Shape {
    let parameters = presets.presets.flatMap { preset in
      preset.parameters.map { parameter(of: preset, $0) }
    }
    let all = unique(
      [
        Key("name", .text, "how messages call it; unique; needed where there is no preset"),
        urlKey(required: false),
        presetKey,
      ] + common + parameters)
    return .variant(keys: all) { value in
      guard let name = value["preset"] else {
        return .record([nameKey(required: true), urlKey(required: true)] + common)
      }
      // What a preset that nobody knows wants is not to be told besides.
      let own = name.string.flatMap { presets[$0] }.map { preset in
        preset.parameters.map { parameter(of: preset, $0) }
      }
      return .record(unique([nameKey(required: false), presetKey] + common + (own ?? parameters)))
    }
  }

  private static func nameKey(required: Bool) -> Key {
    Key("name", .text, required: required, "how messages call it; unique")
  }

  private static func urlKey(required: Bool) -> Key {
    Key(
      "url", .place, required: required,
      "a feed (RSS, Atom, RDF, JSON Feed) or a JSON document; `file:PATH` is a file or a folder")
  }

  private static let presetKey = Key(
    "preset", .text, "the kind of place it is, in the place of `url`; see `mentiond presets`")

  private static let common =
    [
      Key(
        "rung", .choice(Rung.allCases.map(\.name)),
        "where it stands on the ladder; default customer"),
      Key("outlet", .text, "who publishes there; default the host of each item's link"),
      Key(
        "interval", .duration(.seconds(1) ... .hours(168)),
        "time between polls; default by how often it publishes"),
      Key("language", .text, "language of items that name none: `en`, `de-AT`"),
      Key(
        "mapping", .mapping,
        "for a JSON document: where its items and their fields lie; `a.b[0]`, `a[*].b`, `a|b` for "
          + "the first that is there, `a[b='c']`, `/users[id=by].name` from the root, `text {a}`, `'text'`"
      ),
      Key(
        "headers", .dictionary(of: .text), "headers to send; a value `file:NAME` is read from there"
      ),
      Key("auth", .record(authorizationKeys), "how it is proved who asks"),
      Key("disabled", .flag, "true leaves it out"),
    ] + itemRule

  private static func parameter(of preset: Preset, _ parameter: PresetParameter) -> Key {
    Key(parameter.name, .words, "\(preset.name): \(parameter.about)")
  }

  /// The first of each name: a source's own key may serve a preset as well.
  private static func unique(_ keys: [Key]) -> [Key] {
    var seen: Set<String> = []
    return keys.filter { seen.insert($0.name).inserted }
  }
}
