import JSON

extension BrandProposal {
  /// The proposal as JSON: a configuration by itself, or all of another one with it added.
  ///
  /// - Parameters:
  ///   - root: the other one, whose values stay as they are written, remarks included.
  ///   - addsBrand: false where the brand is there already.
  ///   - addsReceiver: Whether alerts have nowhere to go yet.
  func text(
    _ sources: [Source], addsBrand: Bool, addsReceiver: Bool, into root: JSONValue? = nil
  ) -> String {
    var writer = JSONWriter(.indented)
    writer.object {
      for (key, value) in root?.members ?? [] where key != "brands" && key != "sources" {
        $0.key(key)
        $0.literal(value.literal)
      }
      $0.array("brands") {
        for brand in root?["brands"]?.elements ?? [] { $0.literal(brand.literal) }
        if addsBrand { $0.object { writeBrand(into: &$0) } }
      }
      $0.array("sources") {
        for source in root?["sources"]?.elements ?? [] { $0.literal(source.literal) }
        for source in sources { $0.object { Self.write(source, into: &$0) } }
      }
      if addsReceiver {
        $0.array("receivers") { $0.object { Self.writeReceiver(into: &$0) } }
      }
    }
    return writer.text
  }

  private func writeBrand(into writer: inout JSONWriter) {
    writer.field("name", id)
    writer.field("query", query)
  }

  private static func writeReceiver(into writer: inout JSONWriter) {
    writer.field("name", "log")
    writer.field("type", "log")
    writer.field("path", "alerts.log")
  }

  private static func write(_ source: Source, into writer: inout JSONWriter) {
    let preset = source.filled.preset
    writer.field("name", source.filled.name)
    writer.field("preset", preset.name)
    for (name, value) in source.values { writer.field(name, value) }
    if preset.proposed == .disabled {
      writer.field(Shape.remark, preset.needs.map { "needs \($0)" })
      writer.field("disabled", true)
    }
  }

  /// Sources for places that need to know more than the name, with samples to be changed, and what each
  /// brings.
  func choices(of shelf: PresetShelf) -> [(source: String, about: String)] {
    shelf.presets.filter { $0.proposed == .never && !$0.parameters.isEmpty }.map { preset in
      var values: [String: String] = [:]
      for parameter in preset.parameters { values[parameter.name] = value(of: parameter.origin) }
      return (PresetText.example(preset, with: values), preset.about)
    }
  }

  /// What a parameter is for this brand; nil where the name does not tell.
  func value(of origin: PresetParameter.Origin?) -> String? {
    switch origin {
    case .phrase: phrase
    case .tag: tag
    case nil: nil
    }
  }
}
