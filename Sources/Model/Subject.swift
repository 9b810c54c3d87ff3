/// Whose voices a stream, an alert or a verdict counts.
package enum Subject: Hashable, Sendable {
  /// Those that complain.
  case complaints
  /// Those that complain of one topic before others.
  case topic(String)
  /// All.
  case all

  private static let topicMark = "topic="

  /// Nil where a name is none of these.
  package init?(name: some StringProtocol) {
    switch name {
    case "complaints": self = .complaints
    case "all": self = .all
    case let word where word.hasPrefix(Self.topicMark):
      guard let topic = PercentEncoding.decoded(word.dropFirst(Self.topicMark.count)) else {
        return nil
      }
      self = .topic(topic)
    default: return nil
    }
  }

  /// As the database knows it: `complaints`, `all`, `topic=NAME` without a slash in it.
  package var name: String {
    switch self {
    case .complaints: "complaints"
    case .all: "all"
    case .topic(let topic): Self.topicMark + PercentEncoding.encoded(topic)
    }
  }
}
