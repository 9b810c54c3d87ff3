import JSON

/// An object of JSON that is a row of contacts, or what a server wraps a list of them in.
struct ContactObject {
  private let value: JSONValue
  private let settings: ContactSettings

  /// Nil where the value is no object.
  init?(_ value: JSONValue, _ settings: ContactSettings) {
    guard value.kind == .object else { return nil }
    self.value = value
    self.settings = settings
  }

  func row() throws(ContactRow.Failure) -> ContactRow {
    try ContactRow(settings) { text(of: $0) }
  }

  /// What is wrapped in it, as in `{"tickets": [{…}], "count": 1}` or one level below; nil for a row.
  ///
  /// A row has a moment, or lists of other things than rows: its tags, its messages.
  var wrapped: [JSONValue]? {
    guard text(of: .time) == nil else { return nil }
    let lists = Self.lists(in: value) + members.flatMap(Self.lists)
    let rows = lists.first { list in
      list.first.flatMap { ContactObject($0, settings) }?.text(of: .time) != nil
    }
    if let rows { return rows }
    let isRow = ContactSettings.Field.allCases.contains { text(of: $0) != nil }
    return isRow ? nil : lists.first
  }

  private var members: [JSONValue] { (value.members ?? []).map(\.value) }

  /// The lists of objects, and the empty ones, among the members of an object.
  private static func lists(in value: JSONValue) -> [[JSONValue]] {
    (value.members ?? []).compactMap(\.value.elements)
      .filter { $0.first.map { $0.kind == .object } ?? true }
  }

  /// Keys with dots between them lead into objects.
  private func text(of field: ContactSettings.Field) -> String? {
    let path = settings.column(field)
    var found: JSONValue? = value[path]
    if found == nil {
      found = value
      for key in path.split(separator: ".") { found = found?[String(key)] }
    }
    guard let found, let text = found.string ?? found.words?.first ?? found.bool.map({ "\($0)" })
    else { return nil }
    return TableColumns.trimmed(text)
  }
}
