import JSON

extension JSONValue {
  /// A text that the shape requires.
  func text(_ key: String) -> String { self[key]?.string ?? "" }

  func duration(_ key: String) -> Duration? {
    self[key]?.string.flatMap(DurationText.read)
  }

  /// A text or a number as text, or all of a list of these; nil for what holds anything else.
  var words: [String]? {
    switch kind {
    case .string: string.map { [$0] }
    case .number: [literal]
    case .array:
      elements.flatMap { elements in
        let words = elements.compactMap { $0.kind == .array ? nil : $0.words?.first }
        return words.count == elements.count && !words.isEmpty ? words : nil
      }
    case .object, .boolean, .null: nil
    }
  }
}
