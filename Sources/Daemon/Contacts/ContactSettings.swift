import Model

/// A list of tickets, calls and mails: a file beside the configuration, or a document of the web.
struct ContactSettings: Hashable, Sendable {
  /// What of a row is read, by the name that a column has where the operator gives no other.
  enum Field: String, CaseIterable, Sendable {
    case ticket, handle, outlet, email, name, order, time, channel, state, answered
  }

  /// An absolute path.
  var path: String

  /// How columns are called that are called otherwise: of a CSV file by its first line, of JSON by the
  /// path of keys with dots between them.
  var columns: [Field: String] = [:]

  /// Where the handles are at home that name no outlet themselves.
  var outlet: String?

  /// What the brand's own words for states mean, in lower case.
  var states: [String: KnownContact.State] = [:]

  func column(_ field: Field) -> String { columns[field] ?? field.rawValue }
}
