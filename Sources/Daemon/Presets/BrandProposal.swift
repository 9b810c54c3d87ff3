import JSON

/// What it takes to listen for a brand, made of no more than its name.
struct BrandProposal {
  /// The brand's name as people write it: `Acme Air`.
  let name: String

  /// How alerts would call it: `acme-air`.
  var id: String {
    name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  }

  /// All ways in which a post may name it.
  var query: String {
    let tag = tag
    let forms = [phrase, tag, "#\(tag)", "@\(tag)"]
    var seen: Set<String> = []
    return forms.filter { seen.insert($0).inserted }.joined(separator: " OR ")
  }

  /// In quotes where it is several words, without what a query would take for a sign of its own.
  var phrase: String {
    let words = name.lowercased().split { $0.isWhitespace || $0 == "\"" }
    let plain = words.joined(separator: " ")
    return words.count == 1 && plain == tag ? plain : "\"\(plain)\""
  }

  var tag: String { String(name.lowercased().filter { $0.isLetter || $0.isNumber }) }

  /// A source that may be added to a configuration.
  struct Source {
    var filled: FilledPreset

    /// The parameters, in the order of the preset.
    var values: [(name: String, value: String)]
  }

  /// A source for each place that needs to know no more than the name.
  func sources(of shelf: PresetShelf) -> [Source] {
    shelf.presets.filter { $0.proposed != .never }.flatMap { preset in
      choices(preset.parameters[...]).compactMap { values in
        source(preset, values)
      }
    }
  }

  /// All ways to give the parameters their values.
  private func choices(
    _ parameters: ArraySlice<PresetParameter>
  ) -> [[(name: String, value: String)]] {
    guard let first = parameters.first else { return [[]] }
    let rest = choices(parameters.dropFirst())
    let proposals: [String?] = first.proposals.isEmpty ? [nil] : first.proposals
    let own: [String?] = value(of: first.origin).map { [$0] } ?? proposals
    return own.flatMap { value in
      rest.map { rest in (value.map { [(first.name, $0)] } ?? []) + rest }
    }
  }

  private func source(_ preset: Preset, _ values: [(name: String, value: String)]) -> Source? {
    var writer = JSONWriter()
    writer.object { for (name, value) in values { $0.field(name, value) } }
    guard let given = try? JSONDocument(writer.bytes).root,
      let filled = try? FilledPreset(preset, given: given)
    else { return nil }
    return Source(filled: filled, values: values)
  }
}
