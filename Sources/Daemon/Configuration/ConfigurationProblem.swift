/// Where in the file something stands, for what can only be told of the whole.
struct ConfigurationOrigin: Hashable, Sendable {
  /// Such as `sources[3]`.
  var place = ""

  /// From 1.
  var line: Int?
}

/// Something wrong in a configuration file, where, and what would be right.
struct ConfigurationProblem: Error, Hashable, CustomStringConvertible {
  /// Such as `sources[3].mapping.published`; empty for the file as a whole.
  var place: String

  /// From 1; nil for what is missing.
  var line: Int?

  var message: String

  /// `sources[3].url (line 17): expected an http or https address, found "slack"`.
  var description: String {
    let line = line.map { "line \($0)" }
    switch (place.isEmpty, line) {
    case (true, nil): return message
    case (true, let line?): return "\(line): \(message)"
    case (false, nil): return "\(place): \(message)"
    case (false, let line?): return "\(place) (\(line)): \(message)"
    }
  }
}
