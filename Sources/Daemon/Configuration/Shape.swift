import JSON

/// What a value of the configuration may look like.
///
/// One description serves the check, the JSON Schema and the reader, so that the three cannot differ.
indirect enum Shape: Sendable {
  /// Any text but an empty one.
  case text
  /// Text out of a list.
  case choice([String])
  /// An absolute http or https address.
  case url
  /// An address of the web, or `file:` and a path.
  case place
  /// A brand query, see `Detection.Query`.
  case query
  /// A query that sorts what others have found, see `Detection.ItemRule`.
  case rule
  /// A word or a phrase, without quotes.
  case phrase
  case flag
  case integer(ClosedRange<Int>)
  case number(ClosedRange<Double>)
  /// A number and a unit: `90s`, `5m`, `24h`, `7d`.
  case duration(ClosedRange<Duration>)
  case list(of: Shape)
  /// A text or a number, or several.
  case words
  /// One of them, or a list.
  case oneOrMore(of: Shape)
  /// Any keys, each with a value of this shape.
  case dictionary(of: Shape)
  /// These keys and no others.
  case record([Key])
  /// One of several shapes, as the value itself tells; `keys` are those of all together, and others
  /// may come of what only the operator knows.
  case variant(keys: [Key], @Sendable (JSONValue) -> Shape)
  /// Where the fields of a JSON document lie, see `Feeds.Mapping`.
  case mapping

  /// A key of a record.
  struct Key: Sendable {
    var name: String
    var shape: Shape
    var isRequired = false

    /// What it does, in a clause or two, with the default where there is one.
    var summary: String

    init(_ name: String, _ shape: Shape, required: Bool = false, _ summary: String) {
      self.name = name
      self.shape = shape
      isRequired = required
      self.summary = summary
    }
  }

  /// A key of this name holds a remark, wherever it stands.
  static let remark = "//"
}
