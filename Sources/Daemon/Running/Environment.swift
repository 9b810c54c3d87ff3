import Glibc

/// What the environment says: folders that systemd prepared, and where state lives without it.
struct Environment: Sendable {
  private let value: @Sendable (String) -> String?

  /// The environment of this process.
  static let process = Environment { name in getenv(name).map { String(cString: $0) } }

  init(_ value: @escaping @Sendable (String) -> String?) {
    self.value = value
  }

  subscript(name: String) -> String? {
    guard let text = value(name), !text.isEmpty else { return nil }
    return text
  }

  var credentialsDirectory: String? { self["CREDENTIALS_DIRECTORY"] }

  var logsDirectory: String? { self["LOGS_DIRECTORY"] }

  /// The folder for the database: `$STATE_DIRECTORY`, else `$XDG_STATE_HOME/mentiond`, which is
  /// `~/.local/state/mentiond` where it is not set (XDG Base Directory Specification 0.8).
  var stateFolder: String? {
    // systemd separates several folders by colons; the first is ours.
    if let folder = self["STATE_DIRECTORY"] {
      return folder.split(separator: ":").first.map(String.init)
    }
    if let folder = self["XDG_STATE_HOME"] { return "\(folder)/mentiond" }
    return self["HOME"].map { "\($0)/.local/state/mentiond" }
  }
}
