import Feeds
import FoundationEssentials
import Model

/// A row of a list of contacts, without anything by which its person could be read.
struct ContactRow: Sendable {
  var keys: [(way: KnownContact.Way, key: ContactKey)]
  var ticket: String?
  var at: Date
  var state: State
  var channel: String?

  /// What became of the contact.
  typealias State = KnownContact.State

  /// Why a row is of no use; never tells a value.
  struct Failure: Error, Hashable {
    var reason: String
  }

  /// A ticket's number or a channel's name that is longer is none.
  private static let longestWord = 40

  /// - Parameter field: what the row has of a field, without white space around it: empty where it is
  ///   blank, nil where there is no such field.
  init(
    _ settings: ContactSettings, field: (ContactSettings.Field) -> String?
  ) throws(Failure) {
    func value(_ name: ContactSettings.Field) -> String? {
      field(name).flatMap { $0.isEmpty ? nil : $0 }
    }
    guard let time = value(.time) else { throw Failure(reason: "no \(settings.column(.time))") }
    guard let at = Self.moment(time) else {
      throw Failure(
        reason: "\(settings.column(.time)): expected a moment such as 2026-11-22T10:04:05Z")
    }
    self.at = at
    state = try Self.state(value(.state), answered: field(.answered), settings)
    // It is shown: a column that holds addresses by mistake is none of tickets.
    ticket = value(.ticket).flatMap { $0.count <= Self.longestWord && !$0.contains("@") ? $0 : nil }
    channel = value(.channel).flatMap { $0.count <= Self.longestWord ? $0 : nil }
    keys = []
    if let handle = value(.handle),
      let key = Self.handle(handle, at: value(.outlet) ?? settings.outlet)
    {
      keys.append((.handle, key))
    }
    if let key = value(.email).flatMap(ContactKey.email) { keys.append((.email, key)) }
    for number in [value(.ticket), value(.order)].compactMap({ $0.flatMap(ContactKey.number) }) {
      keys.append((.number, number))
    }
    if let key = value(.name).flatMap(ContactKey.name) { keys.append((.name, key)) }
    guard !keys.isEmpty else {
      throw Failure(
        reason:
          "nothing to know anybody by: expected a handle with its outlet, an e-mail, an order, a "
          + "ticket or a rare full name")
    }
  }

  private static func moment(_ text: String) -> Date? {
    // Milliseconds, as programs in JavaScript write them.
    if let count = Double(text), count > 1e11, count < 1e14 {
      return Date(timeIntervalSince1970: count / 1000)
    }
    return FeedDate.read(text)
  }

  /// The handle as people write it: `@bob`, `bob@mastodon.example`, `bob.bsky.social`, the address of a
  /// profile. Without an outlet it is nobody's.
  private static func handle(_ text: String, at outlet: String?) -> ContactKey? {
    if text.contains("://") {
      let parts = text.split(separator: "/").map(String.init)
      guard parts.count >= 3, let name = parts.last else { return nil }
      return ContactKey.handle(name, at: parts[1])
    }
    let name = text.drop { $0 == "@" }
    if let at = name.lastIndex(of: "@") {
      return ContactKey.handle(String(name[..<at]), at: String(name[name.index(after: at)...]))
    }
    if name.lowercased().hasSuffix(".bsky.social") {
      return ContactKey.handle(String(name), at: outlet ?? "bsky.app")
    }
    return outlet.flatMap { ContactKey.handle(text, at: $0) }
  }

  // MARK: States

  private static func state(
    _ text: String?, answered: String?, _ settings: ContactSettings
  ) throws(Failure) -> State {
    var state = State.open
    if let text {
      let word = text.lowercased()
      guard let known = settings.states[word] ?? Self.states[word] else {
        throw Failure(
          reason: "\(settings.column(.state)): an unknown word; expected one of "
            + "\(Self.states.keys.sorted().joined(separator: ", ")), or say in \"states\" what it means"
        )
      }
      state = known
    }
    guard state != .closed, let answered else { return state }
    return ["", "no", "false", "0", "never", "-"].contains(answered.lowercased())
      ? .unanswered : .answered
  }

  /// The words of the usual programs for tickets, see `README.md`.
  static let states: [String: State] = [
    "unanswered": .unanswered, "new": .unanswered, "reopened": .unanswered, "overdue": .unanswered,
    "open": .open, "active": .open, "in progress": .open, "hold": .open, "on hold": .open,
    "on-hold": .open, "answered": .answered, "replied": .answered, "pending": .answered,
    "waiting for customer": .answered, "waiting on customer": .answered, "closed": .closed,
    "solved": .closed, "resolved": .closed, "done": .closed, "cancelled": .closed,
  ]
}
