import Model

extension Shape {
  /// A preset as its file has it.
  static let preset = Shape.record([
    Key("name", .text, required: true, "how sources call it; unique"),
    Key("about", .text, required: true, "what it brings, in a clause"),
    Key("documentation", .url, "where the place itself tells how it is asked"),
    Key("needs", .text, "what the operator must have got before"),
    Key("parameters", .dictionary(of: presetParameter), "what the operator gives"),
    Key(
      "url", .text, required: true,
      "the address, with `{name}` where a parameter goes and `{&name}` for one that may be missing"),
    Key("headers", .dictionary(of: .text), "headers to send"),
    Key("auth", .record(presetAuthorizationKeys), "what the place requires of `auth`"),
    Key(
      "rung", .choice(Rung.allCases.map(\.name)), required: true, "where it stands on the ladder"),
    Key("outlet", .text, "who publishes there; default the host of each item's link"),
    Key("interval", .duration(.seconds(1) ... .hours(168)), "time between polls"),
    Key("mapping", .mapping, "where the items of a JSON document and their fields lie"),
    Key("pages", .integer(1...100), "pages that may be read of one answer; default 1"),
    Key("hostGap", .duration(.seconds(0) ... .hours(1)), "time between two requests to its host"),
    Key("backOff", .choice(["host", "source"]), "whom a refusal concerns; default host"),
    Key("limit", presetLimit, "how many requests are free"),
    Key(
      "throttledStatuses", .list(of: .integer(400...599)),
      "statuses by which it says that it is asked too often, besides 429 and 503"),
    Key(
      "transientStatuses", .list(of: .integer(400...599)),
      "statuses that pass by themselves, whatever they say"),
    Key(
      "proposed", .choice(Preset.Proposal.allCases.map(\.rawValue)),
      "whether `add` proposes it; default never"),
  ])

  private static let presetParameter = Shape.record([
    Key("about", .text, required: true, "what it is"),
    Key(
      "kind", .choice(PresetParameter.Kind.allCases.map(\.rawValue)),
      "what it may look like; default text"),
    Key("example", .text, "one of its values"),
    Key("default", .text, "what goes there where nothing is said"),
    Key("isOptional", .flag, "whether its place may stay empty"),
    Key(
      "from", .choice(PresetParameter.Origin.allCases.map(\.rawValue)),
      "what `add` makes of a brand's name for it"),
    Key("proposal", .list(of: .text), "what `add` proposes; a source for each"),
  ])

  private static let presetLimit = Shape.record([
    Key("requests", .integer(1...1_000_000), required: true, "so many"),
    Key("per", .duration(.seconds(1) ... .hours(168)), required: true, "in so much time"),
  ])
}
