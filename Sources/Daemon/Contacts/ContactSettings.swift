import Model
import Transport

/// A list of tickets, calls and mails: a file beside the configuration, or a document of the web.
struct ContactSettings: Hashable, Sendable {
  /// What of a row is read, by the name that a column has where the operator gives no other.
  enum Field: String, CaseIterable, Sendable {
    case ticket, handle, outlet, email, name, order, time, channel, state, answered
  }

  enum Place: Hashable, Sendable {
    /// An absolute path.
    case file(String)
    /// An address of the web.
    case address(String)
  }

  var place: Place

  /// How columns are called that are called otherwise: of a CSV file by its first line, of JSON by the
  /// path of keys with dots between them.
  var columns: [Field: String] = [:]

  /// Where the handles are at home that name no outlet themselves.
  var outlet: String?

  /// What the brand's own words for states mean, in lower case.
  var states: [String: KnownContact.State] = [:]

  init(_ place: Place) { self.place = place }

  /// How messages call it: an address without what may be secret in it.
  var name: String {
    switch place {
    case .file(let path): path
    case .address(let url): String(url.prefix { $0 != "?" && $0 != "#" })
    }
  }

  func column(_ field: Field) -> String { columns[field] ?? field.rawValue }
}

/// A list of contacts with what it takes to ask for it, where it lies at an address.
struct WatchedContacts: Hashable, Sendable {
  var list: ContactSettings

  /// Where it stands in the file.
  var origin = ConfigurationOrigin()

  var interval = Duration.minutes(5)
  var headers: [HTTPHeader] = []
  var authorization: Authorization?
}
