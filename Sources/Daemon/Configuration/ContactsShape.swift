import JSON
import Model
import Transport

extension Shape {
  /// A list of tickets, calls and mails.
  static let contacts = Shape.record([
    Key(
      "file", .text,
      "CSV with names of columns in its first line, JSON Lines, a JSON list or an object that holds one; "
        + "in the configuration's folder where relative"),
    Key("url", .url, "an address that answers with such a list, in the place of `file`"),
    Key(
      "interval", .duration(.seconds(1) ... .hours(24)),
      "url: time between two requests; default 5m, at least `polling.minimumInterval`"),
    Key(
      "headers", .dictionary(of: .text),
      "url: headers to send; a value `file:NAME` is read from there"),
    Key("auth", .record(contactsAuthorization), "url: how it is proved who asks"),
    Key(
      "columns", .record(ContactSettings.Field.allCases.map { Key($0.rawValue, .text, about($0)) }),
      "how columns are called that are called otherwise; keys of JSON with dots between them"),
    Key("outlet", .text, "where handles are at home that name no outlet themselves: `x.com`"),
    Key(
      "states", .dictionary(of: .choice(stateNames)),
      "what your own words for states mean: `{\"erledigt\": \"closed\"}`"),
    Key("disabled", .flag, "true leaves it out"),
  ])

  /// Those ways that `mentiond contacts` may go beside a daemon that runs: none uses up a token.
  private static let contactsAuthorization: [Key] =
    [Key("type", .choice(["bearer", "basic", "oauth2-client"]), "how it is proved who asks")]
    + authorizationKeys.filter {
      ["tokenFile", "user", "passwordFile", "tokenUrl", "clientId", "clientSecretFile", "scope"]
        .contains($0.name)
    }

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
  mutating func contacts(from value: JSONValue, at place: String) -> WatchedContacts {
    guard let url = value["url"]?.string else {
      if value["file"] == nil, value["url"] == nil {
        add(place, value, "\"file\" or \"url\" is missing: where the list is")
      }
      for key in ["interval", "headers", "auth"] {
        refuse(key, of: value, at: place, because: "only a \"url\" is asked")
      }
      return WatchedContacts(list: list(value, at: .file(value.text("file"))))
    }
    refuse("file", of: value, at: place, because: "there is a \"url\"")
    var watched = WatchedContacts(list: list(value, at: .address(url)))
    watched.origin = ConfigurationOrigin(place: place, line: value.line)
    watched.interval = value.duration("interval") ?? watched.interval
    watched.headers = headers(value, place, besides: [])
    watched.authorization = authorization(value, place, terms: nil)
    refuseSecretsInTheClear(to: url, watched.headers, watched.authorization, value, place)
    return watched
  }

  private func list(_ value: JSONValue, at place: ContactSettings.Place) -> ContactSettings {
    var settings = ContactSettings(place)
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
