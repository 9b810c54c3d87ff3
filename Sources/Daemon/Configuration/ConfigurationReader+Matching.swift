import Detection
import JSON
import Model

/// What is listened for: brands with their queries, the rules for all of them, and where outlets stand.
extension ConfigurationReader {
  func brand(_ value: JSONValue) -> WatchedBrand {
    var brand = Brand(
      id: value.text("name"), query: value.text("query"), context: value.texts("context"),
      exclude: value.texts("exclude"))
    brand.falseAlarmsPerMonth = value["falseAlarmsPerMonth"]?.double ?? brand.falseAlarmsPerMonth
    brand.minimumVoices = value["minimumVoices"]?.int ?? brand.minimumVoices
    return WatchedBrand(brand: brand, own: OwnVoices(value.texts("own")))
  }

  func matchingRules(_ root: JSONValue) -> MatchingRules {
    var rules = MatchingRules()
    if let matching = root["matching"] { rules.everywhere = rule(matching) }
    for source in elements(root, "sources") {
      let rule = rule(source)
      if rule != ItemRule() { rules.bySource[source.text("name")] = rule }
    }
    return rules
  }

  func ladder(_ value: JSONValue) -> Ladder {
    var rungs: [String: Rung] = [:]
    for (outlet, rung) in value.members ?? [] where outlet != Shape.remark {
      rungs[outlet] = rung.string.flatMap(Rung.init(name:))
    }
    return Ladder.builtIn.placing(rungs)
  }

  private func rule(_ value: JSONValue) -> ItemRule {
    ItemRule(only: value.texts("only"), ignore: value.texts("ignore"))
  }

  /// A query for a source that is misspelled would be silently false. Names that are like none are let
  /// be: items come in other ways than from sources too.
  mutating func requireKnownSources(_ root: JSONValue) {
    let known = elements(root, "sources").map { $0.text("name") }
    for (index, brand) in elements(root, "brands").enumerated() {
      guard let value = brand["query"] else { continue }
      requireKnownSources(in: value, at: "brands[\(index)].query", known)
    }
    for (value, place) in ruleLists(root) {
      for (index, query) in (value.elements ?? []).enumerated() {
        requireKnownSources(in: query, at: "\(place)[\(index)]", known)
      }
    }
  }

  private func ruleLists(_ root: JSONValue) -> [(JSONValue, place: String)] {
    let holders =
      [(root["matching"], "matching")]
      + elements(root, "sources").enumerated().map { ($1, "sources[\($0)]") }
    return holders.flatMap { holder, place in
      ["only", "ignore"].compactMap { key in holder?[key].map { ($0, "\(place).\(key)") } }
    }
  }

  private mutating func requireKnownSources(
    in value: JSONValue, at place: String, _ known: [String]
  ) {
    guard let text = value.string, let query = try? Query(rule: text) else { return }
    for (name, column) in query.namedSources
    where !known.contains(where: { $0.lowercased() == name }) {
      guard let near = Spelling.nearest(to: name, among: known) else { continue }
      add(
        place, value,
        "column \(column): no source \"\(name)\"; did you mean \"\(near)\"?"
          + QueryExcerpt.lines(text, column: column))
    }
  }
}

extension JSONValue {
  /// The texts of a list; empty where there is none.
  fileprivate func texts(_ key: String) -> [String] {
    self[key]?.elements?.compactMap(\.string) ?? []
  }
}
