import JSON
import Model

/// Names are given once, and who is named is there.
extension ConfigurationReader {
  mutating func requireUnique(_ root: JSONValue, _ key: String) {
    var seen: [String: Int] = [:]
    for (index, value) in elements(root, key).enumerated() {
      let name = value.text("name")
      guard !name.isEmpty else { continue }
      if let first = seen[name] {
        add("\(key)[\(index)].name", value, "\"\(name)\" is taken by \(key)[\(first)]")
      } else {
        seen[name] = index
      }
    }
  }

  mutating func requireKnownBrands(_ root: JSONValue, _ configuration: Configuration) {
    let known = configuration.brands.map(\.brand.id)
    for (index, receiver) in elements(root, "receivers").enumerated() {
      for (place, brand) in elements(receiver, "brands").enumerated() {
        guard let name = brand.string, !known.contains(name) else { continue }
        let near = Spelling.nearest(to: name, among: known).map { "; did you mean \"\($0)\"?" }
        add("receivers[\(index)].brands[\(place)]", brand, "no brand \"\(name)\"\(near ?? "")")
      }
    }
  }

  /// A source may have its name of its preset, so the names are those that were found in the end.
  mutating func requireUniqueSources(_ root: JSONValue, _ sources: [WatchedSource]) {
    let values = elements(root, "sources").enumerated()
      .filter { $0.element["disabled"]?.bool != true }
    var seen: [String: Int] = [:]
    for (source, (index, value)) in zip(sources, values) where !source.source.id.isEmpty {
      if let first = seen[source.source.id] {
        add(
          "sources[\(index)].name", value, "\"\(source.source.id)\" is taken by sources[\(first)]")
      } else {
        seen[source.source.id] = index
      }
    }
  }
}
