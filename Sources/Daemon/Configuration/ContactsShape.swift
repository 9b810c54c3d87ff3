import JSON
import Model

extension Shape {
  /// A list of tickets, calls and mails.
  static let contacts = Shape.record([
    Key(
      "file", .text, required: true,
      "CSV with names of columns in its first line, JSON Lines or a JSON list; in the configuration's "
        + "folder where relative"),
    Key(
      "columns", .record(ContactSettings.Field.allCases.map { Key($0.rawValue, .text, about($0)) }),
      "how columns are called that are called otherwise; keys of JSON with dots between them"),
    Key("outlet", .text, "where handles are at home that name no outlet themselves: `x.com`"),
    Key(
      "states", .dictionary(of: .choice(stateNames)),
      "what your own words for states mean: `{\"erledigt\": \"closed\"}`"),
    Key("disabled", .flag, "true leaves it out"),
  ])

  private static let stateNames = ["unanswered", "open", "answered", "closed"]

  private static func about(_ field: ContactSettings.Field) -> String {
    switch field {
    case .ticket: "what you call the matter"
    case .handle: "the author's handle, or the address of a profile"
    case .outlet: "the host at which the handle is at home"
    case .email: "an address, or its SHA-256"
    case .name: "a full name"
    case .order: "an order or a booking, or its SHA-256"
    case .time: "when they turned to you"
    case .channel: "how: phone, mail, chat"
    case .state: "open, answered, closed …"
    case .answered: "whether, or when, you answered"
    }
  }
}

extension ConfigurationReader {
  func contacts(_ value: JSONValue) -> ContactSettings {
    var settings = ContactSettings(path: value.text("file"))
    for field in ContactSettings.Field.allCases {
      settings.columns[field] = value["columns"]?[field.rawValue]?.string
    }
    settings.outlet = value["outlet"]?.string
    for (word, state) in value["states"]?.members ?? [] where word != Shape.remark {
      settings.states[word.lowercased()] = state.string.flatMap(KnownContact.State.init(rawValue:))
    }
    return settings
  }
}
